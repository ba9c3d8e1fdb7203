"""Formulas for the solver, folded as they are built: most facts are fixed, so most rules vanish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import z3

#: A formula, or what it has come to.
Formula: TypeAlias = "bool | z3.BoolRef"
#: A whole number, or an expression for one.
Number: TypeAlias = "int | z3.ArithRef"


def all_hold(formulas: Iterable[Formula]) -> Formula:
    """Return the formula that holds when all of these do."""
    open_ones: list[z3.BoolRef] = []
    for formula in formulas:
        if formula is False:
            return False
        if not isinstance(formula, bool):
            open_ones.append(formula)
    if not open_ones:
        return True
    return open_ones[0] if len(open_ones) == 1 else z3.And(open_ones)


def any_holds(formulas: Iterable[Formula]) -> Formula:
    """Return the formula that holds when at least one of these does."""
    return opposite(all_hold(map(opposite, formulas)))


def opposite(formula: Formula) -> Formula:
    """Return the formula that holds when this one does not."""
    if isinstance(formula, bool):
        return not formula
    return formula.arg(0) if z3.is_not(formula) else z3.Not(formula)


def chosen(condition: Formula, then: Number, otherwise: Number) -> Number:
    """Return the first number where the condition holds, else the second."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return z3.If(condition, then, otherwise)


@dataclass(frozen=True, slots=True)
class Truths:
    """When a condition is true, and when it is false; else it is unknown."""

    true: Formula
    false: Formula

    @property
    def unknown(self) -> Formula:
        """When it is neither."""
        return all_hold((opposite(self.true), opposite(self.false)))


def known_truths(known: Formula, holds: Formula) -> Truths:
    """Return when something is true or false that is one of both where it is known."""
    return Truths(all_hold((known, holds)), all_hold((known, opposite(holds))))
