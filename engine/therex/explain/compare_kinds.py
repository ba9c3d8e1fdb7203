"""What differs between two plans, by kinds that can be counted."""

from __future__ import annotations

from collections.abc import Iterator

from therex.explain.compare import Comparison, Line

#: The parts of a comparison of which any difference is of one kind.
_OF_PART = {
    "action": "action",
    "progression": "progression",
    "limits": "limit",
    "sentences": "sentences",
    "kept_out": "kept out of the plan",
    "questions": "questions",
    "overrides": "overrides",
    "head": "head and equipment",
}
#: All kinds, those that matter most to a patient first.
KINDS = (
    "action", "exercise lost", "exercise gained", "dose", "limit", "progression", "sentences",
    "kept out of the plan", "questions", "overrides", "head and equipment", "record only",
)  # fmt: skip


def kinds_of(comparison: Comparison) -> tuple[str, ...]:
    """Return in what the plans differ, in the order of `KINDS`; nothing for plans that are identical.

    "record only": the plans say the same, and rules behind them or details of the record differ.
    """
    found = set(_kinds(comparison))
    if not found and not comparison.identical:
        found = {"record only"}
    return tuple(kind for kind in KINDS if kind in found)


def _kinds(comparison: Comparison) -> Iterator[str]:
    for part in comparison.changed:
        if part.name == "exercises":
            yield from map(_of_exercise, part.changes)
        elif part.name in _OF_PART:
            yield _OF_PART[part.name]


def _of_exercise(line: Line) -> str:
    return {"gone": "exercise lost", "new": "exercise gained"}.get(line.fate, "dose")
