"""Forward and inverse kinematics: a pose puts every point of the body where it belongs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therex.figures import body
from therex.figures.pose import Pose
from therex.figures.skeleton import skeleton
from therex.figures.space import length, minus


def test_who_stands_has_the_feet_on_the_ground_and_the_head_above_the_pelvis() -> None:
    points = skeleton(Pose(pin="feet")).points
    assert points["left_toe"][2] == pytest.approx(2.6)  # half the thickness of the toes
    assert points["head"][2] > 150
    assert abs(points["head"][0] - points["pelvis"][0]) < 5


def test_a_bent_knee_brings_the_heel_behind_the_knee_and_a_bent_hip_brings_the_knee_forward() -> None:
    straight = skeleton(Pose()).points
    bent = skeleton(
        Pose(angles={"right_knee": 90.0, "left_hip": 90.0}, rests_on="pelvis", rests_at=80)
    ).points
    assert bent["right_ankle"][0] - bent["right_knee"][0] == pytest.approx(-body.SHANK)
    assert bent["left_knee"][0] - bent["left_hip"][0] == pytest.approx(body.THIGH)
    assert straight["right_ankle"][0] == pytest.approx(straight["right_knee"][0])


@pytest.mark.parametrize(("side", "sign"), [("left", 1), ("right", -1)])
def test_out_is_away_from_the_middle_and_outward_turns_the_forearm_out(side: str, sign: int) -> None:
    arm = skeleton(Pose(angles={f"{side}_shoulder_out": 90.0})).points
    assert sign * (arm[f"{side}_elbow"][1] - arm[f"{side}_shoulder"][1]) == pytest.approx(body.UPPER_ARM)
    turned = skeleton(Pose(angles={f"{side}_elbow": 90.0, f"{side}_shoulder_turn": 90.0})).points
    assert sign * (turned[f"{side}_wrist"][1] - turned[f"{side}_elbow"][1]) == pytest.approx(body.FOREARM)


def test_who_lies_on_the_back_looks_up_and_on_the_front_looks_down() -> None:
    for lie, way in (("supine", 1), ("prone", -1)):
        points = skeleton(Pose(lie=lie, flat=frozenset())).points
        assert way * (points["nose"][2] - points["head"][2]) > 5


def test_a_flat_foot_is_level_whatever_the_leg_does() -> None:
    points = skeleton(Pose(angles={"lean": 20.0, "right_hip": 50.0, "right_knee": 60.0})).points
    heel_bottom = points["right_heel"][2] - body.THICKNESS["heel"]
    assert heel_bottom == pytest.approx(points["right_toe"][2] - body.THICKNESS["toe"])


def test_a_hand_reaches_the_point_it_is_put_at() -> None:
    target = (30.0, -20.0, 98.0)
    points = skeleton(Pose(pin="feet", reach={"right_hand": target})).points
    palm = [w + 0.85 * (h - w) for w, h in zip(points["right_wrist"], points["right_hand"], strict=True)]
    assert palm == pytest.approx(target, abs=0.5)


def test_a_point_out_of_reach_is_pointed_at_with_a_straight_arm() -> None:
    points = skeleton(Pose(reach={"right_hand": (300.0, -17.0, 0.0)})).points
    assert length(minus(points["right_hand"], points["right_shoulder"])) > 60


def test_the_mirror_exchanges_left_and_right_and_nothing_else() -> None:
    pose = Pose(angles={"right_knee": 70.0, "back_turn": 20.0, "right_shoulder_out": 40.0}, pin="pelvis")
    points, mirrored = skeleton(pose).points, skeleton(pose.mirrored()).points
    for name, (x, y, z) in points.items():
        other = name.replace("right", "@").replace("left", "right").replace("@", "left")
        assert mirrored[other] == pytest.approx((x, -y, z), abs=1e-6)


@given(
    st.fixed_dictionaries({name: st.floats(-60, 140) for name in ("right_hip", "right_knee", "left_elbow")})
)
def test_bones_keep_their_length(angles: dict[str, float]) -> None:
    points = skeleton(Pose(angles=angles)).points
    assert length(minus(points["right_knee"], points["right_hip"])) == pytest.approx(body.THIGH)
    assert length(minus(points["right_ankle"], points["right_knee"])) == pytest.approx(body.SHANK)
    assert length(minus(points["left_wrist"], points["left_elbow"])) == pytest.approx(body.FOREARM)
    assert all(math.isfinite(number) for point in points.values() for number in point)
