"""Text of a condition to a typed syntax tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from therex.errors import InputError, Place, nearest, short
from therex.facts.units import canonical_unit, is_dimensionless
from therex.facts.validate import DIGITS_EXPECTED, has_too_many_digits
from therex.facts.vocabulary import Definition, Kind, Vocabulary
from therex.language.tree import (
    Among,
    Compare,
    CompareFacts,
    Expression,
    Truth,
    Within,
    all_of,
    any_of,
    negate,
)

_EQUALITY = {"=", "!="}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with the unit it was written in."""

    number: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}".strip()


@dataclass(frozen=True)
class Scope:
    """What a condition may read: facts, and the values of settings."""

    facts: Vocabulary
    settings: Mapping[str, Measure] = field(default_factory=dict)


def parse_condition(text: str, scope: Scope, place: Place) -> Expression:
    """Read one condition and check it against the vocabulary.

    Args:
        text: the condition as its author wrote it.
        scope: the facts and settings it may name.
        place: where the text starts, for errors.

    Raises:
        InputError: a word, unit or option does not exist, or does not fit; with its column.

    """
    try:
        tree = _lark().parse(text)
    except UnexpectedInput as error:
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        offset = len(text) if ended else error.pos_in_stream or 0
        rest = text[offset:].strip()
        found = f'at "{rest.split()[0]}"' if rest else "at its end"
        raise InputError(
            f'the condition "{_one_line(text)}" cannot be read {found}',
            _shifted(place, text, offset),
            "a comparison such as `age >= 65 y`",
        ) from None
    try:
        result: Expression = _Typing(scope, text, place).transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    return result


