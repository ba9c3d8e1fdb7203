"""Comparisons of decisions as a page to read and print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from therex.explain.audit_page import audit_page
from therex.explain.compare import Comparison
from therex.explain.compare_kinds import kinds_of
from therex.explain.compare_parts import Side
from therex.explain.compare_text import WHOLE


@dataclass(frozen=True, slots=True)
class Compared:
    """Two decisions on one patient, with what they are called and what came of comparing them."""

    title: str
    before: Side
    after: Side
    comparison: Comparison

    @property
    def kinds(self) -> tuple[str, ...]:
        """In what the plans differ."""
        return kinds_of(self.comparison)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was found."""

    what: str
    number: int


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a list of decisions: its place in the list, day, patient, and in what it differs."""

    number: int
    on: str
    patient: str
    differs_in: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A page: an introduction, each pair of plans side by side, and where there are many, counts and a list.

    `sides` says what the plans on the left and on the right are called.
    """

    title: str
    introduction: Sequence[str]
    sides: tuple[str, str]
    compared: Sequence[Compared]
    counts: Sequence[Count] = ()
    records: Sequence[Record] = ()

    def html(self) -> str:
        """Return the page."""
        return audit_page("compare.html.j2", page=self, whole=WHOLE)
