"""Whether an exercise may be in this plan, and if not, what could stand in for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from therex.facts.model import Patient
from therex.plan.findings import Findings
from therex.rulebook.model import Exercise

#: Attributes whose distance tells how near two exercises are.
_MEASURES = ("impact", "balance", "spine_flexion", "spine_rotation", "valsalva")


@dataclass(frozen=True)
class Obstacle:
    """Why an exercise may not be printed: in words, and by which rules."""

    text: str
    rules: tuple[str, ...] = ()


class Fit:
    """Answers for one patient which exercises are open to the plan."""

    def __init__(self, findings: Findings, patient: Patient, reviewed: frozenset[str]) -> None:
        self.findings, self.rulebook, self.reviewed = findings, findings.rulebook, reviewed
        self.equipment = (self.rulebook.household - patient.missing_equipment) | patient.equipment

    def obstacle(self, exercise: Exercise) -> Obstacle | None:
        """Return what stands in the way of an exercise, or None."""
        if rules := self.findings.barred.get(exercise.id):
            return Obstacle("barred", rules)
        if rules := self.findings.withheld.get(exercise.id):
            return Obstacle("withheld until facts are known", rules)
        if exercise.id in self.reviewed:
            return Obstacle("needs a therapist's review first")
        if exercise.dose is None:
            return Obstacle("has no dose and is never printed")
        if not self.equipment.issuperset(exercise.equipment):
            lacking = sorted(set(exercise.equipment) - self.equipment)
            names = ", ".join(self.rulebook.equipment[item] for item in lacking)
            return Obstacle(f"needs {names}, which the home lacks")
        return None

    def stand_in(self, exercise: Exercise, purpose: str, taken: set[str]) -> Exercise | None:
        """Return the nearest safe neighbour: down the `easier` chain, else of the same purpose."""
        if easier := self.easier(exercise, taken):
            return easier
        others = [
            other
            for other in self.rulebook.exercises.values()
            if purpose in other.purposes and other.id not in taken and self.obstacle(other) is None
        ]
        return min(others, key=lambda other: _distance(exercise, other), default=None)

    def easier(self, exercise: Exercise, taken: set[str]) -> Exercise | None:
        """Return the first of the `easier` chain that is open and not taken."""
        steps = (step for step in self._easier(exercise) if step.id not in taken)
        return next((step for step in steps if self.obstacle(step) is None), None)

    def _easier(self, exercise: Exercise) -> list[Exercise]:
        chain: list[Exercise] = []
        step = exercise.easier
        while step and step not in {link.id for link in chain}:
            chain.append(self.rulebook.exercises[step])
            step = chain[-1].easier
        return chain


def _distance(one: Exercise, other: Exercise) -> tuple[bool, bool, bool, Decimal, str]:
    """Order exercises by likeness, harder ones last; ties by id."""
    differences = [_number(other, name) - _number(one, name) for name in _MEASURES]
    return (
        any(difference > 0 for difference in differences),
        one.attributes["category"] != other.attributes["category"],
        one.attributes["position"] != other.attributes["position"],
        sum((abs(difference) for difference in differences), Decimal(0)),
        other.id,
    )


def _number(exercise: Exercise, name: str) -> Decimal:
    value = exercise.attributes[name]
    assert isinstance(value, Decimal)  # noqa: S101 - typed when it was read
    return value
