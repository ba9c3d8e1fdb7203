"""An explanation as an outline: sentences, each with the sentences that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Point:
    """One line of an explanation, with what it rests on.

    `of` is what the line tells of, for those who draw it: a part of a truth tree, a fact, a rule,
    a piece of evidence.
    """

    text: str
    points: tuple[Point, ...] = ()
    of: object = field(default=None, compare=False, repr=False)

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the lines of the outline, indented by two spaces a level."""
        yield "  " * depth + self.text
        for point in self.points:
            yield from point.lines(depth + 1)


def said(*points: Point | str | None) -> tuple[Point, ...]:
    """Return those of `points` that say something; a sentence alone becomes a point."""
    found = (Point(point) if isinstance(point, str) else point for point in points)
    return tuple(point for point in found if point is not None and point.text)
