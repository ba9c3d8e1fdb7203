"""The person on the paper: limbs, trunk and head of a skeleton as shapes, the far ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from therex.figures.body import SIDES, THICKNESS
from therex.figures.camera import Camera
from therex.figures.outline import Disc, hull, limb
from therex.figures.skeleton import Skeleton
from therex.figures.space import Point, add, dot, minus, times, turned

#: The parts of each limb, from the trunk outwards: name, its two ends, their thickness.
_LIMBS = {
    "arm": (
        ("upper_arm", "shoulder", "elbow"),
        ("forearm", "elbow", "wrist"),
        ("hand", "wrist", "hand"),
        ("hand", "wrist", "thumb"),
        ("hand", "hand", "finger"),
        ("hand", "finger", "tip"),
    ),
    "leg": (("thigh", "hip", "knee"), ("shank", "knee", "ankle"), ("foot", "heel", "toe")),
}
#: Every part that can be pointed out.
PARTS = frozenset(
    {f"{side}_{part}" for side in SIDES for limb_ in _LIMBS.values() for part, _, _ in limb_}
    | {"trunk", "pelvis", "head"}
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline and how it is painted: `kind` is a class of the drawing's style."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes that grow together: all their lines are drawn first, then all their insides."""

    nearness: float
    shapes: tuple[Shape, ...]


def person(
    body: Skeleton, camera: Camera, moving: frozenset[str], *, eyes_closed: bool = False
) -> list[Layer]:
    """Return the layers of a person, from the farthest to the nearest.

    Args:
        body: the skeleton.
        camera: the look at it.
        moving: names of the parts to point out, as `right_shank`.
        eyes_closed: draw the eyes as lines.

    """
    return sorted(
        _Person(body, camera, moving, eyes_closed=eyes_closed).layers(), key=lambda layer: layer.nearness
    )


