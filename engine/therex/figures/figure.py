"""A figure as it is declared: the look, one or two poses, the things around, and what the arrows say."""

from __future__ import annotations

from dataclasses import dataclass

from therex.figures.pose import Pose
from therex.figures.space import Point


@dataclass(frozen=True, slots=True)
class Beside:
    """A place at some distance from a point of the body, which it follows."""

    point: str
    shift: Point


#: A named point of the body, one beside it, or a point of the world.
Place = str | Beside | Point


@dataclass(frozen=True, slots=True)
class Box:
    """A block between two opposite corners: furniture, a wall, a step; `behind` the person or before."""

    low: Point
    high: Point
    kind: str = "wood"
    behind: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A line through some places: a band, a strap, a stick, a rail; `behind` the person or before."""

    through: tuple[Place, ...]
    kind: str = "stick"
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """Something round: a ball, a weight, a rolled towel seen from its end. `radius` in cm."""

    at: Place
    radius: float
    kind: str = "ball"
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Water:
    """Water up to a height, in cm above the ground."""

    level: float


Thing = Box | Line | Disc | Water


@dataclass(frozen=True, slots=True)
class Trace:
    """An arrow along the way that a point of the body takes; `both` ways for a movement to and fro."""

    of: str
    both: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """A straight arrow from a place: a force, or a movement too small to be seen; `both` ways to and fro.

    `first`: it stands in the first picture, not in the last.
    """

    at: Place
    to: Point
    both: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """An arrow around a place, for what goes round: a crank, a wheel, an arm."""

    at: Place
    radius: float


@dataclass(frozen=True, slots=True)
class Figure:
    """The drawing of one exercise, declared for the right side.

    `end` is None for a posture that is held. `moving` names the parts to point out, empty for those whose
    joints change. `traces` is None where the drawing finds the point that moves most. `zoom` holds the
    places that the picture must show, empty for all of it. `floor` draws the line of the ground.
    """

    view: tuple[float, float]
    start: Pose
    end: Pose | None = None
    things: tuple[Thing, ...] = ()
    moving: frozenset[str] = frozenset()
    traces: tuple[Trace | Turn, ...] | None = None
    pushes: tuple[Push, ...] = ()
    zoom: tuple[Place, ...] = ()
    floor: bool = True
    eyes_closed: bool = False

    @property
    def last(self) -> Pose:
        """The pose at the end of the movement."""
        return self.end or self.start
