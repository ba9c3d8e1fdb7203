"""Figures as authors write them: what is wrong is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from therex.figures.figure import Box, Disc, Figure, Line
from therex.rulebook.figures import build_figures
from therex.rulebook.files import Problems, read_raw

POSES = """
poses:
  standing: {pin: feet, both_elbow: 10}
  at-wall: {from: standing, reach: {right_hand: [30, -20, 130]}}
  loop: {from: pool}
  pool: {from: loop}
props:
  crate: [{box: [0, 0, 0, 10, 10, 10]}]
figures:
  squat:
"""


def read(text: str, folder: Path) -> tuple[dict[str, Figure], list[str]]:
    """Return the figures of an entry for `squat`, and what is wrong with it."""
    (folder / "figures.yaml").write_text(POSES + text, encoding="utf-8")
    problems = Problems()
    raw = read_raw(folder, problems)
    figures = build_figures(raw, ["squat"], problems)
    return figures, [str(error).removeprefix(f"{folder}/") for error in problems.found]


def test_an_end_changes_its_start_and_a_pose_its_base(tmp_path: Path) -> None:
    figures, wrong = read("    start: {from: at-wall, right_elbow: 30}\n    end: {both_knee: 60}\n", tmp_path)
    assert wrong == []
    start, end = figures["squat"].start, figures["squat"].last
    assert start.angles == {"left_elbow": 10, "right_elbow": 30}
    assert start.reach == {"right_hand": (30, -20, 130)}
    assert end.angles == {**start.angles, "left_knee": 60, "right_knee": 60}
    assert end.pin == "feet"


def test_things_stand_where_they_are_shifted_to_and_follow_the_body(tmp_path: Path) -> None:
    text = "    start: standing\n    with:\n      - {box: [5, 0, 0], kind: wood}\n"
    figures, wrong = read(text, tmp_path)
    assert figures == {}
    assert wrong == ["figures.yaml:13:15: 3 numbers; expected 6 numbers in [ ]"]
    text = (
        "    start: standing\n"
        "    with: [{disc: right_hand, radius: 5, kind: weight},\n"
        "           {line: [right_hand, [40, 0, 90]], kind: band}, {crate: [5, 0, 1]}]\n"
    )
    figures, wrong = read(text, tmp_path)
    assert wrong == []
    assert figures["squat"].things == (
        Disc("right_hand", 5.0, "weight"),
        Line(("right_hand", (40.0, 0.0, 90.0)), "band"),
        Box((5.0, 0.0, 1.0), (15.0, 10.0, 11.0), "wood"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    end: standing\n", "figures.yaml:11:5: a figure without a start; expected `start:` with a pose"),
        ("    start: stading\n", 'figures.yaml:11:12: unknown pose "stading"; nearest is "standing"'),
        ("    start: loop\n", 'figures.yaml:6:16: pose "loop" is made from itself; expected another pose'),
        (
            "    start: {from: standing, right_kne: 60}\n",
            'figures.yaml:11:29: unknown angle or part of a pose "right_kne"; nearest is "right_knee"',
        ),
        (
            "    start: {from: standing, right_knee: bent}\n",
            'figures.yaml:11:41: "bent" is not a number; expected degrees or centimetres',
        ),
        ("    start: standing\n    view: sid\n", 'figures.yaml:12:11: unknown view "sid"; nearest is "side"'),
        (
            "    start: standing\n    pushes: [{at: right_hand}]\n",
            "figures.yaml:12:14: a push needs a place and a direction; expected `at:` and `to:`",
        ),
        (
            "    start: standing\n    moving: [right_nose]\n",
            'figures.yaml:12:14: unknown part of the body "right_nose"; nearest is "right_hand"',
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, expected: str, tmp_path: Path) -> None:
    figures, wrong = read(text, tmp_path)
    assert figures == {}
    assert wrong == [expected]


def test_a_figure_of_no_exercise_is_refused(tmp_path: Path) -> None:
    _, wrong = read("    start: standing\n  squad:\n    start: standing\n", tmp_path)
    assert wrong == ['figures.yaml:12:3: unknown exercise "squad"; nearest is "squat"']
