"""Forward kinematics: from a pose to where each point of the body is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from therex.figures import body
from therex.figures.body import SIDES, THICKNESS, Side
from therex.figures.limb import limb_frame
from therex.figures.pose import Pose
from therex.figures.reach import reached
from therex.figures.space import (
    UPRIGHT,
    Frame,
    Point,
    add,
    bowed,
    minus,
    times,
    tipped,
    turned,
    twisted,
    unit,
)

#: How the body lies, as the directions of its forward, left and upper end.
_LIES: dict[str, Frame] = {
    "up": UPRIGHT,
    "supine": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
    "prone": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    "left_side": ((0, -1, 0), (0, 0, -1), (1, 0, 0)),
    "right_side": ((0, 1, 0), (0, 0, 1), (1, 0, 0)),
}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The points of a body in the world, the frames of its parts, and its pose with all angles known."""

    pose: Pose
    points: dict[str, Point]
    frames: dict[str, Frame]


def skeleton(pose: Pose) -> Skeleton:
    """Return the body of a pose, put down where the pose rests and with its hands where they reach."""
    body_of = _Body(pose)
    offset = _offset(pose, body_of.points)
    for name, target in pose.reach.items():
        side, _, limb = name.partition("_")
        solved = reached(limb, side, minus(target, offset), body_of.points, body_of.frames)
        pose = replace(pose, angles={**pose.angles, **solved}, flat=pose.flat)
    if pose.reach:
        body_of = _Body(pose)
    points = {name: add(point, offset) for name, point in body_of.points.items()}
    return Skeleton(replace(pose, reach={}), points, body_of.frames)


#: The points that go where a hand or a foot reaches, and that nothing rests on.
_HELD = {
    "hand": ("elbow", "wrist", "hand", "finger", "tip", "thumb"),
    "foot": ("knee", "ankle", "heel", "toe"),
}


def _offset(pose: Pose, points: dict[str, Point]) -> Point:
    """Return the shift that puts the body down: its support at the height, its pin at x = y = 0."""
    held = {
        f"{side}_{point}"
        for side, _, limb in (name.partition("_") for name in pose.reach)
        for point in _HELD[limb]
    }
    if pose.rests_on == "lowest":
        lowest = min(point[2] - THICKNESS[name.split("_")[-1]]
                     for name, point in points.items() if name not in held)  # fmt: skip
    else:
        lowest = points[pose.rests_on][2] - THICKNESS.get(pose.rests_on.split("_")[-1], 0.0)
    x, y, _ = pin_of(pose.pin, points)
    return (-x, -y, pose.rests_at - lowest)


def pin_of(name: str, points: dict[str, Point]) -> Point:
    """Return a named point of the body; `feet`, `hands` and `knees` are the middle between two."""
    pairs = {"feet": "ankle", "hands": "hand", "knees": "knee"}
    if name in pairs:
        both = [points[f"{side}_{pairs[name]}"] for side in SIDES]
        return times(0.5, add(*both))
    return points[name.replace("_foot", "_ankle")]


