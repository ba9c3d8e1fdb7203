"""Points and rotations in space: the little that a stick figure needs."""

from __future__ import annotations

import math

Point = tuple[float, float, float]
#: Three columns: where the x, y and z axis of a part of the body point to.
Frame = tuple[Point, Point, Point]

UPRIGHT: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(first: Point, second: Point) -> Point:
    """Return the sum."""
    return (first[0] + second[0], first[1] + second[1], first[2] + second[2])


def minus(first: Point, second: Point) -> Point:
    """Return the difference."""
    return (first[0] - second[0], first[1] - second[1], first[2] - second[2])


def times(factor: float, point: Point) -> Point:
    """Return a multiple."""
    return (factor * point[0], factor * point[1], factor * point[2])


def dot(first: Point, second: Point) -> float:
    """Return the scalar product."""
    return first[0] * second[0] + first[1] * second[1] + first[2] * second[2]


def cross(first: Point, second: Point) -> Point:
    """Return the vector product."""
    return (
        first[1] * second[2] - first[2] * second[1],
        first[2] * second[0] - first[0] * second[2],
        first[0] * second[1] - first[1] * second[0],
    )


def length(point: Point) -> float:
    """Return the distance from the origin."""
    return math.sqrt(dot(point, point))


def unit(point: Point) -> Point:
    """Return the direction of a point; forward where it has none."""
    size = length(point)
    return times(1 / size, point) if size > 1e-9 else (1.0, 0.0, 0.0)  # noqa: PLR2004 - rounding


def angle(first: Point, second: Point) -> float:
    """Return the angle between two directions, 0 to 180 degrees."""
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(first), unit(second))))))


def turned(frame: Frame, point: Point) -> Point:
    """Return a point given in a frame as a direction of the world."""
    x, y, z = point
    return add(add(times(x, frame[0]), times(y, frame[1])), times(z, frame[2]))


def within(frame: Frame, direction: Point) -> Point:
    """Return a direction of the world as the frame sees it: the inverse of :func:`turned`."""
    return (dot(frame[0], direction), dot(frame[1], direction), dot(frame[2], direction))


def _rotated(frame: Frame, first: int, second: int, degrees: float) -> Frame:
    """Return a frame with its `first` axis turned towards its `second`."""
    if not degrees:
        return frame
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    axes = list(frame)
    axes[first] = add(times(cosine, frame[first]), times(sine, frame[second]))
    axes[second] = minus(times(cosine, frame[second]), times(sine, frame[first]))
    return (axes[0], axes[1], axes[2])


def bowed(frame: Frame, degrees: float) -> Frame:
    """Turn a frame about its sideways axis: its upper end goes forward, its lower end back."""
    return _rotated(frame, 2, 0, degrees)


def tipped(frame: Frame, degrees: float) -> Frame:
    """Turn a frame about its forward axis: its upper end goes to the right, its lower end to the left."""
    return _rotated(frame, 1, 2, degrees)


def twisted(frame: Frame, degrees: float) -> Frame:
    """Turn a frame about its long axis, to the left."""
    return _rotated(frame, 0, 1, degrees)
