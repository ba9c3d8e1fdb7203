"""Limits: of several on one thing, the most conservative."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from therex.facts.units import quantize
from therex.language.message import Plain, filled
from therex.plan.decision import LimitSet
from therex.plan.findings import Findings
from therex.rulebook.model import Exercise, Limit, Rule

#: What a scale or a watch shows. A converted number is rounded to it, to the stricter side: 44 lb is 19.9 kg.
_SHOWN = Decimal("0.1")
_PLAIN = Plain()


@dataclass(frozen=True)
class Bound:
    """One rule's bound, as a number, on some exercises or on all."""

    name: str
    value: Decimal
    rule: Rule
    exercises: frozenset[str] | None


def bounds_of(findings: Findings) -> list[Bound]:
    """Return the bounds that are in force; one whose fact is unknown is not."""
    found = []
    for rule, limit in findings.outcomes(Limit):
        value = limit.to
        if isinstance(value, str):
            used = findings.judged.facts[value].used
            if used is None or not isinstance(used.value, Decimal):
                continue
            value = used.value
        found.append(Bound(limit.name, value, rule, limit.exercises))
    return found


def in_force(
    bounds: list[Bound], findings: Findings, exercise: Exercise | None = None
) -> tuple[LimitSet, ...]:
    """Return the strictest bound of each kind: for one exercise, or (None) for all of them."""
    groups: dict[str, list[Bound]] = defaultdict(list)
    for bound in bounds:
        if _concerns(bound, exercise, findings):
            groups[bound.name].append(bound)
    return tuple(_strictest(name, groups[name], findings) for name in sorted(groups))


def _concerns(bound: Bound, exercise: Exercise | None, findings: Findings) -> bool:
    if exercise is None:
        return bound.exercises is None
    if bound.exercises is not None and exercise.id not in bound.exercises:
        return False
    joint = findings.rulebook.limits[bound.name].joint
    joints = exercise.attributes["joints"]
    return joint is None or (isinstance(joints, frozenset) and joint in joints)


def _strictest(name: str, bounds: list[Bound], findings: Findings) -> LimitSet:
    kind = findings.rulebook.limits[name]
    pick, towards = (min, ROUND_FLOOR) if kind.stricter == "lower" else (max, ROUND_CEILING)
    strictest = pick(bound.value for bound in bounds)
    rules = tuple(sorted(bound.rule.id for bound in bounds if bound.value == strictest))
    value = quantize(strictest.quantize(_SHOWN, towards))
    said = filled(kind.patient, _PLAIN, {"value": value})
    return LimitSet(name=name, value=value, unit=kind.unit, patient=said, rules=rules)
