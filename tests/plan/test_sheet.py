"""The sheet: how many exercises, in how many minutes, the running ones first, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import TODAY, decision, exercise, printed, rule, small, wish
from therex.plan.decision import Decision


def decided(folder: Path, exercises: list[str], *rules: str, facts: str = "") -> Decision:
    with small(folder, list(rules), exercises) as session:
        return decision(TODAY + facts, session)


def ids(found: Decision) -> list[str]:
    return [item.id for item in found.exercises]


PURPOSES = ["aerobic", "balance", "gait", "leg_strength", "power", "stairs"]
SIX = [exercise(f"for-{purpose.replace('_', '-')}", purposes=f"[{purpose}]") for purpose in PURPOSES]


def wishes(*strengths: str) -> list[str]:
    return [
        rule(
            f"ask-{place}",
            "always",
            wish(f"for-{purpose.replace('_', '-')}", purpose, f"strength: {strength}"),
        )
        for place, (purpose, strength) in enumerate(zip(PURPOSES, strengths, strict=False))
    ]


@pytest.mark.parametrize(
    ("strengths", "count"),
    [
        (["conditional"] * 6, 4),
        (["strong"] * 4 + ["conditional"] * 2, 4),
        (["strong"] * 5 + ["conditional"], 5),
        (["strong"] * 6, 5),
        (["strong"] * 4 + ["strong, needed: no"], 4),
    ],
)
def test_a_sheet_holds_four_exercises_and_a_fifth_for_a_strong_need(
    tmp_path: Path, strengths: list[str], count: int
) -> None:
    found = decided(tmp_path, SIX, *wishes(*strengths))
    assert len(found.exercises) == count
    assert [item.purpose for item in found.dropped] == PURPOSES[count : len(strengths)]
    assert {item.reason for item in found.dropped} <= {f"the sheet is full: {count} exercises"}


def test_what_must_be_covered_comes_before_what_may_then_the_stronger_then_the_name(tmp_path: Path) -> None:
    strengths = ["strong, needed: no", "option", "conditional", "conditional", "strong", "strong"]
    found = decided(tmp_path, SIX, *wishes(*strengths))
    # power and stairs are strong, gait and leg strength conditional; balance is an option, aerobic not needed
    assert {purpose for item in found.exercises for purpose in item.purposes} == {
        "power",
        "stairs",
        "gait",
        "leg_strength",
    }
    assert [item.purpose for item in found.dropped] == ["aerobic", "balance"]


def test_one_exercise_covers_all_its_purposes(tmp_path: Path) -> None:
    exercises = [exercise("both", purposes="[leg_strength, balance]"), exercise("only", purposes="[balance]")]
    rules = [
        rule("ask-legs", "always", wish("both", more="strength: strong")),
        rule("ask-balance", "always", wish("only", "balance")),
    ]
    found = decided(tmp_path, exercises, *rules)
    assert ids(found) == ["both"]
    assert found.exercises[0].purposes == ("leg_strength", "balance")
    assert [reason.rule for reason in found.exercises[0].because] == ["ask-balance", "ask-legs"]


@pytest.mark.parametrize(("minutes", "kept"), [(30, 3), (29, 2), (20, 2), (19, 1), (5, 1)])
def test_the_last_chosen_go_until_the_rest_fits_the_minutes_of_a_day(
    tmp_path: Path, minutes: int, kept: int
) -> None:
    rows = [
        exercise(f"for-{name}", purposes=f"[{name}]", dose="{minutes: 10}")
        for name in ("gait", "power", "stairs")
    ]
    rules = [rule(f"ask-{name}", "always", wish(f"for-{name}", name)) for name in ("gait", "power", "stairs")]
    found = decided(tmp_path, rows, *rules, facts=f"facts: {{minutes_per_day: {minutes}}}")
    assert ids(found) == ["for-gait", "for-power", "for-stairs"][:kept]
    assert [item.id for item in found.dropped] == ["for-power", "for-stairs"][kept - 1 :]
    assert all(item.reason == f"does not fit into {minutes} minutes a day" for item in found.dropped)


def test_every_purpose_of_an_exercise_that_does_not_fit_the_day_is_answered_for(tmp_path: Path) -> None:
    rows = [
        exercise("walk", purposes="[aerobic]", dose="{minutes: 10}"),
        exercise("squat", purposes="[leg_strength, balance]", dose="{minutes: 10}"),
    ]
    rules = [
        rule("ask-walk", "always", wish("walk", "aerobic", "strength: strong")),
        rule("ask-legs", "always", wish("squat")),
        rule("ask-balance", "always", wish("squat", "balance")),
    ]
    found = decided(tmp_path, rows, *rules, facts="facts: {minutes_per_day: 15}")
    assert ids(found) == ["walk"]
    assert [(item.id, item.purpose) for item in found.dropped] == [
        ("squat", "balance"),
        ("squat", "leg_strength"),
    ]


def test_a_running_exercise_goes_on_before_a_better_ranked_new_one(tmp_path: Path) -> None:
    asked = rule("ask", "always", wish("first, second"))
    log = "log:\n  - exercise: second\n    sessions: [{date: 2026-03-13}]\n"
    assert ids(decided(tmp_path, [exercise("first"), exercise("second")], asked)) == ["first"]
    assert ids(decided(tmp_path, [exercise("first"), exercise("second")], asked, facts=log)) == ["second"]


def test_a_running_exercise_that_no_rule_asks_for_is_named_as_dropped(tmp_path: Path) -> None:
    log = "log:\n  - exercise: old\n    sessions: [{date: 2026-03-13}]\n"
    rows = [exercise("new"), exercise("old", purposes="[gait]")]
    found = decided(tmp_path, rows, rule("ask", "always", wish("new")), facts=log)
    assert ids(found) == ["new"]
    assert [(item.id, item.purpose, item.reason) for item in found.dropped] == [
        ("old", "gait", "no rule asks for it now")
    ]


def test_ties_break_by_id(tmp_path: Path) -> None:
    rules = [rule("ask-b", "always", wish("bbb")), rule("ask-a", "always", wish("aaa"))]
    assert ids(decided(tmp_path, [exercise("bbb"), exercise("aaa")], *rules)) == ["aaa"]
    bar = rule("bar", "cough", "{avoid: balance >= 3}")
    rows = [exercise("hard", balance="3"), exercise("z-same"), exercise("y-same")]
    found = decided(tmp_path, rows, bar, rule("ask", "always", wish("hard")), facts="facts: {cough: yes}")
    assert ids(found) == ["y-same"]


def test_exercises_stand_in_the_order_that_spares_getting_up_and_down(tmp_path: Path) -> None:
    positions = {"gait": "walking", "power": "standing", "stairs": "supine", "balance": "sitting"}
    rows = [
        exercise(f"for-{name}", purposes=f"[{name}]", position=place) for name, place in positions.items()
    ]
    rules = [rule(f"ask-{name}", "always", wish(f"for-{name}", name)) for name in positions]
    found = decided(tmp_path, rows, *rules)
    assert [item.position for item in found.exercises] == ["supine", "sitting", "standing", "walking"]
    assert list(printed(found)) == ["for-stairs", "for-balance", "for-power", "for-gait"]


@pytest.mark.parametrize(
    ("sides", "facts", "wanted"),
    [("one", "facts: {sore_side: left}", "left"), ("one", "", ""), ("both", "facts: {sore_side: left}", "")],
)
def test_the_side_is_that_of_the_fact_which_the_rule_names(
    tmp_path: Path, sides: str, facts: str, wanted: str
) -> None:
    asked = rule("ask", "always", wish("lift", more="side: sore_side"))
    found = decided(tmp_path, [exercise("lift", sides=sides)], asked, facts=facts)
    assert found.exercises[0].side == wanted
