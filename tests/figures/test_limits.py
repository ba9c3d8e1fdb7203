"""No printed figure passes a limit in force."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patients import shipped
from therex.figures.body import SIDES
from therex.figures.bounds import bounded
from therex.figures.pose import Pose
from therex.figures.scene import scene_of
from therex.figures.skeleton import Skeleton
from therex.figures.space import angle, minus
from therex.figures.svg import figure_svg

JOINTS = ("knee", "hip", "shoulder")
RULEBOOK = shipped().rulebook


def bend(body: Skeleton, joint: str, side: str) -> float:
    """Return a joint's angle from the points that are drawn, not from the angles of the pose."""
    points, trunk = body.points, minus(body.points["pelvis"], body.points["waist"])
    if joint == "knee":
        thigh = minus(points[f"{side}_knee"], points[f"{side}_hip"])
        return angle(thigh, minus(points[f"{side}_ankle"], points[f"{side}_knee"]))
    if joint == "hip":
        middle = [(a + b) / 2 for a, b in zip(points["left_hip"], points["right_hip"], strict=True)]
        down = minus((middle[0], middle[1], middle[2]), points["pelvis"])
        return angle(down, minus(points[f"{side}_knee"], points[f"{side}_hip"]))
    trunk = minus(points["waist"], points["neck"])
    return angle(trunk, minus(points[f"{side}_elbow"], points[f"{side}_shoulder"]))


@settings(max_examples=120)
@given(
    name=st.sampled_from(sorted(RULEBOOK.figures)),
    most=st.dictionaries(st.sampled_from(JOINTS), st.floats(5, 160), min_size=1),
    side=st.sampled_from(SIDES),
)
def test_no_drawn_joint_passes_a_limit_in_force(name: str, most: dict[str, float], side: str) -> None:
    scene = scene_of(RULEBOOK.figures[name], side=side, most=most)
    for body in scene.bodies:
        for joint, bound in most.items():
            for limb in SIDES:
                assert bend(body, joint, limb) <= bound + 0.01, (name, joint, limb)


def test_a_limit_makes_the_whole_movement_smaller_and_leaves_what_it_allows() -> None:
    squat = Pose(angles={f"{side}_{joint}": 80.0 for side in SIDES for joint in ("hip", "knee")})
    _, free = bounded(Pose(), squat, {})
    _, held = bounded(Pose(), squat, {"knee": 60.0})
    assert bend(free, "knee", "right") == pytest.approx(80)
    assert bend(held, "knee", "right") == pytest.approx(60)
    assert bend(held, "hip", "right") == pytest.approx(bend(held, "knee", "right"))


def test_a_limit_beyond_the_movement_changes_nothing() -> None:
    figure = RULEBOOK.figures["seated-knee-extension"]
    assert figure_svg(figure, most={"knee": 179.0, "shoulder": 179.0}) == figure_svg(figure)
    assert figure_svg(figure, most={"knee": 60.0}) != figure_svg(figure)


def test_the_drawing_follows_the_patients_side() -> None:
    scene = scene_of(RULEBOOK.figures["seated-knee-extension"], side="left", most={})
    assert bend(scene.bodies[1], "knee", "left") < 20
    assert bend(scene.bodies[1], "knee", "right") > 80
    assert scene.moving == {"left_shank", "left_foot"}


@pytest.mark.parametrize("name", sorted(RULEBOOK.figures))
def test_every_figure_is_a_small_drawing_of_its_own(name: str) -> None:
    drawn = figure_svg(RULEBOOK.figures[name], alt=name)
    assert len(drawn) < 30_000
    assert "nan" not in drawn.lower()
    assert "inf" not in re.sub(r"aria-[a-z]+|title", "", drawn.lower())
    assert drawn == figure_svg(RULEBOOK.figures[name], alt=name)


def test_every_exercise_that_can_be_printed_has_a_figure() -> None:
    printable = {name for name, exercise in RULEBOOK.exercises.items() if exercise.dose is not None}
    assert printable - set(RULEBOOK.figures) == set()
