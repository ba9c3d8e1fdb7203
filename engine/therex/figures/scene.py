"""A figure for one patient: side and limits applied, everything worked out in the world."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from therex.figures.body import SIDES, THICKNESS
from therex.figures.bounds import bounded
from therex.figures.camera import Camera, Flat
from therex.figures.figure import Beside, Box, Disc, Figure, Line, Place, Thing, Trace, Turn
from therex.figures.pose import other_side
from therex.figures.skeleton import Skeleton, pin_of, skeleton
from therex.figures.space import Point, add, length, minus
from therex.figures.things import corners

#: Which parts of the body move when the angles of a joint change.
_MOVED = {
    "hip": ("thigh", "shank", "foot"), "knee": ("shank", "foot"), "ankle": ("foot",),
    "shoulder": ("upper_arm", "forearm", "hand"), "elbow": ("forearm", "hand"), "forearm": ("hand",),
    "wrist": ("hand",), "fingers": ("hand",), "finger": ("hand",),
}  # fmt: skip
_TRUNK = {"low_back": "trunk", "upper_back": "trunk", "back_turn": "trunk", "back_side": "trunk",
          "neck": "head", "neck_turn": "head", "neck_side": "head"}  # fmt: skip
_ENDS = ("hand", "toe", "ankle", "knee", "elbow")
#: Points of the way that an arrow is drawn along.
_STEPS = 6
_LEAST_CHANGE = 4.0  # degrees; less is not pointed out


@dataclass(frozen=True, slots=True)
class Scene:
    """The bodies of a figure (one, or start and end), and what is drawn with them."""

    figure: Figure
    bodies: tuple[Skeleton, ...]
    camera: Camera
    moving: frozenset[str]
    ways: tuple[tuple[list[Flat], bool], ...]

    def frame(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the part of the paper that must be shown."""
        seen = [flat for body in self.bodies for flat in self._outer(body)]
        return (min(x for x, _ in seen), min(y for _, y in seen),
                max(x for x, _ in seen), max(y for _, y in seen))  # fmt: skip

    def _outer(self, body: Skeleton) -> list[Flat]:
        places: tuple[Place, ...] = self.figure.zoom or tuple(body.points)
        seen = []
        for place in places:
            x, y = self.camera.seen(located(place, body))
            r = THICKNESS.get(place.rpartition("_")[2], 6.0) + 3.0 if isinstance(place, str) else 3.0
            seen += [(x - r, y - r), (x + r, y + r)]
        if not self.figure.zoom:
            for thing in self.figure.things:
                seen += [
                    self.camera.seen(point) for point in corners(thing, lambda place: located(place, body))
                ]
        return seen


def scene_of(figure: Figure, *, side: str, most: Mapping[str, float]) -> Scene:
    """Return the scene of a figure.

    Args:
        figure: as declared, for the right side.
        side: `left` mirrors it; anything else is as declared.
        most: bounds on joints (`knee`, `hip`, `shoulder`), in degrees; no drawing passes them.

    """
    if side == "left":
        figure = mirrored(figure)
    first, last = bounded(figure.start, figure.last, most)
    bodies = (first, last) if figure.end else (first,)
    camera = Camera(*figure.view, mirrored=side == "left")
    moving = figure.moving or _moving(first, last)
    return Scene(figure, bodies, camera, moving, _ways(figure, first, last, camera))


def mirrored(figure: Figure) -> Figure:
    """Return the figure for the left side."""
    return replace(
        figure,
        start=figure.start.mirrored(),
        end=figure.end.mirrored() if figure.end else None,
        things=tuple(_mirrored(thing) for thing in figure.things),
        moving=frozenset(map(other_side, figure.moving)),
        traces=None if figure.traces is None else tuple(map(_mirrored_trace, figure.traces)),
        pushes=tuple(replace(p, at=_place(p.at), to=_across(p.to)) for p in figure.pushes),
        zoom=tuple(map(_place, figure.zoom)),
    )


def _mirrored(thing: Thing) -> Thing:
    match thing:
        case Box((x0, y0, z0), (x1, y1, z1), kind, behind):
            return Box((x0, -y1, z0), (x1, -y0, z1), kind, behind)
        case Line(through, kind, behind):
            return Line(tuple(map(_place, through)), kind, behind)
        case Disc(at, radius, kind, behind):
            return Disc(_place(at), radius, kind, behind)
        case _:
            return thing


def _mirrored_trace(trace: Trace | Turn) -> Trace | Turn:
    if isinstance(trace, Turn):
        return Turn(_place(trace.at), trace.radius)
    return Trace(other_side(trace.of), trace.both)


def _place(place: Place) -> Place:
    match place:
        case str():
            return other_side(place)
        case Beside(point, shift):
            return Beside(other_side(point), _across(shift))
        case _:
            return _across(place)


def _across(point: Point) -> Point:
    return (point[0], -point[1], point[2])


def _moving(first: Skeleton, last: Skeleton) -> frozenset[str]:
    """Return the parts whose joints change between start and end."""
    found = set()
    for name in {*first.pose.angles, *last.pose.angles}:
        if abs(first.pose.angle(name) - last.pose.angle(name)) < _LEAST_CHANGE:
            continue
        side, _, rest = name.partition("_")
        if side in SIDES:
            found |= {f"{side}_{part}" for part in _MOVED.get(rest.split("_")[0], ())}
        elif name in _TRUNK:
            found.add(_TRUNK[name])
    return frozenset(found)


def _ways(
    figure: Figure, first: Skeleton, last: Skeleton, camera: Camera
) -> tuple[tuple[list[Flat], bool], ...]:
    """Return the way of each arrow on the paper: as declared, or of the point that moves most."""
    traces = figure.traces
    if traces is None and not figure.end:
        traces = ()
    if traces is None:
        names = [f"{side}_{end}" for side in SIDES for end in _ENDS] + ["nose", "pelvis"]
        farthest = max(names, key=lambda name: length(minus(last.points[name], first.points[name])))
        traces = (Trace(farthest),)
    steps = range(_STEPS + 1) if traces else ()
    between = [skeleton(first.pose.towards(last.pose, step / _STEPS)) for step in steps]
    return tuple(
        (_around(camera.seen(located(trace.at, last)), trace.radius, camera), False)
        if isinstance(trace, Turn)
        else ([camera.seen(pin_of(trace.of, body.points)) for body in between], trace.both)
        for trace in traces
    )


def _around(centre: Flat, radius: float, camera: Camera) -> list[Flat]:
    """Return the way most of the way round a place: clockwise, in the mirror the other way."""
    across = -radius if camera.mirrored else radius
    turns = [math.radians(-150 + step * 12) for step in range(23)]
    return [(centre[0] + across * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns]


def located(place: Place, body: Skeleton) -> Point:
    """Return the point of the world that a place stands for."""
    match place:
        case str():
            return pin_of(place, body.points)
        case Beside(point, shift):
            return add(pin_of(point, body.points), shift)
        case _:
            return place
