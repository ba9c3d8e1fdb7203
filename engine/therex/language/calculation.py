"""Facts computed from facts: exact arithmetic, days and years between dates, and norm tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from therex.errors import InputError, Place, nearest
from therex.facts.units import quantize
from therex.facts.vocabulary import Kind, Value, Vocabulary


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


def parse_term(text: str, facts: Vocabulary, place: Place) -> Term:
    """Read the arithmetic of a calculation.

    Raises:
        InputError: it cannot be read, or names a fact that does not exist or is no number or date.

    """
    try:
        tree = _lark().parse(text)
        term: Term = _Terms(facts, text, place).transform(tree)
    except UnexpectedInput:
        raise InputError(f'the calculation "{text}" cannot be read', place, "arithmetic on facts") from None
    except VisitError as error:
        raise error.orig_exc from None
    return term


def inputs_of(term: Term) -> tuple[str, ...]:
    """Return the facts a term reads, each once."""
    names = [term.fact] if term.fact else [name for part in term.parts for name in inputs_of(part)]
    return tuple(dict.fromkeys(names))


@cache
def _lark() -> Lark:
    grammar = Path(__file__).with_name("calculation.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr")


@v_args(inline=True)
class _Terms(Transformer[Token, Any]):
    def __init__(self, facts: Vocabulary, text: str, place: Place) -> None:
        super().__init__()
        self.facts, self.text, self.place = facts, text, place

    def number(self, token: Token) -> Term:
        return Term("number", number=Decimal(token))

    def fact(self, name: Token) -> Term:
        return self._fact(name, number=True)

    def chain(self, first: Term, *rest: Any) -> Term:  # noqa: ANN401 - operator, term, operator, term ...
        result = first
        for operator, term in zip(rest[::2], rest[1::2], strict=True):
            result = Term(str(operator), (result, term))
        return result

    def least(self, left: Term, right: Term) -> Term:
        return Term("least", (left, right))

    def most(self, left: Term, right: Term) -> Term:
        return Term("most", (left, right))

    def days(self, later: Token, earlier: Token) -> Term:
        return Term("days", (self._fact(later, number=False), self._fact(earlier, number=False)))

    def years(self, later: Token, earlier: Token) -> Term:
        return Term("years", (self._fact(later, number=False), self._fact(earlier, number=False)))

    def _fact(self, name: Token, *, number: bool) -> Term:
        definition = self.facts.get(str(name))
        if definition is None:
            raise InputError(
                f'unknown fact "{name}" in "{self.text}"',
                self.place,
                nearest(name, self.facts) or "a known fact",
            )
        if definition.kind.is_number != number or (not number and definition.kind is not Kind.DATE):
            wanted = "a number" if number else "a date"
            raise InputError(f'"{name}" is not {wanted} in "{self.text}"', self.place, f"{wanted} here")
        return Term("fact", fact=str(name))
