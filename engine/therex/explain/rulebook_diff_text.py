"""The difference of two rulebooks as an outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from therex.explain.outline import Point, said
from therex.explain.rulebook_diff import Changed, Edit, Group

IDENTICAL = "identical: both say the same"


def summary_of(groups: Sequence[Group]) -> str:
    """Return how much differs, in one line."""
    parts = []
    for kind, of_rules in (("rules", True), ("other entries", False)):
        fates = Counter(one.fate for group in groups if group.of_rules is of_rules for one in group.things)
        parts.append(f"{kind}: {', '.join(f'{fates[fate]} {fate}' for fate in ('new', 'gone', 'changed'))}")
    return "; ".join(parts)


def diff_points(groups: Sequence[Group]) -> tuple[Point, ...]:
    """Return one point for each topic and section that differs."""
    return tuple(
        Point(f"{'rules: ' if group.of_rules else ''}{group.title}", tuple(map(_changed, group.things)))
        for group in groups
    )


def _changed(one: Changed) -> Point:
    title = f"{one.fate} {one.name}" + (f": {one.title}" if one.title != one.name else "")
    return Point(title, tuple(_edit(edit, one.fate) for edit in one.edits) if one.fate != "gone" else ())


def _edit(edit: Edit, fate: str) -> Point:
    if fate == "new":
        return Point(f"{edit.what}: {edit.after or ', '.join(edit.gained)}")
    return Point(edit.what, said(*_sides(edit)))


def _sides(edit: Edit) -> Iterator[str]:
    if edit.lost or edit.gained:
        yield from (f"without: {one}" for one in edit.lost)
        yield from (f"with: {one}" for one in edit.gained)
    else:
        yield f"before: {edit.before or 'nothing'}"
        yield f"after: {edit.after or 'nothing'}"
