"""Why an exercise is not in the plan, one test for each way that can happen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.explain.small import LOG, PATIENT, explaining, rulebook, why_not
from therex.errors import InputError


def test_barred_names_the_rule_and_its_facts_and_what_took_its_place() -> None:
    found = why_not(PATIENT, "wall-sit")
    assert found[:3] == [
        "not in the plan: IM07 wall-sit: Wall sit",
        "barred, and nothing overrules that",
        "bp-no-straining: Blood pressure 164 mmHg: no straining.",
    ]
    assert "[true] resting systolic blood pressure is at least 160 mm[Hg]" in found
    assert "replaced by quad-set" in found


def test_withheld_names_the_question_that_would_release_it() -> None:
    found = why_not(PATIENT.replace("164 mm[Hg]", "unknown"), "wall-sit")
    assert found[1:4] == [
        "withheld, for it cannot be ruled out",
        "these answers would release it, or bar it",
        "ask: Blood pressure, upper number? (systolic_bp)",
    ]
    assert not [line for line in found if line.startswith("barred")]


def test_not_recommended_names_the_rules_that_would_and_what_is_false_in_them() -> None:
    found = why_not(PATIENT, "weight-shift")
    start = found.index("not recommended: no rule that fired names it; these would, were they true")
    assert found[start + 1] == "knee-balance: Balance with a helper"
    assert found[start + 2 : start + 4] == [
        "[false] with a helper",
        "helper_there (a helper): no - a permission that is not stated, so not given",
    ]
    assert "stroke-balance: Balance long after a stroke" in found


def test_not_recommended_tells_unknown_from_false() -> None:
    text = PATIENT.replace("[knee_osteoarthritis]", "[stroke]") + "  stroke_date: 2025-02-01\n"
    found = why_not(text, "weight-shift")
    start = found.index("stroke-balance: Balance long after a stroke")
    assert found[start + 1 : start + 3] == [
        "[unknown] without fainting",
        "fainting (fainting): unknown - not stated",
    ]


def test_dropped_for_the_cap_says_so() -> None:
    found = why_not(PATIENT + "  helper_there: yes\n", "weight-shift")
    assert "dropped with its purpose (balance): the sheet is full: 1 exercises" in found


def test_equipment_that_the_home_lacks_is_named() -> None:
    assert "needs an exercise band, which the home lacks" in why_not(PATIENT, "band-press")
    assert "needs an exercise band, which the home lacks" not in why_not(
        PATIENT + "home: {equipment: [band]}\n", "band-press"
    )


def test_an_exercise_without_a_dose_is_never_printed() -> None:
    assert "has no dose and is never printed" in why_not(PATIENT, "full-sit-up")


def test_recommended_by_a_rule_that_fired_names_what_the_plan_takes_instead() -> None:
    found = why_not(PATIENT.replace("164", "120"), "quad-set")
    start = found.index("recommended for leg strength")
    assert found[start + 1] == "the plan covers it with wall-sit"


def test_when_nothing_is_printed_today_that_comes_first() -> None:
    found = why_not(PATIENT.replace("chest_pain: no", "chest_pain: yes"), "quad-set")
    assert found[1:3] == [
        "no exercise is printed today: hold",
        "chest-pain-hold: Chest pain holds the session.",
    ]


def test_a_logged_exercise_that_no_rule_asks_for_says_so() -> None:
    text = PATIENT.replace("164", "120") + LOG.replace("quad-set", "weight-shift")
    assert "dropped: no rule asks for it now" in why_not(text, "weight-shift")


def test_minutes_that_do_not_suffice_are_told() -> None:
    text = PATIENT + "  helper_there: yes\n  minutes_per_day: 5\n"
    cap = replace(rulebook().settings["exercise_cap"], value=Decimal(2))
    room_for_two = replace(rulebook(), settings={**rulebook().settings, "exercise_cap": cap})
    assert "dropped: does not fit into 5 minutes a day" not in why_not(text, "weight-shift", room_for_two)
    tight = room_for_two.settings | {"seconds_per_repetition": replace(cap, value=Decimal(20))}
    found = why_not(text, "weight-shift", replace(room_for_two, settings=tight))
    assert "dropped: does not fit into 5 minutes a day" in found


def test_an_exercise_in_the_plan_is_explained_as_being_in_it() -> None:
    found = why_not(PATIENT, "quad-set")
    assert found[:2] == ["in the plan", "IM01 quad-set: Quad set"]


@pytest.mark.parametrize("name", ["wall-sit", "IM07", "im07", "Wall-Sit"])
def test_an_exercise_is_found_by_id_and_by_code(name: str) -> None:
    with explaining(PATIENT) as explainer:
        assert explainer.exercise(name).id == "wall-sit"


@pytest.mark.parametrize(("name", "near"), [("wall-sitt", "wall-sit"), ("IM09", "IM0")])
def test_an_unknown_exercise_names_the_nearest(name: str, near: str) -> None:
    with (
        explaining(PATIENT) as explainer,
        pytest.raises(InputError, match=f'unknown exercise "{name}".*"{near}'),
    ):
        explainer.exercise(name)
