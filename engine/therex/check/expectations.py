"""What a case expects of a rule, compared with what the rule concluded.

A list names some of what must be there, or must not; a dose is the whole dose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from therex.inference.session import Judged
from therex.rulebook.model import Act, Avoid, Dose, Limit, Outcome, Progress, Recommend, Rule, Tell

#: Returns what is not as expected, or nothing.
_Check = Callable[[Rule, object, Judged], str]

_WORDS = {True: "yes", False: "no", None: "unknown"}


def unmet(rule: Rule, expected: object, judged: Judged) -> Iterator[str]:
    """Yield a sentence for everything in `expected` that is not so.

    Args:
        rule: the rule.
        expected: ``yes``, ``no``, ``unknown``, or the outcomes that a firing rule must have.
        judged: what both evaluators found.

    """
    verdict = _WORDS[judged.verdicts.rules[rule.id]]
    if isinstance(expected, str):
        wanted = {"true": "yes", "false": "no"}.get(expected, expected)
        if verdict != wanted:
            yield f"expected {wanted}, found {verdict}"
        return
    if not isinstance(expected, dict):
        yield "expected yes, no, unknown or outcomes"
        return
    expected = dict(expected)
    if "withholds" in expected:
        yield from _withholds(rule, expected.pop("withholds"), judged)
        if not expected:
            return
    if verdict != "yes":
        yield f"expected it to fire, found {verdict}"
        return
    for kind, value in expected.items():
        if kind not in _CHECKS:
            yield f'"{kind}" is no outcome; expected one of {", ".join(_CHECKS)}'
        elif problem := _CHECKS[kind](rule, value, judged):
            yield problem


def _withholds(rule: Rule, value: object, judged: Judged) -> Iterator[str]:
    """Compare what an unknown rule does: keep back what it gates, or only ask."""
    verdict = judged.verdicts.rules[rule.id]
    if verdict is not None:
        yield f"expected it unknown, found {_WORDS[verdict]}"
    elif not rule.fails_closed:
        yield "this rule never withholds"
    else:
        found = "no" if judged.verdicts.withhold[rule.id] is False else "yes"
        if str(value) != found:
            yield f"expected withholds {value}, found {found}"


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _only(rule: Rule, kind: type[Outcome]) -> list[Any]:
    return [outcome for outcome in rule.outcomes if isinstance(outcome, kind)]


def _act(rule: Rule, value: object, _: Judged) -> str:
    levels = [outcome.level for outcome in _only(rule, Act)]
    return "" if value in levels else f"expected act {value}, found {levels or 'none'}"


def _derive(rule: Rule, value: object, judged: Judged) -> str:
    if rule.derives is None:
        return "this rule derives nothing"
    used = judged.facts[rule.derives.fact].used
    found = None if used is None else used.value
    said = _WORDS[found] if found is None or isinstance(found, bool) else str(found)
    return "" if str(value) == said else f"expected {rule.derives.fact} to be {value}, found {said}"


def _named(kind: type[Avoid | Limit | Tell], verb: str) -> tuple[_Check, _Check]:
    """Return the checks that outcomes of a kind name certain exercises, and that they do not."""

    def names(rule: Rule) -> frozenset[str]:
        return frozenset[str]().union(*(outcome.exercises or () for outcome in _only(rule, kind)))

    def some(rule: Rule, value: object, _: Judged) -> str:
        lacking = sorted(set(_listed(value)) - names(rule))
        return f"does not {verb} {', '.join(lacking)}" if lacking else ""

    def none(rule: Rule, value: object, _: Judged) -> str:
        wrong = sorted(set(_listed(value)) & names(rule))
        return f"expected not to {verb} {', '.join(wrong)}" if wrong else ""

    return some, none


def _recommended(rule: Rule) -> list[str]:
    return [name for outcome in _only(rule, Recommend) for name in outcome.exercises]


def _recommend(rule: Rule, value: object, _: Judged) -> str:
    """Compare in order, for the first of a list is the best."""
    found = _recommended(rule)
    lacking = [name for name in _listed(value) if name not in found]
    if lacking:
        return f"does not recommend {', '.join(lacking)}"
    left = iter(found)
    in_order = all(name in left for name in _listed(value))
    return "" if in_order else f"expected the order {', '.join(_listed(value))}, found {', '.join(found)}"


def _not_recommend(rule: Rule, value: object, _: Judged) -> str:
    wrong = [name for name in _listed(value) if name in _recommended(rule)]
    return f"recommends {', '.join(wrong)}" if wrong else ""


def _dose(rule: Rule, value: object, _: Judged) -> str:
    """Compare a dose with those of the recommendations; a list gives that of each, in order."""
    found = [outcome.dose for outcome in _only(rule, Recommend)]
    try:
        wanted = [_read_dose(dose) for dose in (value if isinstance(value, list) else [value])]
    except (InvalidOperation, AttributeError):
        return "expected a dose as parts with numbers or ranges"
    fits = wanted == found if isinstance(value, list) else wanted[0] in found
    said = "; ".join(
        ", ".join(f"{part} {low}-{high}" for part, (low, high) in dose.items()) for dose in found
    )
    return "" if fits else f"expected another dose, found {said or 'none'}"


def _read_dose(dose: Any) -> Dose:  # noqa: ANN401 - whatever the case holds
    read = {}
    for part, text in dose.items():
        low, _, high = str(text).partition("-")
        read[part] = (Decimal(low), Decimal(high or low))
    return read


def _needed(rule: Rule, value: object, _: Judged) -> str:
    found = ["yes" if outcome.needed else "no" for outcome in _only(rule, Recommend)]
    return "" if str(value) in found else f"expected needed {value}, found {found or 'none'}"


def _side(rule: Rule, value: object, _: Judged) -> str:
    found = [outcome.side for outcome in _only(rule, Recommend) if outcome.side]
    return "" if value in found else f"expected side {value}, found {found or 'none'}"


def _limit(rule: Rule, value: object, judged: Judged) -> str:
    if not isinstance(value, dict):
        return "expected limits as names with numbers"
    for name, bound in value.items():
        found = [_bound(outcome, judged) for outcome in _only(rule, Limit) if outcome.name == name]
        try:
            wanted = Decimal(str(bound).split(" ", maxsplit=1)[0])
        except InvalidOperation:
            return f'"{bound}" is not a number'
        if wanted not in found:
            said = ", ".join(map(str, found)) or "none"
            return f"expected {name} to be limited to {bound}, found {said}"
    return ""


def _bound(limit: Limit, judged: Judged) -> object:
    if isinstance(limit.to, Decimal):
        return limit.to
    fact = judged.facts.get(limit.to)
    return fact.used.value if fact and fact.used else None


def _progress(rule: Rule, value: object, _: Judged) -> str:
    found = [outcome.verdict for outcome in _only(rule, Progress)]
    return "" if value in found else f"expected {value}, found {found or 'none'}"


def _change(rule: Rule, value: object, _: Judged) -> str:
    found = [part for outcome in _only(rule, Progress) for part, _ in outcome.changes]
    names = [name for item in value for name in item] if isinstance(value, list) else [str(value)]
    return "" if found[: len(names)] == names else f"expected change {names}, found {found}"


def _tell(kind: str) -> _Check:
    """Return the check that something is said: `yes`, or words out of each of several sentences."""

    def check(rule: Rule, value: object, _: Judged) -> str:
        texts = [
            f"{outcome.clinician}\n{outcome.patient}" for outcome in _only(rule, Tell) if outcome.kind == kind
        ]
        if not texts:
            return f"expected it to {kind}"
        wanted = [] if value in ("yes", "true") else _listed(value)
        lacking = [words for words in wanted if not any(words in text for text in texts)]
        return f"expected {kind} {lacking}, found {texts}" if lacking else ""

    return check


_avoid, _allow = _named(Avoid, "avoid")
_limits, _not_limits = _named(Limit, "limit")
_beside, _not_beside = _named(Tell, "speak beside")

_CHECKS: dict[str, _Check] = {
    "act": _act,
    "derive": _derive,
    "avoid": _avoid,
    "allow": _allow,
    "recommend": _recommend,
    "not_recommend": _not_recommend,
    "dose": _dose,
    "needed": _needed,
    "side": _side,
    "limit": _limit,
    "limits": _limits,
    "not_limits": _not_limits,
    "progress": _progress,
    "change": _change,
    "supervise": _tell("supervise"),
    "monitor": _tell("monitor"),
    "advise": _tell("advise"),
    "beside": _beside,
    "not_beside": _not_beside,
}
