"""Units of measure in UCUM, converted by the ucumvert library.

The library costs a second to load, so conversions between a fact's units are worked out once, when
a rulebook is compiled, and kept with it as exact factors.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

from therex.errors import TherexError

#: Values are kept to the millionth; more digits than that are no measurement.
QUANTUM = Decimal("0.000001")
#: Spellings that people write, and their UCUM code.
ALIASES = {
    "y": "a", "years": "a", "days": "d", "bpm": "/min", "mmHg": "mm[Hg]", "lb": "[lb_av]", "in": "[in_i]",
    "°C": "Cel", "degC": "Cel", "°F": "[degF]", "degF": "[degF]",
}  # fmt: skip
#: How people read the codes that they do not write.
_SPOKEN = {
    "a": "years", "mo": "months", "wk": "weeks", "d": "days", "/min": "per minute", "mm[Hg]": "mmHg",
    "Cel": "°C", "[degF]": "°F", "[lb_av]": "lb", "[in_i]": "in",
}  # fmt: skip
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Linear:
    """A conversion: ``canonical = value * scale + offset``."""

    scale: Decimal
    offset: Decimal

    def __call__(self, value: Decimal) -> Decimal:
        """Convert `value`, to the millionth."""
        return quantize(value * self.scale + self.offset)


IDENTITY = Linear(Decimal(1), Decimal(0))


def quantize(value: Decimal) -> Decimal:
    """Round to the millionth, half to even, and drop what is only zeros."""
    rounded = value.quantize(QUANTUM, ROUND_HALF_EVEN)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


def canonical_unit(text: str) -> str:
    """Return the UCUM code for a unit as people write it; an unknown spelling is returned as it is."""
    return ALIASES.get(text, text)


def spoken(unit: str) -> str:
    """Return a unit as people read it."""
    return _SPOKEN.get(unit, "" if is_dimensionless(unit) else unit)


def is_dimensionless(unit: str) -> bool:
    """Say whether a number in this unit is written without one: counts and scores."""
    return unit in {"", "1"} or (unit.startswith("{") and unit.endswith("}"))


def conversion(unit: str, to: str) -> Linear:
    """Return the conversion between two UCUM units of the same dimension.

    Raises:
        TherexError: a unit is not UCUM, or the dimensions differ.

    """
    if unit == to:
        return IDENTITY
    registry = _registry()
    try:
        source, target = registry.from_ucum(unit).units, registry.from_ucum(to).units
        zero = registry.Quantity(0.0, source).to(target).magnitude
        one = registry.Quantity(1.0, source).to(target).magnitude
    except Exception as error:
        raise TherexError(f'unit "{unit}" does not convert to "{to}"') from error
    return Linear(_exact(one - zero), _exact(zero))


def _exact(number: float) -> Decimal:
    return Decimal(f"{number:.{_DIGITS}g}")


@cache
def _registry() -> Any:  # noqa: ANN401 - the library is untyped
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ucumvert import PintUcumRegistry  # noqa: PLC0415 - a second to load, seldom needed

        return PintUcumRegistry()
