"""Arrows of a movement or a force, on the paper."""

from __future__ import annotations

import math
from itertools import pairwise

from therex.figures.camera import Flat

HEAD = 9.0  # length of an arrow's head, cm on the drawing
SHORTEST = 7.0  # a movement shorter than this gets no arrow


def length_of(way: list[Flat]) -> float:
    """Return the length of a way."""
    return sum(math.dist(first, second) for first, second in pairwise(way))


def arrow(way: list[Flat], *, both: bool = False) -> list[tuple[str, str]]:
    """Return an arrow along a way as its shaft and its heads: paths, each with how it is painted.

    A way that is too short to be seen has none.
    """
    if length_of(way) < SHORTEST:
        return []
    shaft = _cut(way, HEAD * 0.7)
    heads = [_head(way[-1], shaft[-1])]
    if both:
        shaft = _cut(shaft[::-1], HEAD * 0.7)[::-1]
        heads.append(_head(way[0], shaft[0]))
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shaft)
    return [(path, "shaft"), *((head, "head") for head in heads)]


def _cut(way: list[Flat], amount: float) -> list[Flat]:
    """Return a way without its last bit."""
    way = list(way)
    while len(way) > 2 and math.dist(way[-2], way[-1]) < amount:  # noqa: PLR2004 - two points stay
        amount -= math.dist(way[-2], way[-1])
        way.pop()
    (x1, y1), (x2, y2) = way[-2], way[-1]
    rest = math.dist(way[-2], way[-1])
    share = max(0.05, (rest - amount) / rest) if rest else 1.0
    return [*way[:-1], (x1 + share * (x2 - x1), y1 + share * (y2 - y1))]


def _head(tip: Flat, root: Flat) -> str:
    way = math.atan2(tip[1] - root[1], tip[0] - root[0])
    corners = [
        (tip[0] - HEAD * math.cos(way + turn), tip[1] - HEAD * math.sin(way + turn)) for turn in (-0.5, 0.5)
    ]
    points = [tip, *corners]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"
