"""Small random rulebooks about a few facts that can change, and what a search of every change finds in them.

The search knows nothing of the solver: it tries all values of all facts, with the reference evaluator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, product

from hypothesis import strategies as st

from tests.explain.small import rulebook
from therex.facts.document import parse_document
from therex.facts.model import Fact, Facts, Patient, Statement
from therex.facts.read import patient_from
from therex.facts.units import IDENTITY
from therex.facts.vocabulary import Definition, Kind, Value
from therex.inference.enrich import with_calculated
from therex.inference.reference import evaluate
from therex.inference.session import Judged
from therex.inference.world import world_of
from therex.language.calculation import Calculation, Term
from therex.language.parser import Scope, parse_condition
from therex.language.tree import facts_of
from therex.plan.act import action_of
from therex.plan.findings import find
from therex.rulebook.known import known_to
from therex.rulebook.model import Act, Avoid, Derive, Outcome, Rule, Rulebook

EXERCISE = "wall-sit"
#: Facts by name, with the values they may take.
VALUES: dict[str, tuple[Value, ...]] = {
    "cough": (False, True),
    "dizzy": (False, True),
    "operated": (False, True),
    "walks": ("never", "helped", "alone"),
    "strain": tuple(map(Decimal, range(4))),
    "rest": tuple(map(Decimal, range(4))),
}
_FIXED = {"operated"}
_DIFFERENCE = "strain_over_rest"
_RANGE = (Decimal(0), Decimal(3))
_WALKS = {"never": "not at all", "helped": "with help", "alone": "alone"}


def _number(name: str, plausible: tuple[Decimal, Decimal] = _RANGE) -> Definition:
    return Definition(name, name, Kind.QUANTITY, units={"{score}": IDENTITY}, plausible=plausible)


FACTS = {
    "cough": Definition("cough", "a cough", Kind.FLAG, can_change=True),
    "dizzy": Definition("dizzy", "dizziness", Kind.FLAG, can_change=True),
    "operated": Definition("operated", "an operation", Kind.FLAG),
    "walks": Definition("walks", "walking", Kind.ORDERED, options=_WALKS, can_change=True),
    "strain": replace(_number("strain"), can_change=True),
    "rest": replace(_number("rest"), can_change=True),
    # Not every difference is plausible: beyond the range it is unknown.
    _DIFFERENCE: replace(_number(_DIFFERENCE, (Decimal(-1), Decimal(2))), calculated=True),
    "frail": Definition("frail", "frailty", Kind.FLAG, derived=True),
}
_MINUS = Term("-", (Term("fact", fact="strain"), Term("fact", fact="rest")))
_CALCULATION = Calculation(_DIFFERENCE, _MINUS, None, ("strain", "rest"), None, "strain - rest")

_LEAVES = (
    *(
        "cough",
        "dizzy",
        "operated",
        "not operated",
        "walks = helped",
        "walks < alone",
        "walks in (never, alone)",
    ),
    *("strain >= 2", "strain = 1", "strain != 3", "rest < 1", "rest > 1", "strain > rest"),
    *(f"{_DIFFERENCE} >= 1", f"{_DIFFERENCE} = 0"),
)


def _conditions(*more: str) -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from((*_LEAVES, *more)),
        lambda inner: st.one_of(
            inner.map("not ({})".format),
            st.tuples(inner, st.sampled_from(("and", "or")), inner).map(" ".join).map("({})".format),
        ),
        max_leaves=4,
    )


@st.composite
def rulebooks(draw: st.DrawFn) -> Rulebook:
    """Return a rulebook whose rules derive, hold, bar and recommend at random."""
    base = rulebook()
    rules = [_rule("derives", draw(_conditions()))]
    hold, bar = Act("hold", "Wait."), replace(_bar(base), exercises=frozenset({EXERCISE}))
    for number in range(draw(st.integers(1, 4))):
        withheld = draw(st.sampled_from(("always", "not always", "cough", "strain > 1")))
        outcome: Outcome = hold if draw(st.booleans()) else bar
        rules.append(_rule(f"guard-{number}", draw(_conditions("frail")), outcome, withheld))
    if draw(st.booleans()):
        wish = base.rules["knee-strength"].outcomes[0]
        rules.append(_rule("wish", draw(_conditions("frail")), wish))
    return _rulebook(rules)


def barring(when: str) -> Rulebook:
    """Return a rulebook whose one rule bars the exercise."""
    return _rulebook([_rule("bars", when, replace(_bar(rulebook()), exercises=frozenset({EXERCISE})))])


def _rulebook(rules: list[Rule]) -> Rulebook:
    return replace(
        rulebook(),
        facts=rulebook().facts | FACTS,
        calculations={_DIFFERENCE: _CALCULATION},
        rules={rule.id: rule for rule in rules},
    )


def _bar(base: Rulebook) -> Avoid:
    (found,) = (one for one in base.rules["bp-no-straining"].outcomes if isinstance(one, Avoid))
    return found


def _rule(name: str, when: str, outcome: Outcome | None = None, withhold_if: str = "always") -> Rule:
    scope, plain = Scope(FACTS), rulebook().rules["knee-strength"]
    condition = parse_condition(when, scope, plain.place)
    return replace(
        plain,
        id=name,
        when=condition,
        when_text=when,
        outcomes=(outcome or Derive.flag("frail", condition),),
        withhold_if=parse_condition(withhold_if, scope, plain.place),
        clinician="",
    )


def patient_files() -> st.SearchStrategy[str]:
    """Return patient files that state some of the facts."""
    stated = {name: st.sampled_from(values) for name, values in VALUES.items()}
    return st.fixed_dictionaries({}, optional=stated).map(_file)


def _file(stated: Mapping[str, Value]) -> str:
    facts = "".join(f"  {name}: {FACTS[name].say(value) if isinstance(value, bool) else value}\n"
                    for name, value in stated.items())  # fmt: skip
    return f"assessment: {{date: 2026-03-02, by: A. Ro}}\nfacts:\n{facts or '  chest_pain: no'}\n"


def read(text: str, rules: Rulebook) -> Patient:
    """Return the patient of a file."""
    return patient_from(parse_document(text, "patient.yaml"), known_to(rules))


@dataclass(frozen=True, order=True)
class Cost:
    """What a change costs: facts, then steps; then their names."""

    facts: int
    steps: int
    names: tuple[str, ...]


def cost(changes: Mapping[str, Value], facts: Facts) -> Cost:
    """Return what a change of some facts costs."""
    return Cost(len(changes), sum(_steps(facts[name], new) for name, new in changes.items()), tuple(changes))


def _steps(fact: Fact, new: Value) -> int:
    """Return how many values lie between the present one and another; an answer is one step."""
    if fact.used is None:
        return 1
    values = VALUES[fact.name]
    return abs(values.index(new) - values.index(fact.used.value))


def cheapest(patient: Patient, rules: Rulebook, *, wished: bool) -> Cost | None:
    """Return the cost of the cheapest change that admits the exercise, by trying them all, or None."""
    free = [name for name in _read_by(rules) if name not in _FIXED or patient.facts[name].used is None]
    for count in range(len(free) + 1):
        found = [
            cost(changes, patient.facts)
            for names in combinations(free, count)
            for changes in _changes(names, patient.facts)
            if admits(patient.facts, changes, rules, wished=wished)
        ]
        if found:
            return min(found)
    return None


def _read_by(rules: Rulebook) -> list[str]:
    """Return the facts that rules read at all, by name; a change of another one would do nothing."""
    names: set[str] = set()
    for rule in rules.rules.values():
        names |= facts_of(rule.when) | facts_of(rule.withhold_if)
    if _DIFFERENCE in names:
        names |= {"strain", "rest"}
    return sorted(names & VALUES.keys())


def _changes(names: tuple[str, ...], facts: Facts) -> Iterator[dict[str, Value]]:
    others = ([value for value in VALUES[name] if not _is(facts[name], value)] for name in names)
    for values in product(*others):
        yield dict(zip(names, values, strict=True))


def _is(fact: Fact, value: Value) -> bool:
    return fact.used is not None and fact.used.value == value


def admits(facts: Facts, changes: Mapping[str, Value], rules: Rulebook, *, wished: bool) -> bool:
    """Say whether the exercise is open, and recommended where that is wished, when facts are so changed."""
    stated = {name: Statement(value, None, "stated") for name, value in changes.items()}
    after = facts | {name: Fact(facts[name].definition, one, (one,), "") for name, one in stated.items()}
    known = with_calculated(after, rules)
    world = world_of(known)
    findings = find(Judged(evaluate(rules.scoped("patient"), world), known, world), rules)
    closed = findings.barred.keys() | findings.withheld.keys()
    asked = not wished or any(rule.id == "wish" for rule in findings.fired)
    return action_of(findings).exercise_today and EXERCISE not in closed and asked
