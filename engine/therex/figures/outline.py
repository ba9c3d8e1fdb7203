"""Outlines on the paper: limbs with body to them, as SVG paths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

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
    points = {
        (round(x + r * math.cos(turn * _FINE), 2), round(y + r * math.sin(turn * _FINE), 2)): place
        for place, ((x, y), r) in enumerate(discs)
        for turn in range(_ROUND)
    }
    ordered = sorted(points)
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    around = [*lower[:-1], *upper[:-1]][::-1]  # the way round that limbs have, so that shapes can be joined
    start = next((i for i, point in enumerate(around) if points[point] != points[around[i - 1]]), 0)
    around = around[start:] + around[:start]
    path = f"M{_n(around[0][0])} {_n(around[0][1])}"
    for place, group in groupby(around, key=points.__getitem__):
        corners = list(group)
        r = _n(discs[place][1])
        wide = int(len(corners) > _ROUND / 2)
        path += f"L{_n(corners[0][0])} {_n(corners[0][1])}"
        path += f"A{r} {r} 0 {wide} 0 {_n(corners[-1][0])} {_n(corners[-1][1])}" if len(corners) > 1 else ""
    return path + "z"


#: How finely a disc is sampled when the outline around several is looked for.
_ROUND = 48
_FINE = 2 * math.pi / _ROUND


def polygon(points: Sequence[Flat]) -> str:
    """Return the outline through some points, closed."""
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "z"


def _chain(points: Sequence[Flat]) -> list[Flat]:
    chain: list[Flat] = []
    for point in points:
        while len(chain) > 1 and _turns(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turns(a: Flat, b: Flat, c: Flat) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _at(x: float, y: float, r: float, way: float) -> str:
    return f"{_n(x + r * math.cos(way))} {_n(y + r * math.sin(way))}"


def _n(number: float) -> str:
    """Return a number with one decimal, without needless zeros."""
    text = f"{number:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
