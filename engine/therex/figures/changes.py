"""What changes between the two pictures of a figure, in terms that words can be put to."""

from __future__ import annotations

from dataclasses import dataclass

from therex.figures.body import SIDES
from therex.figures.scene import Scene

#: The name of the movement when an angle grows, and when it shrinks.
_LIMB = {
    "hip": ("bends", "straightens"),
    "hip_out": ("moves_out", "moves_in"),
    "hip_turn": ("turns_out", "turns_in"),
    "knee": ("bends", "straightens"),
    "ankle": ("toes_up", "toes_down"),
    "ankle_in": ("turns_in", "turns_out"),
    "shoulder": ("lifts", "lowers"),
    "shoulder_out": ("moves_out", "moves_in"),
    "shoulder_turn": ("turns_out", "turns_in"),
    "elbow": ("bends", "straightens"),
    "forearm_turn": ("turns_out", "turns_in"),
    "wrist": ("bends", "straightens"),
    "fingers": ("bends", "straightens"),
}
_TRUNK = {
    "low_back": ("trunk", "leans_forward", "leans_back"),
    "upper_back": ("trunk", "leans_forward", "leans_back"),
    "lean": ("trunk", "leans_forward", "leans_back"),
    "back_turn": ("trunk", "turns_left", "turns_right"),
    "back_side": ("trunk", "leans_right", "leans_left"),
    "neck": ("head", "leans_forward", "leans_back"),
    "neck_turn": ("head", "turns_left", "turns_right"),
    "neck_side": ("head", "leans_right", "leans_left"),
}
#: How a joint of a limb is called as a part of the body.
_PART = {"hip": "hip", "knee": "knee", "ankle": "foot", "shoulder": "arm", "elbow": "elbow",
         "forearm": "hand", "wrist": "hand", "fingers": "hand"}  # fmt: skip
_LEAST = 8.0  # degrees; less is not worth a word


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the body (`left_knee`, `both_knee`, `trunk`) and what it does (`bends`)."""

    part: str
    move: str


def changes(scene: Scene, most: int) -> tuple[Change, ...]:
    """Return the changes between start and end, the largest first, at most so many.

    Both sides doing the same count as one.
    """
    if len(scene.bodies) == 1:
        return ()
    first, last = (body.pose for body in scene.bodies)
    sizes: dict[Change, float] = {}
    for name in sorted({*first.angles, *last.angles}):
        grown = last.angle(name) - first.angle(name)
        found = _change(name, grown)
        if found and abs(grown) >= _LEAST:
            sizes[found] = max(abs(grown), sizes.get(found, 0.0))
    for change in [change for change in sizes if change.part.startswith("right_")]:
        twin = Change(change.part.replace("right_", "left_"), change.move)
        if twin in sizes:
            both = Change(change.part.replace("right_", "both_"), change.move)
            sizes[both] = sizes.pop(change) + sizes.pop(twin)
    return tuple(sorted(sizes, key=lambda change: (-sizes[change], change.part, change.move))[:most])


def _change(name: str, grown: float) -> Change | None:
    side, _, joint = name.partition("_")
    if side in SIDES and joint in _LIMB:
        return Change(f"{side}_{_PART[joint.split('_')[0]]}", _LIMB[joint][grown < 0])
    if name in _TRUNK:
        part, more, less = _TRUNK[name]
        return Change(part, more if grown > 0 else less)
    return None
