"""What a case expects of a rule, compared with what the rule concluded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from therex.inference.session import Judged
from therex.rulebook.model import Act, Avoid, Limit, Outcome, Progress, Recommend, Rule, Tell

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
    if verdict != "yes":
        yield f"expected it to fire, found {verdict}"
        return
    for kind, value in expected.items():
        if kind not in _CHECKS:
            yield f'"{kind}" is no outcome; expected one of {", ".join(_CHECKS)}'
        elif problem := _CHECKS[kind](rule, value, judged):
            yield problem


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


def _avoid(rule: Rule, value: object, _: Judged) -> str:
    barred = frozenset[str]().union(*(outcome.exercises for outcome in _only(rule, Avoid)))
    wanted = set(value) if isinstance(value, list) else {str(value)}
    lacking = sorted(wanted - barred)
    return f"does not avoid {', '.join(lacking)}" if lacking else ""


def _allow(rule: Rule, value: object, _: Judged) -> str:
    barred = frozenset[str]().union(*(outcome.exercises for outcome in _only(rule, Avoid)))
    wanted = set(value) if isinstance(value, list) else {str(value)}
    wrong = sorted(wanted & barred)
    return f"avoids {', '.join(wrong)}" if wrong else ""


def _recommend(rule: Rule, value: object, _: Judged) -> str:
    named = {name for outcome in _only(rule, Recommend) for name in outcome.exercises}
    wanted = set(value) if isinstance(value, list) else {str(value)}
    lacking = sorted(wanted - named)
    return f"does not recommend {', '.join(lacking)}" if lacking else ""


def _limit(rule: Rule, value: object, judged: Judged) -> str:
    if not isinstance(value, dict):
        return "expected limits as names with numbers"
    found = {outcome.name: _bound(outcome, judged) for outcome in _only(rule, Limit)}
    for name, bound in value.items():
        try:
            wanted = Decimal(str(bound).split(" ", maxsplit=1)[0])
        except InvalidOperation:
            return f'"{bound}" is not a number'
        if found.get(name) != wanted:
            return f"expected {name} to be limited to {bound}, found {found.get(name)}"
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


def _tell(kind: str) -> Callable[[Rule, object, Judged], str]:
    def check(rule: Rule, value: object, _: Judged) -> str:
        found = [outcome for outcome in _only(rule, Tell) if outcome.kind == kind]
        if not found:
            return f"expected it to {kind}"
        texts = [outcome.clinician or outcome.patient for outcome in found]
        return (
            "" if value in {"yes", "true"} or value in texts else f"expected {kind} {value!r}, found {texts}"
        )

    return check


_CHECKS: dict[str, Callable[[Rule, object, Judged], str]] = {
    "act": _act,
    "derive": _derive,
    "avoid": _avoid,
    "allow": _allow,
    "recommend": _recommend,
    "limit": _limit,
    "progress": _progress,
    "change": _change,
    "supervise": _tell("supervise"),
    "monitor": _tell("monitor"),
    "advise": _tell("advise"),
}
