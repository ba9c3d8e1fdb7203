"""A pose: the angles of all joints, where the body rests, and where hands and feet are put."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from therex.figures.body import SIDES, Side
from therex.figures.space import Point, add, minus, times

#: How the trunk lies before it leans: upright, on the back, on the front, or on a side.
LYING = ("up", "supine", "prone", "left_side", "right_side")
_OTHER = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Pose:
    """One position of the whole body.

    `angles` hold degrees by name; an angle that is not named is 0. `flat` feet keep the sole level.
    `rests_at` is the height that carries the body, and `rests_on` the part that is carried there: `lowest`
    for whatever is lowest, or `pelvis` for a seat. `pin` is the point that stands at x = y = 0.
    `reach` puts hands (or feet) at points of the world, whatever the angles of that limb say.
    """

    lie: str = "up"
    angles: dict[str, float] = field(default_factory=dict)
    flat: frozenset[Side] = frozenset(SIDES)
    rests_on: str = "lowest"
    rests_at: float = 0.0
    pin: str = "pelvis"
    reach: dict[str, Point] = field(default_factory=dict)

    def angle(self, name: str) -> float:
        """Return an angle in degrees."""
        return self.angles.get(name, 0.0)

    def mirrored(self) -> Pose:
        """Return the same pose with left and right exchanged."""
        return replace(
            self,
            lie=other_side(self.lie),
            angles={other_side(name): _SIGN.get(name, 1) * angle for name, angle in self.angles.items()},
            flat=frozenset(_OTHER[side] for side in self.flat),  # type: ignore[misc]
            rests_on=other_side(self.rests_on),
            pin=other_side(self.pin),
            reach={other_side(name): (x, -y, z) for name, (x, y, z) in self.reach.items()},
        )

    def towards(self, other: Pose, share: float) -> Pose:
        """Return the pose that lies between this one (share 0) and another (share 1)."""
        names = sorted({*self.angles, *other.angles})
        angles = {name: self.angle(name) + share * (other.angle(name) - self.angle(name)) for name in names}
        height = self.rests_at + share * (other.rests_at - self.rests_at)
        base = other if share > 0 else self
        reach = {
            name: _between(self.reach.get(name, point), point, share) for name, point in other.reach.items()
        }
        return replace(base, angles=angles, rests_at=height, reach=reach if share > 0 else self.reach)


#: Angles to one side of the body; in the mirror they are the other way.
_SIGN = dict.fromkeys(("turn", "tip", "back_turn", "back_side", "neck_turn", "neck_side"), -1)


def other_side(name: str) -> str:
    """Return the name of the same part, point or angle on the other side; one in the middle stays."""
    side, joint, rest = name.partition("_")
    return f"{_OTHER[side]}{joint}{rest}" if side in _OTHER else name


def _between(first: Point, second: Point, share: float) -> Point:
    return add(first, times(share, minus(second, first)))