def _shifted(place: Place, text: str, offset: int) -> Place:
    lines = text[:offset].split("\n")
    if len(lines) == 1:
        return Place(place.file, place.line, place.column + offset)
    return Place(place.file, place.line + len(lines) - 1, len(lines[-1]) + 1)


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _lark() -> Lark:
    grammar = Path(__file__).with_name("condition.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=True)


@v_args(inline=True)
class _Typing(Transformer[Token, Any]):
    """Turns the parser's tree into ours, checking every name, unit and option on the way."""

    def __init__(self, scope: Scope, text: str, place: Place) -> None:
        super().__init__()
        self.scope, self.text, self.place = scope, text, place

    def always(self) -> Expression:
        return Truth(value=True)

    def or_(self, *parts: Expression) -> Expression:
        return any_of(*parts)

    def and_(self, *parts: Expression) -> Expression:
        return all_of(*parts)

    def not_(self, part: Expression) -> Expression:
        return negate(part)

    def flag(self, name: Token) -> Expression:
        definition = self._definition(name)
        if definition.kind is not Kind.FLAG:
            raise self._error(
                f'"{name}" is a {definition.kind}, not yes or no', name, f"`{name}` with a comparison"
            )
        return Compare(str(name), "=", 1)

    def measure(self, number: Token, unit: Token | None) -> tuple[Token, Measure]:
        if has_too_many_digits(Decimal(number)):
            raise self._error(f'"{short(number)}" has too many digits', number, DIGITS_EXPECTED)
        return number, Measure(Decimal(number), canonical_unit(str(unit)) if unit else "")

    def operand(self, *measures: Any) -> Any:  # noqa: ANN401 - what `setting`, `word` or `measure` made
        return [measure for measure in measures if measure]

    def setting(self, name: Token) -> list[tuple[Token, Measure]]:
        if name not in self.scope.settings:
            raise self._error(
                f'unknown setting "{name}"', name, nearest(name, self.scope.settings) or "a setting"
            )
        return [(name, self.scope.settings[name])]

    def word(self, name: Token) -> Token:
        return name

    def compare(self, name: Token, op: Token, operand: Token | list[tuple[Token, Measure]]) -> Expression:
        definition = self._definition(name)
        if definition.kind is Kind.SET:
            raise self._error(f'"{name}" is a set', name, f"`option in {name}`")
        if op not in _EQUALITY and not definition.kind.has_order:
            raise self._error(f'"{name}" has no order, so "{op}" means nothing', op, "= or !=")
        if isinstance(operand, list):
            return self._compare_number(definition, op, operand)
        if operand in definition.options:
            return Compare(str(name), str(op), definition.code(str(operand)), text=str(operand))
        return self._compare_facts(definition, op, operand)

    def among(self, name: Token, *options: Token) -> Expression:
        definition = self._definition(name)
        if not definition.options or definition.kind is Kind.SET:
            raise self._error(f'"{name}" is not a choice', name, "a fact with options")
        for option in options:
            if option not in definition.options:
                raise self._unknown_option(definition, option)
        codes = tuple(sorted({definition.code(str(option)) for option in options}))
        return Among(str(name), codes, text=", ".join(options))

    def within(self, option: Token, name: Token) -> Expression:
        definition = self._definition(name)
        if definition.kind is not Kind.SET:
            raise self._error(f'"{name}" is not a set', name, f"`{name} in (...)` or a set of an exercise")
        if option not in definition.options:
            raise self._unknown_option(definition, option)
        return Within(str(option), str(name))

    def _compare_number(
        self, definition: Definition, op: Token, measures: list[tuple[Token, Measure]]
    ) -> Expression:
        if not definition.kind.is_number:
            raise self._error(f'"{definition.name}" is not a number', measures[0][0], "an option or a flag")
        (token, first), *others = measures
        value = self._converted(definition, token, first)
        if first.unit and first.unit != definition.unit and others:
            raise self._error(
                f'the first cut-off is in "{first.unit}"', token, f'it in "{definition.unit}" first'
            )
        by_unit = []
        for other_token, other in others:
            if other.unit in {"", definition.unit}:
                raise self._error(
                    f'the second cut-off "{other}" is in no other unit', other_token, "another unit"
                )
            other_value = self._converted(definition, other_token, other)
            self._check_reachable(definition, op, other_value, other_token)
            by_unit.append((other.unit, definition.code(other.number)))
        text = str(first) + "".join(f" ({other})" for _, other in others)
        code = definition.code(value)
        self._check_reachable(definition, op, value, token)
        return Compare(definition.name, str(op), code, tuple(by_unit), text)

    def _converted(self, definition: Definition, token: Token, measure: Measure) -> Decimal:
        if not measure.unit and (not definition.units or is_dimensionless(definition.unit)):
            return measure.number
        if not measure.unit:
            raise self._error(f'"{measure.number}" has no unit', token, self._units(definition))
        if measure.unit not in definition.units:
            raise self._error(f'wrong unit "{measure.unit}"', token, self._units(definition))
        return definition.units[measure.unit](measure.number)

    def _check_reachable(self, definition: Definition, op: Token, value: Decimal, token: Token) -> None:
        if definition.plausible is None:
            return
        low, high = definition.plausible
        never = {">": value >= high, ">=": value > high, "<": value <= low, "<=": value < low}
        always = {">": value < low, ">=": value <= low, "<": value > high, "<=": value >= high}
        outside = op in _EQUALITY and not low <= value <= high
        if outside or never.get(op, False) or always.get(op, False):
            raise self._error(
                f'"{definition.name} {op} {value}" can only ever have one answer',
                token,
                f"a number inside the plausible range {low} to {high}",
            )

    def _compare_facts(self, definition: Definition, op: Token, name: Token) -> Expression:
        if definition.options:
            raise self._unknown_option(definition, name)
        if definition.kind is Kind.FLAG:
            raise self._error(
                f'"{definition.name}" is yes or no', name, f"`{definition.name}` or `not {definition.name}`"
            )
        other = self._definition(name)
        if (other.kind, other.unit) != (definition.kind, definition.unit) or other.name == definition.name:
            raise self._error(
                f'"{name}" cannot be compared with "{definition.name}"',
                name,
                f"another {definition.kind} in {definition.unit or 'the same kind'}",
            )
        return CompareFacts(definition.name, str(op), other.name)

    def _definition(self, name: Token) -> Definition:
        definition = self.scope.facts.get(str(name))
        if definition is None:
            raise self._error(
                f'unknown fact "{name}"', name, nearest(name, self.scope.facts) or "a known fact"
            )
        return definition

    def _units(self, definition: Definition) -> str:
        return " or ".join(definition.units) or "a number without unit"

    def _unknown_option(self, definition: Definition, option: Token) -> InputError:
        hint = nearest(option, definition.options) or f"one of {', '.join(definition.options)}"
        return self._error(f'"{option}" is no option of "{definition.name}"', option, hint)

    def _error(self, message: str, token: Token, expected: str) -> InputError:
        where = _shifted(self.place, self.text, token.start_pos or 0)
        return InputError(f'{message} in "{_one_line(self.text)}"', where, expected)
