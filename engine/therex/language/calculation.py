"""Facts computed from facts: exact arithmetic, days and years between dates, and norm tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from therex.facts.units import quantize
from therex.facts.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Term:
    """A node: a number, a fact's name, or an operation on terms."""

    op: str
    parts: tuple[Term, ...] = ()
    number: Decimal = Decimal(0)
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """A table. Each row gives a value for exact keys and bands; outside it there is no norm."""

    name: str
    label: str
    rows: tuple[tuple[dict[str, str | tuple[Decimal, Decimal]], Decimal], ...]


@dataclass(frozen=True, slots=True)
class Calculation:
    """How a fact is computed: by a term, or by looking up `norm`. `inputs` are the facts it reads."""

    fact: str
    term: Term | None
    norm: Norm | None
    inputs: tuple[str, ...]
    digits: int | None
    text: str


_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "least": min,
    "most": max,
}


def compute(calculation: Calculation, values: Mapping[str, Value]) -> Decimal | None:
    """Return the value, or None where the norm table does not reach or a divisor is nought.

    Args:
        calculation: what to compute.
        values: all its inputs, known, in canonical units.

    """
    if calculation.norm is not None:
        return _look_up(calculation.norm, {name: values[name] for name in calculation.inputs})
    assert calculation.term is not None  # noqa: S101 - one of the two is always there
    try:
        result = _evaluate(calculation.term, values)
    except ArithmeticError:  # 0 / 0 is an invalid operation to Decimal, 1 / 0 a division by zero
        return None
    if calculation.digits is not None:
        result = round(result, calculation.digits)
    return quantize(result)


def _look_up(norm: Norm, keys: Mapping[str, Value]) -> Decimal | None:
    for row, value in norm.rows:
        if all(_matches(row[name], key) for name, key in keys.items()):
            return value
    return None


def _matches(cell: str | tuple[Decimal, Decimal], key: Value) -> bool:
    if isinstance(cell, tuple):
        return isinstance(key, Decimal) and cell[0] <= key < cell[1] + 1
    return cell == key


def _evaluate(term: Term, values: Mapping[str, Value]) -> Decimal:
    match term.op:
        case "number":
            return term.number
        case "fact":
            value = values[term.fact]
            assert isinstance(value, Decimal)  # noqa: S101 - checked when the term was read
            return value
        case "count":
            return Decimal(sum(values[part.fact] is True for part in term.parts))
        case "days" | "years":
            later, earlier = (values[part.fact] for part in term.parts)
            assert isinstance(later, dt.date)  # noqa: S101 - as above
            assert isinstance(earlier, dt.date)  # noqa: S101 - as above
            return Decimal(_years(earlier, later) if term.op == "years" else (later - earlier).days)
        case _:
            left, right = (_evaluate(part, values) for part in term.parts)
            return _OPERATIONS[term.op](left, right)


def _years(earlier: dt.date, later: dt.date) -> int:
    """Return full years, as people count a birthday."""
    had_birthday = (later.month, later.day) >= (earlier.month, earlier.day)
    return later.year - earlier.year - (0 if had_birthday else 1)
