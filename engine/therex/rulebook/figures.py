"""The figures of the exercises, from their entries: poses, things and drawings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from therex.errors import InputError
from therex.facts.document import Mapping as MappingNode
from therex.facts.document import Node, Scalar, Sequence, find, plain
from therex.figures.body import LIMB_ANGLES, SIDES, TRUNK_ANGLES, Side
from therex.figures.camera import VIEWS
from therex.figures.figure import Beside, Box, Disc, Figure, Line, Place, Push, Thing, Trace, Turn, Water
from therex.figures.person import PARTS
from therex.figures.pose import LYING, Pose
from therex.figures.skeleton import skeleton
from therex.figures.space import Point
from therex.figures.style import KINDS
from therex.rulebook.files import Problems, RawRulebook
from therex.rulebook.vocabularies import known

#: What a pose may say beside its angles.
_POSE_KEYS = ("from", "lie", "flat", "rests_on", "rests_at", "pin", "reach")
_FEET: dict[str, frozenset[Side]] = {
    "both": frozenset(SIDES),
    "none": frozenset(),
    "left": frozenset({"left"}),
    "right": frozenset({"right"}),
}
#: Every angle by the names a pose may use: of one side, or of both at once (`knees`).
_ANGLES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in TRUNK_ANGLES},
    **{f"{side}_{name}": (f"{side}_{name}",) for side in SIDES for name in LIMB_ANGLES},
    **{f"both_{name}": tuple(f"{side}_{name}" for side in SIDES) for name in LIMB_ANGLES},
}
#: Every point of the body that may be named, and the middles of pairs.
POINTS = frozenset({*skeleton(Pose()).points, "feet", "hands", "knees", "left_foot", "right_foot"})
_FIGURE_KEYS = ("view", "start", "end", "with", "moving", "arrows", "pushes", "zoom", "floor", "eyes")


def build_figures(raw: RawRulebook, exercises: Iterable[str], problems: Problems) -> dict[str, Figure]:
    """Return the figures by the exercise they show."""
    reader = _Reader(raw)
    figures = {}
    names = frozenset(exercises)
    for name, node in raw.sections["figures"].items():
        with problems.collect():
            known(name, names, "exercise", raw.places["figures", name])
            figures[name] = reader.figure(node)
    return figures


class _Reader:
    """Reads entries with the poses and props of the rulebook at hand."""

    def __init__(self, raw: RawRulebook) -> None:
        self._poses, self._props = raw.sections["poses"], raw.sections["props"]

    def figure(self, node: Node) -> Figure:
        """Read one figure."""
        entries = _entries(node, _FIGURE_KEYS, "part of a figure")
        if "start" not in entries:
            raise InputError("a figure without a start", node.place, "`start:` with a pose")
        start = self._pose(entries["start"], None, ())
        end = self._pose(entries["end"], start, ()) if "end" in entries else None
        arrows = entries.get("arrows")
        return Figure(
            view=_view(entries["view"]) if "view" in entries else VIEWS["side"],
            start=start,
            end=end,
            things=tuple(thing for item in _items(entries.get("with")) for thing in self._things(item)),
            moving=frozenset(
                _named(item, PARTS, "part of the body") for item in _items(entries.get("moving"))
            ),
            traces=None if arrows is None else tuple(_trace(item) for item in _items(arrows)),
            pushes=tuple(_push(item) for item in _items(entries.get("pushes"))),
            zoom=tuple(_place(item, (0.0, 0.0, 0.0)) for item in _items(entries.get("zoom"))),
            floor="floor" not in entries or _yes(entries["floor"]),
            eyes_closed="eyes" in entries and _named(entries["eyes"], ("open", "closed"), "kind") == "closed",
        )

    def _pose(self, node: Node, base: Pose | None, seen: tuple[str, ...]) -> Pose:
        """Read a pose: a name of the library, or changes to one (of `end`: to the start)."""
        if isinstance(node, Scalar):
            return self._library(node, seen)
        entries = _entries(node, (*_POSE_KEYS, *_ANGLES), "angle or part of a pose")
        pose = self._library(entries["from"], seen) if "from" in entries else base or Pose()
        angles = dict(pose.angles)
        for key, value in entries.items():
            if key in _ANGLES:
                angles |= dict.fromkeys(_ANGLES[key], _number(value))
        return replace(
            pose,
            lie=_named(entries["lie"], LYING, "way to lie") if "lie" in entries else pose.lie,
            angles=angles,
            flat=_FEET[_named(entries["flat"], _FEET, "choice of feet")] if "flat" in entries else pose.flat,
            rests_on=_named(entries["rests_on"], (*POINTS, "lowest"), "point of the body")
            if "rests_on" in entries
            else pose.rests_on,
            rests_at=_number(entries["rests_at"]) if "rests_at" in entries else pose.rests_at,
            pin=_named(entries["pin"], POINTS, "point of the body") if "pin" in entries else pose.pin,
            reach=_reach(entries["reach"]) if "reach" in entries else pose.reach,
        )

    def _library(self, node: Node, seen: tuple[str, ...]) -> Pose:
        name = _named(node, self._poses, "pose")
        if name in seen:
            raise InputError(f'pose "{name}" is made from itself', node.place, "another pose")
        return self._pose(self._poses[name], None, (*seen, name))

    def _things(self, node: Node, shift: Point = (0.0, 0.0, 0.0)) -> list[Thing]:
        """Read one thing, or a prop of the library with all its parts, shifted to where it stands."""
        if isinstance(node, Scalar):
            name = _named(node, self._props, "prop")
            return [thing for item in _items(self._props[name]) for thing in self._things(item, shift)]
        entries = _entries(node, (*_THINGS, "kind", "radius", "behind", "front", *self._props), "thing")
        for key, value in entries.items():
            if key in self._props:
                return [
                    thing for item in _items(self._props[key]) for thing in self._things(item, _point(value))
                ]
        kind = plain(entries["kind"]) if "kind" in entries else ""
        if kind:
            known(kind, KINDS, "kind of thing", entries["kind"].place)
        return [_thing(node, entries, kind, shift)]


_THINGS = ("box", "line", "disc", "water")


def _thing(node: Node, entries: Mapping[str, Node], kind: str, shift: Point) -> Thing:
    if "box" in entries:
        x0, y0, z0, x1, y1, z1 = _numbers(entries["box"], 6)
        front = "front" in entries and _yes(entries["front"])
        return Box(_shifted((x0, y0, z0), shift), _shifted((x1, y1, z1), shift), kind or "wood", not front)
    behind = "behind" in entries and _yes(entries["behind"])
    if "line" in entries:
        return Line(tuple(_place(item, shift) for item in _items(entries["line"])), kind or "stick", behind)
    if "disc" in entries:
        radius = _number(entries["radius"]) if "radius" in entries else 10.0
        return Disc(_place(entries["disc"], shift), radius, kind or "ball", behind)
    if "water" in entries:
        return Water(_number(entries["water"]))
    raise InputError("no thing is named", node.place, f"one of {', '.join(_THINGS)} or a prop")


def _entries(node: Node, allowed: Iterable[str], what: str) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        raise InputError(f"not a mapping where a {what} belongs", node.place, "`name: value`")
    for key in node.entries:
        known(key, frozenset(allowed), what, node.keys[key])
    return node.entries


def _items(node: Node | None) -> list[Node]:
    if node is None or (isinstance(node, Scalar) and plain(node) in {None, "none"}):
        return []
    return list(node.items) if isinstance(node, Sequence) else [node]


def _named(node: Node, names: Iterable[str], what: str) -> str:
    return known(str(plain(node)), frozenset(names), what, node.place)


def _number(node: Node) -> float:
    value = plain(node)
    if not isinstance(value, Decimal):
        raise InputError(f'"{value}" is not a number', node.place, "degrees or centimetres")
    return float(value)


def _numbers(node: Node, count: int) -> tuple[float, ...]:
    items = _items(node)
    if len(items) != count:
        raise InputError(f"{len(items)} numbers", node.place, f"{count} numbers in [ ]")
    return tuple(_number(item) for item in items)


def _point(node: Node) -> Point:
    x, y, z = _numbers(node, 3)
    return (x, y, z)


def _shifted(point: Point, shift: Point) -> Point:
    return (point[0] + shift[0], point[1] + shift[1], point[2] + shift[2])


def _place(node: Node, shift: Point) -> Place:
    """Read a place: a point of the body, `[right_hand, 0, 0, -5]` beside one, or a point of the world."""
    if isinstance(node, Scalar):
        return _named(node, POINTS, "point of the body")
    items = _items(node)
    if len(items) == 4:  # noqa: PLR2004 - a name and three numbers
        x, y, z = (_number(item) for item in items[1:])
        return Beside(_named(items[0], POINTS, "point of the body"), (x, y, z))
    return _shifted(_point(node), shift)


def _yes(node: Node) -> bool:
    return _named(node, ("yes", "no"), "answer") == "yes"


def _view(node: Node) -> tuple[float, float]:
    if isinstance(node, Scalar):
        return VIEWS[_named(node, VIEWS, "view")]
    around, height = _numbers(node, 2)
    return around, height


def _reach(node: Node) -> dict[str, Point]:
    limbs = [f"{side}_{limb}" for side in SIDES for limb in ("hand", "foot")]
    return {name: _point(value) for name, value in _entries(node, limbs, "hand or foot").items()}


def _trace(node: Node) -> Trace | Turn:
    if isinstance(node, Scalar):
        return Trace(_named(node, POINTS, "point of the body"))
    entries = _entries(node, ("of", "both", "turn", "radius"), "part of an arrow")
    if "turn" in entries:
        return Turn(_place(entries["turn"], (0.0, 0.0, 0.0)), _number(find(node, ("radius",))))
    of = _named(find(node, ("of",)), POINTS, "point of the body")
    return Trace(of, both="both" in entries and _yes(entries["both"]))


def _push(node: Node) -> Push:
    entries = _entries(node, ("at", "to", "both", "first"), "part of a push")
    if not {"at", "to"} <= set(entries):
        raise InputError("a push needs a place and a direction", node.place, "`at:` and `to:`")
    both = "both" in entries and _yes(entries["both"])
    first = "first" in entries and _yes(entries["first"])
    return Push(_place(entries["at"], (0.0, 0.0, 0.0)), _point(entries["to"]), both, first)
