"""A change of a fact in words: what it is to become, how far it may go, and what it is now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from therex.explain.solve_values import Numbers, Values
from therex.facts.model import Fact
from therex.facts.units import spoken
from therex.facts.vocabulary import Kind
from therex.language.tree import Among, Compare
from therex.language.words import in_words


@dataclass(frozen=True, slots=True)
class Change:
    """A fact, its value now (empty if unknown), the new one as a patient file writes it, and all in words."""

    fact: str
    present: str
    value: str
    words: str


def change_of(fact: Fact, values: Values, place: int, reach: range) -> Change:
    """Return the change of a fact to the value at a place, where any within `reach` would do."""
    definition = fact.definition
    if isinstance(values, Numbers):
        said = f"{definition.label} {_span(values, reach)}"
    elif definition.kind is Kind.FLAG or len(reach) == 1:
        said = in_words(Compare(fact.name, "=", place), {fact.name: definition})
    else:
        said = in_words(Among(fact.name, tuple(reach)), {fact.name: definition})
    present = fact.say() if fact.used else ""
    now = f"now {present}" if present else f"not known now: {fact.why_unknown}"
    return Change(fact.name, present, values.text(place), f"{said} ({now})")


def _span(values: Numbers, reach: range) -> str:
    """Return a stretch of numbers or days in words."""
    low, high = _said(values, reach[0]), _said(values, reach[-1])
    from_least, to_most = reach[0] <= values.low, reach[-1] >= values.high
    is_date = values.definition.kind is Kind.DATE
    if from_least and to_most:
        return "at any value"
    if from_least:
        return f"on {high} or before" if is_date else f"at {high} or below"
    if to_most:
        return f"on {low} or after" if is_date else f"at {low} or above"
    if len(reach) == 1:
        return f"on {low}" if is_date else f"at {low}"
    return f"from {low} to {high}"


def _said(values: Numbers, place: int) -> str:
    if values.definition.kind is Kind.DATE:
        return dt.date.fromordinal(place).isoformat()
    return f"{place * values.step:f} {spoken(values.unit)}".strip()
