"""One value as a file writes it, read against its definition."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from therex.errors import InputError, Place, nearest, short
from therex.facts.document import EMPTY, Mapping, Node, Scalar
from therex.facts.units import canonical_unit, is_dimensionless
from therex.facts.validate import DIGITS_EXPECTED, has_too_many_digits, iso_day, unknown_key
from therex.facts.vocabulary import Definition, Kind, Value

#: A number and perhaps a unit. What goes on as a number does (1,5 or 1e5 or 120/80) is neither.
_MEASURE = re.compile(
    r"([-+]?[0-9]++(?:\.[0-9]++)?+)(?:\s*(?![.,:/-]\S*[0-9]|e[-+]?[0-9])(\S.*))?\Z", re.IGNORECASE
)
_LONG_FORM = ("value", "unit", "on", "by")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in the canonical unit, with number and unit as written. None is "unknown"."""

    value: Value | None
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A value with the date and the person, where the long form gives them."""

    reading: Reading
    on: dt.date | None
    by: str


def read_statement(definition: Definition, node: Node) -> StatedFact:
    """Read ``128 mm[Hg]``, or the long form ``{value: 128, unit: mm[Hg], on: 2026-11-20, by: A. Ro}``."""
    if not isinstance(node, Mapping):
        return StatedFact(read_value(definition, node), None, "")
    for key, value in node.entries.items():
        if key not in _LONG_FORM:
            raise unknown_key(key, value, node.keys[key], _LONG_FORM)
    if "value" not in node.entries:
        raise InputError(f'"{definition.name}" has no value', node.place, "`value:` with one")
    unit = node.entries.get("unit")
    by = node.entries.get("by")
    on = node.entries.get("on")
    return StatedFact(
        read_value(definition, node.entries["value"], _text(unit) if unit else ""),
        read_date(_text(on), on.place) if on else None,
        _text(by) if by else "",
    )


def read_value(definition: Definition, node: Node, unit: str = "") -> Reading:
    """Read one value.

    Raises:
        InputError: it is of the wrong kind, has a wrong unit or none, or is implausible.

    """
    text = _text(node)
    if text == "unknown":
        return Reading(None)
    match definition.kind:
        case Kind.FLAG:
            if text.lower() not in _FLAGS:
                raise InputError(
                    f'"{short(text)}" is not yes or no', node.place, f'yes or no for "{definition.name}"'
                )
            return Reading(_FLAGS[text.lower()])
        case Kind.DATE:
            return Reading(read_date(text, node.place))
        case Kind.CHOICE | Kind.ORDERED | Kind.SET:
            if text not in definition.options:
                hint = nearest(text, definition.options)
                options = ", ".join(definition.options)
                raise InputError(
                    f'"{short(text)}" is no option of "{definition.name}"', node.place,
                    f"one of {options}" + (f"; {hint}" if hint else ""))  # fmt: skip
            return Reading(text)
        case _:
            return _read_number(definition, f"{text} {unit}".strip(), node.place)


def _read_number(definition: Definition, text: str, place: Place) -> Reading:
    match = _MEASURE.match(text)
    if not match:
        raise InputError(
            f'"{short(text)}" is not a number',
            place,
            f'a plain number such as 12.5 for "{definition.name}"' + _in(definition),
        )
    if has_too_many_digits(Decimal(match[1])):
        raise InputError(f'"{short(text)}" has too many digits', place, DIGITS_EXPECTED)
    number, unit = Decimal(match[1]), canonical_unit((match[2] or "").strip())
    if not unit:
        if len(definition.units) > 1:
            raise InputError(f'"{short(text)}" has no unit', place, f'"{definition.name}"' + _in(definition))
        unit = definition.unit
    elif unit not in definition.units and not (is_dimensionless(unit) and is_dimensionless(definition.unit)):
        raise InputError(
            f'wrong unit "{short(unit)}" for "{definition.name}"',
            place,
            f"a number{_in(definition)}" if _in(definition) else "a number without unit",
        )
    value = definition.units[unit](number) if unit in definition.units else number
    if definition.kind is Kind.COUNT and value != value.to_integral_value():
        raise InputError(
            f'"{short(text)}" is not a whole number', place, f'a whole number for "{definition.name}"'
        )
    _check_plausible(definition, value, text, place)
    return Reading(value, number, unit)


def _check_plausible(definition: Definition, value: Decimal, text: str, place: Place) -> None:
    if definition.plausible and not definition.plausible[0] <= value <= definition.plausible[1]:
        low, high = definition.plausible
        wanted = f"{low} to {high} {definition.unit if '{' not in definition.unit else ''}".strip()
        raise InputError(f'"{short(text)}" is not plausible for "{definition.name}"', place, wanted)


def read_date(text: str, place: Place) -> dt.date:
    """Read a day in ISO form."""
    day = iso_day(text)
    if day is None:
        raise InputError(f'"{short(text)}" is not a date', place, "a date such as 2026-11-20")
    return day


def _text(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise InputError("a list or a mapping where one value belongs", node.place, "one value")
    if not node.text.strip() or (node.plain and node.text in EMPTY):
        raise InputError("no value is given", node.place, "a value, or the word unknown")
    return node.text.strip()


def _in(definition: Definition) -> str:
    units = [unit for unit in definition.units if "{" not in unit]
    return f" in {' or '.join(units)}" if units else ""
