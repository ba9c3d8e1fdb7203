"""Every exercise of the catalogue that is not in the plan, by what stands in the way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from therex.explain.explainer import Explainer, Opened
from therex.explain.outline import Point
from therex.explain.why_not import KINDS, Admitting, in_the_way
from therex.rulebook.model import Exercise


@dataclass(frozen=True, slots=True)
class Absent:
    """An exercise that is not in the plan, and what stands in the way besides the reason of its group.

    `change` is the smallest that admits it, where it was asked for.
    """

    exercise: Exercise
    others: tuple[Point, ...]
    change: Point | None


@dataclass(frozen=True, slots=True)
class Group:
    """Exercises that the same rules keep out of the plan; `reason` says how, and names the rules."""

    reason: Point
    absent: tuple[Absent, ...]

    @property
    def has_others(self) -> bool:
        """Say whether more is told of any of them than the reason of the group."""
        return any(one.others for one in self.absent)

    @property
    def points(self) -> tuple[Point, ...]:
        """All that is said of these exercises."""
        return (self.reason, *(point for one in self.absent for point in one.others))


#: By a reason and its rules: the line that tells it, with each exercise it is told of.
_ByReason = dict[tuple[str, ...], list[tuple[Point, Absent]]]


def absent_groups(explainer: Explainer, admitting: Admitting | None = None) -> dict[str, tuple[Group, ...]]:
    """Return the exercises that are not in the plan, by the first kind of reason that is told of them."""
    planned = {item.id for item in explainer.decision.exercises}
    found: dict[str, _ByReason] = {kind: defaultdict(list) for kind in KINDS}
    for exercise in sorted(explainer.rulebook.exercises.values(), key=lambda exercise: exercise.code):
        if exercise.id not in planned:
            explainer.open_anew()
            told = in_the_way(exercise, explainer)
            reason, *others = (point for points in told.values() for point in points)
            key = (reason.text, *(one.of.rule.id for one in reason.points if isinstance(one.of, Opened)))
            change = admitting(exercise) if admitting else None
            found[next(iter(told))][key].append((reason, Absent(exercise, tuple(others), change)))
    return {
        kind: tuple(_group(by_reason[key]) for key in sorted(by_reason))
        for kind, by_reason in found.items()
        if by_reason
    }


def _group(found: list[tuple[Point, Absent]]) -> Group:
    return Group(found[0][0], tuple(absent for _, absent in found))
