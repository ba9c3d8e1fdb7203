"""The question behind a fact, and what may be answered."""

from __future__ import annotations

from therex.facts.units import is_dimensionless
from therex.facts.vocabulary import Definition, Kind


def question_of(fact: Definition) -> str:
    """Return the question that a fact answers."""
    if fact.closed_list:
        return f"{fact.label[:1].upper()}{fact.label[1:]}: on the list of {fact.closed_list} or not?"
    return fact.question or f"What is the {fact.label}?"


def answers_to(fact: Definition) -> str:
    """Return what may be answered: unit and plausible range, options, yes or no; and how old it may be."""
    parts = [_value(fact)]
    if fact.absent_is_no:
        parts.append("not stated counts as no")
    if fact.fresh_for is not None:
        parts.append(f"not older than {fact.fresh_for} days" if fact.fresh_for else "of the same day")
    return "; ".join(parts)


def _value(fact: Definition) -> str:
    match fact.kind:
        case Kind.FLAG:
            return "yes or no"
        case Kind.DATE:
            return "a date such as 2026-11-02"
        case Kind.QUANTITY | Kind.COUNT:
            return _number(fact)
        case _:
            return ", or ".join(f"{option}: {label}" if label != option else option
                                for option, label in fact.options.items())  # fmt: skip


def _number(fact: Definition) -> str:
    what = "a whole number" if fact.kind is Kind.COUNT else "a number"
    unit = "" if is_dimensionless(fact.unit) else f" {fact.unit}"
    bounds = f" from {fact.plausible[0]:f} to {fact.plausible[1]:f}" if fact.plausible else ""
    others = list(fact.units)[1:]
    return f"{what}{bounds}{unit}" + (f", with its unit; or in {', '.join(others)}" if others else "")
