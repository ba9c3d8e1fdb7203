"""Inverse kinematics of an arm or a leg: the angles that bring a hand or a foot to a point."""

from __future__ import annotations

import math

from therex.figures import body
from therex.figures.limb import limb_frame
from therex.figures.space import (
    UPRIGHT,
    Frame,
    Point,
    add,
    angle,
    cross,
    dot,
    length,
    minus,
    times,
    unit,
    within,
)

#: The two lengths of a limb, the part of the trunk it hangs from, its joints, and the way its middle bends.
_LIMBS = {
    "hand": (
        body.UPPER_ARM, body.FOREARM + 0.85 * body.PALM, "thorax", ("shoulder", "elbow"), (-0.6, 0.35, -1.0),
    ),
    "foot": (body.THIGH, body.SHANK, "pelvis", ("hip", "knee"), (1.0, 0.12, 0.0)),
}  # fmt: skip


def reached(
    limb: str, side: str, target: Point, points: dict[str, Point], frames: dict[str, Frame]
) -> dict[str, float]:
    """Return the angles of a limb that brings its end to `target`, or as near as it gets.

    The end of an arm is the palm, that of a leg the point of the sole below the ankle.
    """
    upper, lower, trunk, (root, middle), pole = _LIMBS[limb]
    if limb == "foot":
        target = add(target, (0.0, 0.0, body.ANKLE_HEIGHT))
    frame, away = frames[trunk], 1.0 if side == "left" else -1.0
    way = within(frame, minus(target, points[f"{side}_{root}"]))
    distance = min(max(length(way), abs(upper - lower) + 1.0), upper + lower - 0.1)
    straight = unit(way)
    bend = _corner(upper, distance, lower)
    hint = (pole[0], away * pole[1], pole[2])
    sideways = unit(minus(hint, times(dot(hint, straight), straight)))
    ahead = add(times(math.cos(bend), straight), times(math.sin(bend), sideways))
    lower_way = minus(times(distance, straight), times(upper, ahead))
    out = math.degrees(math.asin(max(-1.0, min(1.0, away * ahead[1]))))
    flexion = math.degrees(math.atan2(ahead[0], -ahead[2]))
    joint = 180 - math.degrees(_corner(upper, lower, distance))
    return {
        f"{side}_{root}": flexion,
        f"{side}_{root}_out": out,
        f"{side}_{root}_turn": away * _turn(limb_frame(UPRIGHT, side, flexion, out, 0.0), lower_way, limb),
        f"{side}_{middle}": joint,
    }


def _corner(first: float, second: float, opposite: float) -> float:
    """Return the angle between two sides of a triangle, in radians."""
    cosine = (first**2 + second**2 - opposite**2) / (2 * first * second)
    return math.acos(max(-1.0, min(1.0, cosine)))


def _turn(unturned: Frame, lower: Point, limb: str) -> float:
    """Return the turn, to the left, that points the lower part of a limb where it has to go."""
    along = unturned[2]
    across = minus(lower, times(dot(lower, along), along))
    if length(across) < 1e-6:  # noqa: PLR2004 - straight
        return 0.0
    forward = times(1.0 if limb == "hand" else -1.0, unturned[0])
    return angle(forward, across) * (1.0 if dot(cross(forward, across), along) > 0 else -1.0)
