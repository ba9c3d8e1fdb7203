"""A small vocabulary, short ways to write rules and patients, and random ones of both.

The random conditions stay small enough for the matcher; their numbers lie around a few cut-offs, so
that "at", "just below" and "just above" are common.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from therex.errors import Place
from therex.facts.units import IDENTITY, Linear
from therex.facts.vocabulary import Definition, Kind, Vocabulary
from therex.inference.world import Known, World
from therex.language.parser import Measure, Scope, parse_condition
from therex.language.tree import Expression, Truth, all_of, negate
from therex.rulebook.model import Act, Derive, Outcome, Rule, Tell

FLAGS = ("cough", "dizzy", "fever", "fell")
DERIVED = ("frail", "at_risk", "needs_help")
MMOL = Linear(Decimal("18.016"), Decimal(0))


def _flag(name: str, *, derived: bool = False) -> Definition:
    return Definition(name, name, Kind.FLAG, derived=derived)


def _choice(name: str, kind: Kind, *options: str, derived: bool = False) -> Definition:
    return Definition(name, name, kind, options=dict.fromkeys(options, ""), derived=derived)


def _quantity(name: str, units: dict[str, Linear]) -> Definition:
    return Definition(name, name, Kind.QUANTITY, units=units)


VOCABULARY: Vocabulary = {
    definition.name: definition
    for definition in (
        *map(_flag, FLAGS),
        *(_flag(name, derived=True) for name in DERIVED),
        _choice("fall_risk", Kind.ORDERED, "low", "some", "high", derived=True),
        _quantity("glucose", {"mg/dL": IDENTITY, "mmol/L": MMOL}),
        _quantity("pain_now", {"{score}": IDENTITY}),
        _quantity("pain_before", {"{score}": IDENTITY}),
        Definition("falls", "falls", Kind.COUNT),
        _choice("weight_bearing", Kind.CHOICE, "none", "part", "full"),
        _choice("effort", Kind.ORDERED, "light", "moderate", "hard"),
        Definition("surgery", "surgery", Kind.DATE),
        Definition("stroke", "stroke", Kind.DATE),
        _choice("equipment", Kind.SET, "band", "chair"),
    )
}
SCOPE = Scope(VOCABULARY, {"glucose_limit": Measure(Decimal(250), "mg/dL")})
PLACE = Place("rules.yaml", 7, 11)
HOLD = Act("hold", "Wait.")
TELL = Tell("advise", "", "Rest.", "everyday")


def condition(text: str) -> Expression:
    """Read a condition over the small vocabulary."""
    return parse_condition(text, SCOPE, PLACE)


def rule(name: str, when: str, *outcomes: Outcome, withhold_if: str = "always") -> Rule:
    """Return a rule; without outcomes it holds the session, and so fails closed."""
    return _rule(name, condition(when), when, outcomes or (HOLD,), withhold_if)


def deriving(fact: str, when: str) -> Rule:
    """Return the rule that sets a flag: yes when its condition is true, no when it is false."""
    tree = condition(when)
    return _rule(f"sets-{fact}", tree, when, (Derive(fact, ((1, tree), (0, negate(tree)))),), "always")


def choosing(fact: str, *branches: tuple[str, str]) -> Rule:
    """Return the rule that sets a choice to the first option whose condition is true."""
    before: Expression = Truth(value=True)
    found = []
    for option, text in branches:
        found.append((VOCABULARY[fact].code(option), all_of(before, condition(text))))
        before = all_of(before, negate(condition(text)))
    return _rule(f"sets-{fact}", Truth(value=True), "always", (Derive(fact, tuple(found)),), "always")


def _rule(name: str, when: Expression, text: str, outcomes: tuple[Outcome, ...], withhold_if: str) -> Rule:
    return Rule(
        id=name,
        topic="topic",
        scope="patient",
        summary="",
        when=when,
        when_text=text,
        outcomes=outcomes,
        patient="",
        clinician="",
        evidence=(),
        withhold_if=condition(withhold_if),
        withhold_text="",
        unknown_reason="",
        silent=False,
        place=PLACE,
    )


def patient(**facts: bool | str | dt.date) -> World:
    """Return a patient: flags as booleans, numbers as text with their unit, sets as their options."""
    world: World = {}
    for name, value in facts.items():
        definition = VOCABULARY[name]
        if definition.kind is Kind.SET:
            world |= {f"{name}/{option}": Known(int(option in str(value))) for option in definition.options}
        elif definition.kind.is_number:
            number, _, unit = str(value).partition(" ")
            world[name] = measured(name, Decimal(number), unit)
        else:
            world[name] = Known(definition.code(value))
    return world


def measured(name: str, number: Decimal, unit: str = "") -> Known:
    """Return a number as it was stated, in the canonical unit or another one."""
    definition = VOCABULARY[name]
    if unit in {"", definition.unit}:
        return Known(definition.code(number))
    return Known(definition.code(definition.units[unit](number)), unit, definition.code(number))


_COMPARISONS = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
_EQUAL = st.sampled_from(("=", "!="))
_CUTOFFS = st.sampled_from(
    ("70 mg/dL (3.9 mmol/L)", "250 mg/dL (13.9 mmol/L)", "13.9 mmol/L", "setting.glucose_limit")
)


def _words(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    strategies = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*strategies).map(" ".join)


def _leaf(derived: tuple[str, ...]) -> st.SearchStrategy[str]:
    leaves = [
        st.sampled_from((*FLAGS, *(name for name in derived if name in DERIVED), "always")),
        _words("glucose", _COMPARISONS, _CUTOFFS),
        _words("pain_now", _COMPARISONS, st.sampled_from(("0", "4", "5", "10", "pain_before"))),
        _words("falls", _COMPARISONS, st.sampled_from(("0", "1", "2"))),
        _words("weight_bearing", _EQUAL, st.sampled_from(("none", "part"))),
        _words("weight_bearing in", st.sampled_from(("(none)", "(none, part)", "(part, full)"))),
        _words("effort", _COMPARISONS, st.sampled_from(("light", "moderate", "hard"))),
        _words("surgery", _COMPARISONS, "stroke"),
        _words(st.sampled_from(("band", "chair")), "in equipment"),
    ]
    if "fall_risk" in derived:
        leaves.append(_words("fall_risk", _COMPARISONS, st.sampled_from(("low", "some", "high"))))
    return st.one_of(leaves)


@cache
def conditions(derived: tuple[str, ...] = (), *, leaves: int = 4) -> st.SearchStrategy[str]:
    """Return random conditions, as text, over the stated facts and some derived ones."""
    return st.recursive(
        _leaf(derived),
        lambda inner: st.one_of(
            inner.map("not ({})".format),
            _words(inner, st.sampled_from(("and", "or")), inner).map("({})".format),
        ),
        max_leaves=leaves,
    )


@st.composite
def rulebooks(draw: st.DrawFn) -> list[Rule]:
    """Return random rules in order of use: flags derived from flags, a choice, rules that read them all."""
    rules = [
        deriving(name, draw(conditions(DERIVED[:place])))
        for place, name in enumerate(DERIVED[: draw(st.integers(0, len(DERIVED)))])
    ]
    derived = DERIVED[: len(rules)]
    if draw(st.booleans()):
        small = conditions(derived, leaves=2)
        rules.append(choosing("fall_risk", ("high", draw(small)), ("some", draw(small)), ("low", "always")))
        derived += ("fall_risk",)
    for number in range(draw(st.integers(1, 5))):
        outcome: Outcome = HOLD if draw(st.booleans()) else TELL
        withhold_if = draw(st.sampled_from(("always", "not always")) | conditions(derived))
        rules.append(rule(f"rule-{number}", draw(conditions(derived)), outcome, withhold_if=withhold_if))
    return rules


def _glucose() -> st.SearchStrategy[Known]:
    canonical = st.sampled_from(("69.9", "70", "250", "250.4", "251"))
    other = st.sampled_from(("3.8", "3.9", "13.9", "14.0"))
    return st.one_of(
        canonical.map(lambda number: measured("glucose", Decimal(number))),
        other.map(lambda number: measured("glucose", Decimal(number), "mmol/L")),
    )


def _numbers(name: str, *numbers: str) -> st.SearchStrategy[Known]:
    return st.sampled_from(numbers).map(lambda number: measured(name, Decimal(number)))


def patients() -> st.SearchStrategy[World]:
    """Return random patients: any fact may be missing, glucose is stated in either unit."""
    yes_no = st.integers(0, 1).map(Known)
    place_of_three = st.integers(0, 2).map(Known)
    day = st.sampled_from((dt.date(2026, 2, 28), dt.date(2026, 3, 1))).map(lambda at: Known(at.toordinal()))
    facts: dict[str, st.SearchStrategy[Known]] = {
        **dict.fromkeys(FLAGS, yes_no),
        "glucose": _glucose(),
        "pain_now": _numbers("pain_now", "0", "4", "4.5", "5", "10"),
        "pain_before": _numbers("pain_before", "0", "4", "5"),
        "falls": _numbers("falls", "0", "1", "2", "3"),
        **dict.fromkeys(("weight_bearing", "effort"), place_of_three),
        **dict.fromkeys(("surgery", "stroke"), day),
        **dict.fromkeys(("equipment/band", "equipment/chair"), yes_no),
    }
    return st.fixed_dictionaries({}, optional=facts)
