"""Calculations as a solver sees them: exact, rounded as the engine does, unknown where it has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import z3

from therex.explain.solve_facts import Calculated, Symbol, compared
from therex.explain.solve_logic import Formula, Number, all_hold, any_holds, chosen
from therex.facts.units import QUANTUM
from therex.facts.vocabulary import MILLION, Definition, Vocabulary
from therex.language.calculation import Calculation, Norm, Term

#: Values are kept to so many decimal places.
_DECIMALS = -int(QUANTUM.adjusted())
#: No one is older, and nothing that is counted in full years is longer ago.
_MOST_YEARS = 150


def calculated(calculation: Calculation, inputs: Mapping[str, Symbol], vocabulary: Vocabulary) -> Symbol:
    """Return the fact that is computed from `inputs`."""
    given = [symbol.known for symbol in inputs.values()]
    if calculation.norm is not None:
        reached, number = _looked_up(calculation.norm, inputs, vocabulary)
    else:
        assert calculation.term is not None  # noqa: S101 - one of the two is always there
        terms = _Terms(inputs)
        number = terms.number(calculation.term)
        reached = all_hold(terms.demands)
        if calculation.digits is not None or _may_grow(calculation.term):
            number = _rounded(number, _DECIMALS if calculation.digits is None else calculation.digits)
    definition = vocabulary[calculation.fact]
    return Calculated(all_hold((*given, reached, _plausible(number, definition))), number * MILLION)


def _plausible(number: z3.ArithRef, definition: Definition) -> Formula:
    if definition.plausible is None:
        return True
    low, high = (z3.Q(*limit.as_integer_ratio()) for limit in definition.plausible)
    return z3.And(low <= number, number <= high)


class _Terms:
    """Turns terms into expressions; `demands` gathers what must hold for there to be a result."""

    def __init__(self, inputs: Mapping[str, Symbol]) -> None:
        self.inputs = inputs
        self.demands: list[Formula] = []

    def number(self, term: Term) -> z3.ArithRef:
        match term.op:
            case "number":
                return z3.Q(*term.number.as_integer_ratio())
            case "fact":
                return _real(self.inputs[term.fact].code) / MILLION
            case "count":
                yes = (compared("=", self.inputs[part.fact].code, 1) for part in term.parts)
                return z3.Sum([_real(chosen(one, 1, 0)) for one in yes])
            case "days":
                later, earlier = (self.inputs[part.fact].code for part in term.parts)
                return _real(later) - _real(earlier)
            case "years":
                later, earlier = (self.inputs[part.fact].code for part in term.parts)
                return _years(_real(earlier), later)
            case _:
                left, right = map(self.number, term.parts)
                return self._operation(term.op, left, right)

    def _operation(self, op: str, left: z3.ArithRef, right: z3.ArithRef) -> z3.ArithRef:
        match op:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "least":
                return z3.If(left < right, left, right)
            case "most":
                return z3.If(left > right, left, right)
            case _:
                self.demands.append(right != 0)
                return left / right


def _real(number: Number) -> z3.ArithRef:
    return z3.RealVal(number) if isinstance(number, int) else z3.ToReal(number) if number.is_int() else number


def _may_grow(term: Term) -> bool:
    """Say whether a result may have more decimal places than its inputs."""
    return term.op in {"*", "/"} or any(map(_may_grow, term.parts))


def _rounded(number: z3.ArithRef, digits: int) -> z3.ArithRef:
    """Return the number rounded half to even, as the engine rounds."""
    scaled = number * 10**digits
    below = z3.ToInt(scaled)
    rest = scaled - z3.ToReal(below)
    up = z3.Or(rest > z3.Q(1, 2), z3.And(rest == z3.Q(1, 2), below % 2 == 1))
    return z3.ToReal(z3.If(up, below + 1, below)) / 10**digits


def _years(earlier: z3.ArithRef, later: Number) -> z3.ArithRef:
    """Return the full years up to a day that is fixed, as all days of assessment are."""
    assert isinstance(later, int)  # noqa: S101 - the head of the file states it
    day = dt.date.fromordinal(later)
    birthdays = (_years_before(day, years).toordinal() for years in range(1, min(day.year, _MOST_YEARS)))
    return z3.Sum([z3.If(earlier <= birthday, z3.RealVal(1), z3.RealVal(0)) for birthday in birthdays])


def _years_before(day: dt.date, years: int) -> dt.date:
    """Return the last day from which so many full years have gone by."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February; one born then has the birthday on the 1st of March
        return dt.date(day.year - years, 2, 28)


def _looked_up(
    norm: Norm, inputs: Mapping[str, Symbol], vocabulary: Vocabulary
) -> tuple[Formula, z3.ArithRef]:
    """Return when the table reaches, and the value of the first row that matches."""
    rows = []
    for cells, value in norm.rows:
        matches = all_hold(_matches(cells[name], inputs[name], vocabulary[name]) for name in inputs)
        rows.append((matches, z3.Q(*value.as_integer_ratio())))
    number: z3.ArithRef = z3.RealVal(0)
    for matches, value in reversed(rows):
        number = z3.If(matches, value, number)
    return any_holds(matches for matches, _ in rows), number


def _matches(cell: str | tuple[Decimal, Decimal], key: Symbol, definition: Definition) -> Formula:
    if isinstance(cell, str):
        return cell in definition.options and compared("=", key.code, definition.code(cell))
    low, high = (definition.code(limit) for limit in cell)
    return all_hold((compared(">=", key.code, low), compared("<", key.code, high + MILLION)))