class _Body:
    """Works out points and frames from the pelvis outwards; the pelvis is at the origin."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.points: dict[str, Point] = {"pelvis": (0.0, 0.0, 0.0)}
        root = twisted(_LIES[pose.lie], pose.angle("turn"))
        self.frames: dict[str, Frame] = {"pelvis": bowed(tipped(root, pose.angle("tip")), pose.angle("lean"))}
        self._trunk()
        for side in SIDES:
            self._arm(side)
            self._leg(side)

    def _put(self, name: str, start: str, frame: Frame, way: Point) -> None:
        self.points[name] = add(self.points[start], turned(frame, way))

    def _trunk(self) -> None:
        angle = self.pose.angle
        waist = tipped(bowed(self.frames["pelvis"], angle("low_back")), angle("back_side") / 2)
        thorax = tipped(
            twisted(bowed(waist, angle("upper_back")), angle("back_turn")), angle("back_side") / 2
        )
        head = twisted(tipped(bowed(thorax, angle("neck")), angle("neck_side")), angle("neck_turn"))
        self.frames |= {"waist": waist, "thorax": thorax, "head": head}
        self._put("waist", "pelvis", waist, (0, 0, body.LUMBAR))
        self._put("neck", "waist", thorax, (0, 0, body.THORAX))
        self._put("chest", "waist", thorax, (0, 0, 0.62 * body.THORAX))
        neck = bowed(thorax, angle("neck") / 2)
        self._put("skull", "neck", neck, (1.0, 0, body.NECK))
        self._put("head", "skull", head, (2.0, 0, body.HEAD))
        self._put("nose", "head", head, (11.0, 0, -1.0))

    def _arm(self, side: Side) -> None:
        angle, out = self.pose.angle, -1.0 if side == "right" else 1.0
        thorax = self.frames["thorax"]
        up = angle(f"{side}_shoulder_up") * 0.15
        self._put(f"{side}_shoulder", "neck", thorax, (0, out * body.SHOULDER_APART, up - 3.0))
        arm = limb_frame(thorax, side, angle(f"{side}_shoulder"), angle(f"{side}_shoulder_out"),
                         angle(f"{side}_shoulder_turn"))  # fmt: skip
        fore = bowed(arm, -angle(f"{side}_elbow"))
        fore_turned = twisted(fore, out * angle(f"{side}_forearm_turn"))
        hand = bowed(fore_turned, -angle(f"{side}_wrist"))
        self.frames |= {f"{side}_upper_arm": arm, f"{side}_forearm": fore, f"{side}_hand": hand}
        self._put(f"{side}_elbow", f"{side}_shoulder", arm, (0, 0, -body.UPPER_ARM))
        self._put(f"{side}_wrist", f"{side}_elbow", fore, (0, 0, -body.FOREARM))
        fingers = bowed(hand, -angle(f"{side}_fingers"))
        tips = bowed(fingers, -angle(f"{side}_finger_tips"))
        self._put(f"{side}_hand", f"{side}_wrist", hand, (0, 0, -body.PALM))
        self._put(f"{side}_finger", f"{side}_hand", fingers, (0, 0, -body.FINGER))
        self._put(f"{side}_tip", f"{side}_finger", tips, (0, 0, -body.FINGER_TIP))
        self._put(f"{side}_thumb", f"{side}_wrist", hand, (4.5, 0, -5.5))

    def _leg(self, side: Side) -> None:
        angle, out = self.pose.angle, -1.0 if side == "right" else 1.0
        pelvis = self.frames["pelvis"]
        self._put(f"{side}_hip", "pelvis", pelvis, (0, out * body.HIP_APART, -body.HIP_BELOW))
        thigh = limb_frame(pelvis, side, angle(f"{side}_hip"), angle(f"{side}_hip_out"),
                           angle(f"{side}_hip_turn"))  # fmt: skip
        shank = bowed(thigh, angle(f"{side}_knee"))
        foot = self._sole(shank) if side in self.pose.flat else bowed(shank, -angle(f"{side}_ankle"))
        foot = tipped(foot, out * angle(f"{side}_ankle_in"))
        self.frames |= {f"{side}_thigh": thigh, f"{side}_shank": shank, f"{side}_foot": foot}
        self._put(f"{side}_knee", f"{side}_hip", thigh, (0, 0, -body.THIGH))
        self._put(f"{side}_ankle", f"{side}_knee", shank, (0, 0, -body.SHANK))
        drop = THICKNESS["heel"] - body.ANKLE_HEIGHT
        self._put(f"{side}_heel", f"{side}_ankle", foot, (-3.5, 0, drop))
        toe = (body.FOOT - 3.5, 0, THICKNESS["toe"] - body.ANKLE_HEIGHT)
        self._put(f"{side}_toe", f"{side}_ankle", foot, toe)

    @staticmethod
    def _sole(shank: Frame) -> Frame:
        """Return the frame of a foot whose sole is level, pointing where the shin points."""
        forward = shank[0] if abs(shank[0][2]) < 0.9 else shank[2]  # noqa: PLR2004 - nearly upright
        ahead = unit((forward[0], forward[1], 0.0))
        return (ahead, (-ahead[1], ahead[0], 0.0), (0.0, 0.0, 1.0))