class _Person:
    """One body, one look."""

    def __init__(self, body: Skeleton, camera: Camera, moving: frozenset[str], *, eyes_closed: bool) -> None:
        self.body, self.camera, self.moving, self.eyes_closed = body, camera, moving, eyes_closed

    def layers(self) -> Iterable[Layer]:
        """Yield trunk, head and limbs. A limb that is clearly behind the trunk is drawn paler."""
        for side in SIDES:
            for name, parts in _LIMBS.items():
                far = self._far(side, "shoulder" if name == "arm" else "hip")
                across = name == "arm" and self._crosses(side)
                for some in (parts[:1], parts[1:]) if across else (parts,):
                    yield self._limb(side, some, far=far)
        yield self._trunk()
        yield self._head()

    def _crosses(self, side: str) -> bool:
        """Say whether an arm goes from behind the trunk to before it, or the other way."""
        shoulder, elbow, hand = (
            self.camera.nearness(self.body.points[f"{side}_{name}"]) for name in ("shoulder", "elbow", "hand")
        )
        middle = self.camera.nearness(self.body.points["chest"])
        return (shoulder + elbow - 2 * middle) * (elbow + hand - 2 * middle) < 0

    def _far(self, side: str, root: str) -> str:
        """Return how a limb is painted: paler where its root is clearly behind that of the other side."""
        other = "left" if side == "right" else "right"
        points = self.body.points
        behind = self.camera.nearness(points[f"{other}_{root}"]) - self.camera.nearness(
            points[f"{side}_{root}"]
        )
        return "far" if behind > _CLEARLY[root] else "near"

    def _disc(self, name: str) -> Disc:
        return self.camera.seen(self.body.points[name]), THICKNESS[name.rpartition("_")[2]]

    def _discs(self, point: Point, frame: str, *discs: tuple[float, float, float, float]) -> list[Disc]:
        """Return discs given from a point, in the frame of a part of the body, with their radius."""
        axes = self.body.frames[frame]
        return [(self.camera.seen(add(point, turned(axes, (x, y, z)))), r) for x, y, z, r in discs]

    def _limb(self, side: str, parts: Sequence[tuple[str, str, str]], *, far: str) -> Layer:
        shapes, depth = [], []
        for part, first, second in parts:
            ends = self._disc(f"{side}_{first}"), self._disc(f"{side}_{second}")
            path = self._shoe(side) if part == "foot" else limb(*ends)
            shapes.append(Shape(path, "moving" if f"{side}_{part}" in self.moving else far))
            depth += [self.camera.nearness(self.body.points[f"{side}_{end}"]) for end in (first, second)]
        if parts[0][0] == "thigh":
            shapes.append(self._shorts(side, "cloth" if far == "near" else "far-cloth"))
        return Layer(sum(depth) / len(depth), tuple(shapes))

    def _shorts(self, side: str, cloth: str) -> Shape:
        hip, knee = self.body.points[f"{side}_hip"], self.body.points[f"{side}_knee"]
        hem = add(hip, times(0.42, minus(knee, hip)))
        path = limb((self.camera.seen(hip), 9.3), (self.camera.seen(hem), 8.4))
        return Shape(path, "moving" if f"{side}_thigh" in self.moving else cloth)

    def _shoe(self, side: str) -> str:
        """Return the outline of a shoe: ankle, heel, ball and toes."""
        ankle = self.body.points[f"{side}_ankle"]
        upper = self._discs(ankle, f"{side}_foot", (0, 0, 0, 4.4), (9.0, 0, -4.2, 3.2))
        return hull([*upper, self._disc(f"{side}_heel"), self._disc(f"{side}_toe")])

    def _trunk(self) -> Layer:
        points = self.body.points
        shoulders = [(self.camera.seen(points[f"{side}_shoulder"]), 6.2) for side in SIDES]
        chest = self._discs(points["chest"], "thorax", (0, -5.5, 0, 11.2), (0, 5.5, 0, 11.2))
        waist = self._discs(points["waist"], "waist", (0, -3.5, 0, 10.4), (0, 3.5, 0, 10.4))
        belly = self._discs(points["pelvis"], "pelvis", (0, -4.5, 7.0, 10.4), (0, 4.5, 7.0, 10.4))
        hips = self._discs(points["pelvis"], "pelvis", (0, -6.5, -2.5, 10.3), (0, 6.5, -2.5, 10.3))
        neck = limb((self.camera.seen(points["neck"]), 5.8), (self.camera.seen(points["skull"]), 5.2))
        shirt = "moving" if "trunk" in self.moving else "shirt"
        shapes = (
            Shape(neck, "moving" if "head" in self.moving else "near"),
            Shape(hull([*belly, *hips]), "moving" if "pelvis" in self.moving else "cloth"),
            Shape(hull([*waist, *belly]), shirt),
            Shape(hull([*shoulders, *chest]), shirt),
            Shape(hull([*chest, *waist]), shirt),
        )
        depth = [self.camera.nearness(points[name]) for name in ("chest", "waist", "pelvis")]
        return Layer(sum(depth) / len(depth), shapes)

    def _head(self) -> Layer:
        """Return head with hair, face, ears and eyes; what covers what depends on the look."""
        centre = self.body.points["head"]
        skin = "moving" if "head" in self.moving else "near"
        face = hull(
            self._discs(centre, "head", (1.8, 0, 0.2, 9.4), (3.6, 0, -6.5, 6.0), (10.8, 0, -1.4, 1.6))
        )
        hair = hull(
            self._discs(centre, "head", (-1.8, 0, 2.0, 10.2), (-3.0, 0, -3.0, 7.4), (2.4, 0, 4.4, 8.4))
        )
        pair = [Shape(hair, "hair"), Shape(face, skin)]
        facing = dot(self.body.frames["head"][0], self.camera.eye)
        seen = pair if facing > _FROM_BEHIND else pair[::-1]
        ears = self._on_head((-0.8, 8.0, -0.8), 1.9, skin, 3.0)
        eyes = self._on_head((9.0, 3.2, 0.8), 1.0, "eye", 0.5, flat=self.eyes_closed)
        return Layer(self.camera.nearness(centre), (*seen, *ears, *eyes))

    def _on_head(
        self, place: Point, r: float, kind: str, nearer: float, *, flat: bool = False
    ) -> list[Shape]:
        """Return what sits on either side of the head, where it is near enough to the eye to be seen."""
        centre, axes = self.body.points["head"], self.body.frames["head"]
        found = []
        for way in (-1.0, 1.0):
            point = add(centre, turned(axes, (place[0], way * place[1], place[2])))
            if self.camera.nearness(point) > self.camera.nearness(centre) + nearer:
                wide = r if flat else 0.0
                ends = [self.camera.seen(add(point, turned(axes, (-w / 2, w, 0.0)))) for w in (-wide, wide)]
                thick = r / 2 if flat else r
                found.append(Shape(limb((ends[0], thick), (ends[1], thick)), kind))
        return found


_CLEARLY = {"shoulder": 12.0, "hip": 6.0}  # cm towards the eye
_FROM_BEHIND = -0.45  # how far the face looks away before hair covers it
