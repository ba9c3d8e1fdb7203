"""Where the figure is looked at from: points of the world become points of the paper."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from therex.figures.space import Point, dot

Flat = tuple[float, float]

#: Direction (0 front, 90 the person's right, 180 behind) and height of the look, in degrees.
VIEWS: dict[str, tuple[float, float]] = {
    "side": (90.0, 0.0),
    "front": (0.0, 0.0),
    "back": (180.0, 0.0),
    "three_quarter": (50.0, 0.0),
    "above": (90.0, 55.0),
}


@dataclass(frozen=True, slots=True)
class Camera:
    """A look from afar, without perspective; lengths stay centimetres."""

    around: float
    height: float
    mirrored: bool = False

    def seen(self, point: Point) -> Flat:
        """Return where a point is on the paper: to the right, and down."""
        right, up, _ = _axes(self)
        return (dot(point, right), -dot(point, up))

    def nearness(self, point: Point) -> float:
        """Return how near to the eye a point is."""
        return dot(point, self.eye)

    @property
    def eye(self) -> Point:
        """The direction towards the eye."""
        return _axes(self)[2]


@cache
def _axes(camera: Camera) -> tuple[Point, Point, Point]:
    """Return the directions right and up on the paper, and towards the eye."""
    around = math.radians(-camera.around if camera.mirrored else camera.around)
    sine, cosine = math.sin(around), math.cos(around)
    low, high = math.cos(math.radians(camera.height)), math.sin(math.radians(camera.height))
    right: Point = (sine, cosine, 0.0)
    eye: Point = (cosine * low, -sine * low, high)
    up: Point = (-cosine * high, sine * high, low)
    return right, up, eye
