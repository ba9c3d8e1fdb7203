"""Outlines on the paper: limbs with body to them, as SVG paths."""

from __future__ import annotations

import math
from collections.abc import Sequence

from therex.figures.camera import Flat

Disc = tuple[Flat, float]


def limb(first: Disc, second: Disc) -> str:
    """Return the outline of a limb that is round at both ends, each with its own thickness."""
    (x1, y1), r1 = first
    (x2, y2), r2 = second
    apart = math.hypot(x2 - x1, y2 - y1)
    if apart <= abs(r1 - r2) + 0.01:  # seen from its end
        (x, y), r = max(first, second, key=lambda disc: disc[1])
        return (
            f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 0 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 0 {_n(-2 * r)} 0z"
        )
    way, spread = math.atan2(y2 - y1, x2 - x1), math.acos((r1 - r2) / apart)
    a, b = way + spread, way - spread
    wide1, wide2 = int(spread < math.pi / 2), int(spread > math.pi / 2)
    return (
        f"M{_at(x1, y1, r1, a)}L{_at(x2, y2, r2, a)}A{_n(r2)} {_n(r2)} 0 {wide2} 0 {_at(x2, y2, r2, b)}"
        f"L{_at(x1, y1, r1, b)}A{_n(r1)} {_n(r1)} 0 {wide1} 0 {_at(x1, y1, r1, a)}z"
    )


def hull(discs: Sequence[Disc]) -> str:
    """Return the outline of the smallest round-cornered shape around some discs: lines and arcs."""
    outer = [_outermost(discs, way) for way in _WAYS]
    turns = [step for step in range(_ROUND) if outer[step] != outer[step - 1]]
    if not turns:
        return limb(discs[outer[0]], discs[outer[0]])
    path = ""
    for place, step in enumerate(turns):
        last, this = outer[step - 1], outer[step]
        after = turns[(place + 1) % len(turns)]
        way = _tangent(discs[last], discs[this], _WAYS[step][0])
        leaving = _tangent(discs[this], discs[outer[after]], _WAYS[after][0])
        (x, y), r = discs[this]
        wide = int((way - leaving) % (2 * math.pi) > math.pi)
        path += (
            f"{'L' if path else 'M'}{_at(x, y, r, way)}A{_n(r)} {_n(r)} 0 {wide} 0 {_at(x, y, r, leaving)}"
        )
    return path + "z"


#: In so many directions the outermost of several discs is looked for; with the sine and cosine of each.
_ROUND = 36
_WAYS = [
    (way, math.cos(way), math.sin(way)) for step in range(_ROUND) for way in (-2 * math.pi * step / _ROUND,)
]


def _outermost(discs: Sequence[Disc], way: tuple[float, float, float]) -> int:
    """Return which disc reaches farthest in a direction."""
    _, cosine, sine = way
    reaches = [x * cosine + y * sine + r for (x, y), r in discs]
    return reaches.index(max(reaches))


def _tangent(first: Disc, second: Disc, near: float) -> float:
    """Return the direction in which two discs reach equally far, of the two the one near a direction."""
    (x1, y1), r1 = first
    (x2, y2), r2 = second
    apart = math.hypot(x2 - x1, y2 - y1)
    along = math.atan2(y2 - y1, x2 - x1)
    spread = math.acos(max(-1.0, min(1.0, (r1 - r2) / apart)))
    return min((along + spread, along - spread), key=lambda way: abs(math.remainder(way - near, 2 * math.pi)))


def polygon(points: Sequence[Flat]) -> str:
    """Return the outline through some points, closed."""
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "z"


def _at(x: float, y: float, r: float, way: float) -> str:
    return f"{_n(x + r * math.cos(way))} {_n(y + r * math.sin(way))}"


def _n(number: float) -> str:
    """Return a number with one decimal, without needless zeros."""
    text = f"{number:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
