"""The things around a person on the paper: furniture, bands, weights, water."""

from __future__ import annotations

import math
from collections.abc import Callable

from therex.figures.camera import Camera, Flat
from therex.figures.figure import Box, Disc, Line, Place, Thing, Water
from therex.figures.outline import limb, polygon
from therex.figures.space import Point, dot, minus
from therex.figures.style import LINES

#: Turns a place into a point of the world.
Locate = Callable[[Place], Point]
#: A shape, how it is painted, and where its line has a width of its own.
Painted = tuple[str, str, float]

#: The faces of a box: the axis they stand across, and whether at its high end.
_FACES = tuple((axis, high) for axis in range(3) for high in (False, True))


def behind(thing: Thing) -> bool:
    """Say whether a thing is drawn before the person: furniture, and what is said to be behind."""
    return isinstance(thing, Box | Line | Disc) and thing.behind


def shapes_of(thing: Thing, camera: Camera, locate: Locate) -> list[Painted]:
    """Return the outlines of a thing with their kinds."""
    match thing:
        case Box(low, high, kind):
            return [(polygon(face), kind, 0.0) for face in _faces(low, high, camera)]
        case Disc(at, radius, kind):
            centre = camera.seen(locate(at))
            return [(limb((centre, radius), (centre, radius)), kind, 0.0)]
        case Line(through, kind):
            return _line([camera.seen(locate(place)) for place in through], kind)
        case Water():
            return []


def corners(thing: Thing, locate: Locate) -> list[Point]:
    """Return the points that a picture with this thing must show."""
    match thing:
        case Box(low, high):
            return [
                (x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])
            ]
        case Line(through):
            return [locate(place) for place in through]
        case Disc(at, radius):
            x, y, z = locate(at)
            return [(x - radius, y, z - radius), (x + radius, y, z + radius)]
        case Water():
            return []


def _faces(low: Point, high: Point, camera: Camera) -> list[list[Flat]]:
    """Return the faces of a box that can be seen."""
    middle: Point = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2)
    found = []
    for axis, at_high in _FACES:
        points = _face(low, high, axis, at_high=at_high)
        centre = tuple(sum(point[i] for point in points) / 4 for i in range(3))
        outward = minus((centre[0], centre[1], centre[2]), middle)
        if dot(outward, camera.eye) > 0.01 * math.sqrt(dot(outward, outward)):
            found.append([camera.seen(point) for point in points])
    return found


def _face(low: Point, high: Point, axis: int, *, at_high: bool) -> list[Point]:
    others = [i for i in range(3) if i != axis]
    points = []
    for first, second in ((0, 0), (1, 0), (1, 1), (0, 1)):
        point = [0.0, 0.0, 0.0]
        point[axis] = (low, high)[at_high][axis]
        point[others[0]] = (low, high)[first][others[0]]
        point[others[1]] = (low, high)[second][others[1]]
        points.append((point[0], point[1], point[2]))
    return points


def _line(points: list[Flat], kind: str) -> list[Painted]:
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    wide, inner = LINES.get(kind, LINES["stick"])
    lines: list[Painted] = [(path, "line", wide)]
    return [*lines, (path, "inner", inner)] if inner else lines
