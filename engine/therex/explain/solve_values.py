"""The values that a fact may take instead: the places a solver chooses among, and what stands at each."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Protocol

from therex.facts.units import Linear, is_dimensionless
from therex.facts.vocabulary import MILLION, Definition, Kind
from therex.inference.reference import truth
from therex.inference.world import Known
from therex.language.tree import Among, Compare

#: Numbers without a plausible range are sought no further out than this.
_FAR = Decimal(1_000_000)
_FIRST_DAY = dt.date(1900, 1, 1)


class Values(Protocol):
    """Places in the order of the values."""

    @property
    def low(self) -> int:
        """The first place."""

    @property
    def high(self) -> int:
        """The last place."""

    @property
    def scale(self) -> int:
        """What a place counts as a code; of no meaning where numbers are stated in another unit."""

    def known(self, place: int) -> Known:
        """Return what the evaluators would see of the value at a place."""

    def text(self, place: int) -> str:
        """Return the value at a place as a patient file writes it."""

    def steps(self, present: Known) -> tuple[int, int]:
        """Return the places next to the present value, at or below and at or above it."""

    def where(self, leaf: Compare | Among) -> tuple[range, ...]:
        """Return the places at which a comparison holds."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a choice, or no and yes."""

    definition: Definition
    low: int
    high: int
    scale: int = 1

    def known(self, place: int) -> Known:
        """Return the option at a place."""
        return Known(place)

    def text(self, place: int) -> str:
        """Return the option as a patient file writes it."""
        value = self.definition.value(place)
        return value if isinstance(value, str) else self.definition.say(value)

    def steps(self, present: Known) -> tuple[int, int]:
        """Return the place of the present option, twice."""
        return present.code, present.code

    def where(self, leaf: Compare | Among) -> tuple[range, ...]:
        """Return the options for which a comparison holds, each as a range of one."""
        places = range(self.low, self.high + 1)
        return tuple(range(at, at + 1) for at in places if truth(leaf, {leaf.fact: self.known(at)}))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The multiples of a step in one unit, within the plausible range; or days."""

    definition: Definition
    unit: str
    step: Decimal
    low: int
    high: int

    @property
    def scale(self) -> int:
        """What a place counts as a code, while the unit is the canonical one."""
        return 1 if self.definition.kind is Kind.DATE else int(self.step * MILLION)

    def known(self, place: int) -> Known:
        """Return the number at a place, with unit and number as stated where the unit is another one."""
        definition, number = self.definition, place * self.step
        if definition.kind is Kind.DATE:
            return Known(place)
        if self.unit == definition.unit:
            return Known(definition.code(number))
        return Known(definition.code(definition.units[self.unit](number)), self.unit, definition.code(number))

    def text(self, place: int) -> str:
        """Return the number with its unit, or the day."""
        if self.definition.kind is Kind.DATE:
            return dt.date.fromordinal(place).isoformat()
        unit = "" if is_dimensionless(self.unit) else self.unit
        return f"{place * self.step:f} {unit}".strip()

    def steps(self, present: Known) -> tuple[int, int]:
        """Return the places at or below and at or above the present number."""
        if self.definition.kind is Kind.DATE:
            return present.code, present.code
        stated = present.stated if present.unit == self.unit and present.unit else present.code
        exact = Decimal(stated) / MILLION / self.step
        return int(exact.to_integral_value(ROUND_FLOOR)), int(exact.to_integral_value(ROUND_CEILING))

    def where(self, leaf: Compare | Among) -> tuple[range, ...]:
        """Return the places at which a comparison holds: one range, or what lies about it."""
        assert isinstance(leaf, Compare)  # noqa: S101 - only options are among others
        match leaf.op:
            case ">=" | ">":
                return (range(self._first(leaf, leaf.op), self.high + 1),)
            case "<=" | "<":
                return (range(self.low, self._first(leaf, ">=" if leaf.op == "<" else ">")),)
        start, stop = self._first(leaf, ">="), self._first(leaf, ">")
        if leaf.op == "=":
            return (range(start, stop),)
        return range(self.low, start), range(stop, self.high + 1)

    def _first(self, leaf: Compare, op: str) -> int:
        """Return the first place from which a comparison with `op` holds."""
        rising = Compare(leaf.fact, op, leaf.code, leaf.by_unit)
        places = range(self.low, self.high + 1)

        def holds(at: int) -> bool:
            return truth(rising, {leaf.fact: self.known(at)}) is True

        return self.low + bisect_left(places, x=1, key=holds)


def values_of(definition: Definition, unit: str, readers: Iterable[Compare], today: dt.date | None) -> Values:
    """Return the values that a fact may take instead of the present one.

    Args:
        definition: the fact.
        unit: for a number, the unit in which it is to be stated.
        readers: the comparisons that read it; a number goes by the finest decimal place among them.
        today: no day lies after it.

    """
    match definition.kind:
        case Kind.FLAG:
            return Options(definition, 0, 1)
        case Kind.DATE:
            last = today or dt.date.max
            return Numbers(definition, "", Decimal(1), _FIRST_DAY.toordinal(), last.toordinal())
        case Kind.QUANTITY | Kind.COUNT:
            return _numbers(definition, unit, readers)
        case _:
            return Options(definition, 0, len(definition.options) - 1)


def _numbers(definition: Definition, unit: str, readers: Iterable[Compare]) -> Numbers:
    low, high = definition.plausible or (-_FAR, _FAR)
    cutoffs = [number for leaf in readers for number in _cutoffs(leaf, unit, definition)]
    stated = [*cutoffs, low, high] if unit == definition.unit else cutoffs
    step = Decimal(1).scaleb(-max(map(_decimals, stated), default=0))
    if definition.kind is Kind.COUNT:
        step = Decimal(1)
    turned = definition.units.get(unit, Linear(Decimal(1), Decimal(0)))
    first = ((low - turned.offset) / turned.scale / step).to_integral_value(ROUND_CEILING)
    last = ((high - turned.offset) / turned.scale / step).to_integral_value(ROUND_FLOOR)
    return Numbers(definition, unit, step, int(first), int(last))


def _cutoffs(leaf: Compare, unit: str, definition: Definition) -> list[Decimal]:
    if unit == definition.unit:
        return [Decimal(leaf.code) / MILLION]
    return [Decimal(code) / MILLION for other, code in leaf.by_unit if other == unit]


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
