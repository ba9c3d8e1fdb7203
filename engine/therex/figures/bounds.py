"""A plan's limits on joints, kept by the drawing: a movement is drawn as far as it is allowed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from therex.figures.body import SIDES
from therex.figures.pose import Pose
from therex.figures.skeleton import Skeleton, skeleton
from therex.figures.space import angle, times

#: So many tries to draw as much of a movement as is allowed.
_SHARES = 20


def measured(body: Skeleton, joint: str, side: str) -> float:
    """Return how far a joint is bent (or an arm lifted) in a drawing, in degrees, measured on its points."""
    if joint == "knee":
        return angle(times(-1, body.frames[f"{side}_thigh"][2]), times(-1, body.frames[f"{side}_shank"][2]))
    trunk, limb = ("thorax", "upper_arm") if joint == "shoulder" else ("pelvis", "thigh")
    down, way = times(-1, body.frames[trunk][2]), times(-1, body.frames[f"{side}_{limb}"][2])
    return angle(down, way)


def keeps(body: Skeleton, most: Mapping[str, float]) -> bool:
    """Say whether no joint of a drawing passes a bound. Half a hundredth of a degree is rounding."""
    return all(
        measured(body, joint, side) <= bound + 0.005 for joint, bound in most.items() for side in SIDES
    )


def bounded(start: Pose, end: Pose, most: Mapping[str, float]) -> tuple[Skeleton, Skeleton]:
    """Return start and end of a movement within the bounds on its joints.

    The whole movement is made smaller until it fits, so that the limbs still belong together; a joint
    that is past its bound from the start is straightened by itself.
    """
    first = _straightened(skeleton(start), most)
    for tried in range(_SHARES, 0, -1):
        last = skeleton(start.towards(end, tried / _SHARES))
        if keeps(last, most):
            return first, last
    return first, _straightened(skeleton(end), most)


def _straightened(body: Skeleton, most: Mapping[str, float]) -> Skeleton:
    """Return the body with the joints that pass a bound brought to it."""
    angles = dict(body.pose.angles)
    for joint, bound in most.items():
        for side in SIDES:
            if measured(body, joint, side) > bound:
                _reduce(angles, f"{side}_{joint}", bound)
    return skeleton(replace(body.pose, angles=angles)) if angles != body.pose.angles else body


def _reduce(angles: dict[str, float], joint: str, bound: float) -> None:
    """Bring a joint to its bound: forward and sideways parts keep their proportion."""
    forward, out = angles.get(joint, 0.0), angles.get(f"{joint}_out", 0.0)
    low, high = 0.0, 1.0
    for _ in range(30):
        share = (low + high) / 2
        lifted = math.degrees(
            math.acos(math.cos(math.radians(share * forward)) * math.cos(math.radians(share * out)))
        )
        low, high = (share, high) if lifted <= bound else (low, share)
    angles[joint], angles[f"{joint}_out"] = low * forward, low * out
