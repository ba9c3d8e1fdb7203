"""Two decisions side by side: what stands in both, what in one only, and which rules turned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from therex.explain.compare_parts import PARTS, Entry, Side
from therex.explain.outcomes import outcome_points
from therex.explain.outline import Point
from therex.plan.decision import Decision
from therex.rulebook.model import Rulebook

#: What a decision says of itself; two plans that are the same may differ in it.
NAMES_ITSELF = frozenset({"id", "engine", "rulebook"})
_TRUTH = {"true": "fires", "unknown": "cannot be ruled out"}
Fate = Literal["same", "changed", "gone", "new"]
_AT_REST = "does not fire"
_NO_RULE = "is not in the rules"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of both plans, empty where it does not stand; `about` names the thing it tells of."""

    about: str
    before: str
    after: str

    @property
    def same(self) -> bool:
        """Say whether both plans have the line as it is."""
        return self.before == self.after

    @property
    def fate(self) -> Fate:
        """What became of the line."""
        if self.same:
            return "same"
        return "changed" if self.before and self.after else ("gone" if self.before else "new")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of both plans, such as the exercises or the limits."""

    name: str
    title: str
    lines: tuple[Line, ...]

    @property
    def changes(self) -> tuple[Line, ...]:
        """The lines that differ."""
        return tuple(line for line in self.lines if not line.same)


@dataclass(frozen=True, slots=True)
class Turned:
    """A rule whose verdict is not the same, with what it does."""

    rule: str
    summary: str
    before: str
    after: str
    does: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two decisions compared.

    `elsewhere` names the fields of the record that differ in what no line shows, such as the order of
    the exercises or the line of the file in which a fact is stated.
    """

    parts: tuple[Part, ...]
    turned: tuple[Turned, ...]
    elsewhere: tuple[str, ...]

    @property
    def changed(self) -> tuple[Part, ...]:
        """The parts of which a line differs."""
        return tuple(part for part in self.parts if part.changes)

    @property
    def identical(self) -> bool:
        """Say whether nothing at all differs but the names the decisions give themselves."""
        return not (self.changed or self.turned or self.elsewhere)


def compare(before: Side, after: Side) -> Comparison:
    """Return what differs between two decisions, each with the rulebook it was made with."""
    parts = tuple(
        Part(part.name, part.title, tuple(_paired(part.entries(before, after), part.entries(after, before))))
        for part in PARTS
    )
    shown = {field for kind, part in zip(PARTS, parts, strict=True) if part.changes for field in kind.fields}
    turned = tuple(_turned(before, after))
    hidden = _differing(before.decision, after.decision) - shown - ({"firings"} if turned else set())
    return Comparison(parts, turned, tuple(sorted(hidden)))


def _paired(before: list[Entry], after: list[Entry]) -> Iterator[Line]:
    """Yield the lines of both sides, those of the same key side by side, in the order of the first plan."""
    found: dict[tuple[str, ...], tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    for side, entries in enumerate((before, after)):
        for entry in entries:
            found[entry.key][side].append(entry)
    for key, (left, right) in found.items():
        for old, new in zip_longest(left, right):
            yield Line(key[0], old.text if old else "", new.text if new else "")


def _turned(before: Side, after: Side) -> Iterator[Turned]:
    old, new = _truths(before), _truths(after)
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name, _rest(name, before.rulebook)), new.get(name, _rest(name, after.rulebook))
        if was == now:
            continue
        rulebook = after.rulebook if name in after.rulebook.rules else before.rulebook
        rule = rulebook.rules.get(name)
        does = outcome_points(rule, rulebook) if rule else ()
        yield Turned(name, rule.summary if rule else "", was, now, does)


def _truths(side: Side) -> dict[str, str]:
    return {firing.rule: _TRUTH[firing.truth] for firing in side.decision.firings}


def _rest(name: str, rulebook: Rulebook) -> str:
    return _AT_REST if name in rulebook.rules else _NO_RULE


def _differing(before: Decision, after: Decision) -> set[str]:
    """Return the fields that are not the same to the last digit."""
    old, new = _fields(before), _fields(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _fields(decision: Decision) -> dict[str, Any]:
    return decision.model_dump(mode="json", exclude=set(NAMES_ITSELF))
