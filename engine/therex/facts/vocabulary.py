"""What a fact is: its kind, unit, plausible range, freshness and question."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from therex.facts.units import Linear, quantize, spoken

#: A fact's value: a number in the canonical unit, an option, yes or no, or a day.
Value = Decimal | str | bool | dt.date
#: Which of two statements that disagree is the stricter one.
Stricter = Literal["higher", "lower", "yes", "no", "first", "last", "earlier", "later"]

MILLION = 1_000_000


class Kind(StrEnum):
    """The kinds of fact."""

    QUANTITY = "quantity"
    COUNT = "count"
    CHOICE = "choice"
    ORDERED = "ordered"
    FLAG = "flag"
    DATE = "date"
    SET = "set"  # of exercises only: several options at once

    @property
    def is_number(self) -> bool:
        """Say whether values are numbers."""
        return self in {Kind.QUANTITY, Kind.COUNT}

    @property
    def has_order(self) -> bool:
        """Say whether ``<`` and ``>`` have a meaning."""
        return self in {Kind.QUANTITY, Kind.COUNT, Kind.ORDERED, Kind.DATE}


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry of the vocabulary.

    `units` maps every accepted UCUM unit to its conversion into the first, the canonical one.
    `closed_list` names the list of the patient file that answers the fact; `about` is ``patient``
    or ``exercise`` (facts that an exercise log yields). `absent_is_no` marks permissions: one that is
    not stated is not given. `header` marks what the head of a patient file states. `can_change` marks what
    may be otherwise for the same patient at a later visit or after an agreement: no age, sex or history.
    """

    name: str
    label: str
    kind: Kind
    units: dict[str, Linear] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    plausible: tuple[Decimal, Decimal] | None = None
    fresh_for: int | None = None  # days
    stricter: Stricter | None = None
    question: str = ""
    screen: str | None = None
    closed_list: str | None = None
    about: str = "patient"
    derived: bool = False
    absent_is_no: bool = False
    calculated: bool = False
    header: bool = False
    can_change: bool = False
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The canonical unit, in UCUM; empty where a number has none."""
        return next(iter(self.units), "")

    def code(self, value: Value) -> int:
        """Return `value` as a whole number that keeps its order: what both evaluators compare.

        Numbers are counted in millionths, options by their place, days from the year 1.
        """
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, Decimal):
            return int(quantize(value) * MILLION)
        if isinstance(value, dt.date):
            return value.toordinal()
        return list(self.options).index(value)

    def value(self, code: int) -> Value:
        """Return the value that `code` stands for: the inverse of :meth:`code`."""
        match self.kind:
            case Kind.FLAG:
                return bool(code)
            case Kind.DATE:
                return dt.date.fromordinal(code)
            case Kind.QUANTITY | Kind.COUNT:
                return quantize(Decimal(code) / MILLION)
            case _:
                return list(self.options)[code]

    def say(self, value: Value) -> str:
        """Return the value as a person reads it, with the canonical unit."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Decimal):
            return f"{value:f} {spoken(self.unit)}".strip()
        if isinstance(value, dt.date):
            return value.isoformat()
        return self.options.get(value, value)


#: All facts by name.
Vocabulary = dict[str, Definition]
