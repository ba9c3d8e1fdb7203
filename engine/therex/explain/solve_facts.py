"""A patient's facts as a solver sees them: fixed, free to change, derived by rules, or calculated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import z3

from therex.explain.solve_logic import Formula, Number, Truths, all_hold, any_holds, chosen, known_truths
from therex.explain.solve_values import Values
from therex.inference.reference import truth
from therex.inference.world import Known
from therex.language.order import holds
from therex.language.tree import Among, Compare


class Symbol(Protocol):
    """One fact: when it is known, its code, and when a comparison of it is true and when false."""

    @property
    def known(self) -> Formula:
        """When the fact is known."""

    @property
    def code(self) -> Number:
        """Its code, where it is known."""

    def truths(self, leaf: Compare | Among) -> Truths:
        """Return when a comparison is true, and when it is false."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fact that stays as it is."""

    present: Known | None

    @property
    def known(self) -> Formula:
        """Say whether it is known."""
        return self.present is not None

    @property
    def code(self) -> Number:
        """Its code; of no meaning while it is unknown."""
        return self.present.code if self.present else 0

    def truths(self, leaf: Compare | Among) -> Truths:
        """Return the comparison's truth as it is."""
        value = truth(leaf, {leaf.fact: self.present} if self.present else {})
        return Truths(value is True, value is False)


@dataclass(frozen=True, slots=True)
class Free:
    """A fact that may change: to another value when it is known, to any when it is not."""

    name: str
    present: Known | None
    values: Values
    changed: z3.BoolRef = field(init=False)
    place: z3.ArithRef = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "changed", z3.Bool(f"{self.name} changes"))
        object.__setattr__(self, "place", z3.Int(self.name))

    @property
    def bounds(self) -> Formula:
        """What holds of its place: it is one of those there are."""
        return all_hold((self.place >= self.values.low, self.place <= self.values.high))

    @property
    def known(self) -> Formula:
        """A known fact stays known."""
        return True if self.present else self.changed

    @property
    def code(self) -> Number:
        """The code of the value that it has, new or present."""
        new = self.place * self.values.scale
        return chosen(self.changed, new, self.present.code) if self.present else new

    @property
    def steps(self) -> z3.ArithRef:
        """How far a change goes, in steps between values; to answer what is unknown is one step."""
        if self.present is None:
            return z3.If(self.changed, 1, 0)
        below, above = self.values.steps(self.present)
        distance = z3.If(self.place > below, self.place - below, above - self.place)
        return z3.If(self.changed, distance, 0)

    def truths(self, leaf: Compare | Among) -> Truths:
        """Return when a comparison of its value is true, and when it is false."""
        after = any_holds(self._within(places) for places in self.values.where(leaf))
        if self.present is None:
            return known_truths(self.changed, after)
        if truth(leaf, {leaf.fact: self.present}):
            return known_truths(True, any_holds((z3.Not(self.changed), after)))  # noqa: FBT003
        return known_truths(True, all_hold((self.changed, after)))  # noqa: FBT003

    def _within(self, places: range) -> Formula:
        if not places:
            return False
        if len(places) == 1 and self.values.low < self.values.high:
            return self.place == places[0]
        return all_hold((
            places[0] <= self.values.low or self.place >= places[0],
            places[-1] >= self.values.high or self.place <= places[-1],
        ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact that a rule sets: each code with what makes it so. No two of them hold at once."""

    branches: Sequence[tuple[int, Formula]]

    @property
    def known(self) -> Formula:
        """It is known where one of its branches is true."""
        return any_holds(condition for _, condition in self.branches)

    @property
    def code(self) -> Number:
        """The code of the branch that is true."""
        code: Number = 0
        for value, condition in self.branches:
            code = chosen(condition, value, code)
        return code

    def truths(self, leaf: Compare | Among) -> Truths:
        """Return when a branch is true for which the comparison holds, and when one for which it does not."""
        yes: list[Formula] = []
        no: list[Formula] = []
        for code, condition in self.branches:
            (yes if truth(leaf, {leaf.fact: Known(code)}) else no).append(condition)
        return Truths(any_holds(yes), any_holds(no))


@dataclass(frozen=True, slots=True)
class Calculated:
    """A number computed from other facts."""

    known: Formula
    code: Number

    def truths(self, leaf: Compare | Among) -> Truths:
        """Return when the number compares so, and when it does not."""
        assert isinstance(leaf, Compare)  # noqa: S101 - it is a number
        return known_truths(self.known, compared(leaf.op, self.code, leaf.code))


def compared(op: str, left: Number, right: Number) -> Formula:
    """Return when two numbers compare so."""
    if isinstance(left, int) and isinstance(right, int):
        return holds(op, left, right)
    match op:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right
