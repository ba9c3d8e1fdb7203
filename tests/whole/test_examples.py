"""The three example patients: what the evidence demands of their plans, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import decision, dose_of, example, printed
from therex.cli import main
from therex.plan.decision import Decision

KNEE, FALLS, STROKE = "knee_oa_with_high_bp", "falls_after_two_falls", "stroke_eight_months"
PRESSURE = {KNEE: "94 mm[Hg]", FALLS: "78 mm[Hg]", STROKE: "82 mm[Hg]"}


def barred(found: Decision) -> set[str]:
    return {item.id for item in found.barred}


def purposes(found: Decision) -> set[str]:
    return {purpose for item in found.exercises for purpose in item.purposes}


def test_the_sore_knee_with_raised_pressure_gets_strength_and_walking_without_straining() -> None:
    found = decision(example(KNEE))
    assert found.action.level == "clearance"  # 164/94 lies in the tier 160-180 or 100-109
    assert {"leg_strength", "aerobic", "knee_motion"} <= purposes(found)
    assert {"partial-wall-sit", "full-sit-up"} <= barred(found)  # no sustained isometric work, no straining
    squat = printed(found)["mini-squat-with-support"]
    assert dose_of(squat)["days_per_week"] == ("2", "3")
    assert dose_of(squat)["effort_borg6_20"] == ("12", "13")  # moderate, and at most 13 at this pressure
    walk = printed(found)["level-walking"]
    assert dose_of(walk)["days_per_week"] == ("3", "5")
    assert int(dose_of(walk)["effort_borg6_20"][1]) <= 13
    limits = {limit.name: int(limit.value) for limit in found.limits}
    assert limits == {"effort_borg6_20": 13, "load_percent_1rm": 79, "pain": 5}  # neither vigorous nor heavy


def test_two_falls_get_balance_and_strength_three_days_a_week_at_the_level_of_the_measures() -> None:
    found = decision(example(FALLS))
    assert found.action.level == "none"
    assert {"balance", "leg_strength"} <= purposes(found)
    stance = printed(found)["tandem-stance"]  # semi-tandem is held for 10 s, tandem is not
    assert dose_of(stance)["hold_seconds"] == ("10", "10")
    walk = printed(found)["level-walking"]  # the high blood pressure brings it, at a dose of its own
    assert dose_of(walk)["days_per_week"] == ("3", "5")
    falls = [item for item in found.exercises if item.id != "level-walking"]
    assert {dose_of(item)["days_per_week"] for item in falls} == {("3", "3")}
    assert {"falls-level-high", "falls-helper"} <= {firing.rule for firing in found.firings}


def test_two_falls_without_a_helper_get_nothing_that_is_not_for_a_patient_alone() -> None:
    found = decision(example(FALLS, ("helper_present: yes", "helper_present: no")))
    assert {"tandem-stance", "one-leg-stand", "step-up"} <= barred(found)
    assert {"balance", "leg_strength"} <= purposes(found)
    assert {item.id: item.instead for item in found.barred if item.wanted}["tandem-stance"] in printed(found)


def test_a_walker_eight_months_after_a_stroke_walks_and_trains_the_hand_and_uses_no_pulley() -> None:
    found = decision(example(STROKE))
    assert found.action.level == "none"  # cleared, 138/82, glucose 7.4 mmol/L without insulin
    assert {"aerobic", "leg_strength", "sit_to_stand", "balance", "arm_function"} <= purposes(found)
    assert "overhead-pulley" in barred(found)
    walk = printed(found)["brisk-interval-walk"]  # six months and later, after heart screening
    assert dose_of(walk)["effort_borg6_20"] == ("14", "17")
    assert dose_of(walk)["heart_rate_reserve"] == ("60", "80")


@pytest.mark.parametrize("name", [KNEE, FALLS, STROKE])
@pytest.mark.parametrize(("diastolic", "held"), [(109, False), (110, True)])
def test_a_diastolic_pressure_of_110_holds_the_session(
    name: str,
    diastolic: int,
    held: bool,  # noqa: FBT001
) -> None:
    changed = (f"\n  diastolic_bp: {PRESSURE[name]}", f"\n  diastolic_bp: {diastolic} mm[Hg]")
    found = decision(example(name, changed))
    assert found.action.level == ("hold" if held else "clearance")
    assert found.action.exercise_today is not held
    assert (found.exercises == ()) is held
    assert ("bp-hold" in {call.rule for call in found.action.calls}) is held


@pytest.mark.parametrize("name", [KNEE, FALLS, STROKE])
def test_every_exercise_of_an_example_says_why_and_how_much(name: str) -> None:
    for item in decision(example(name)).exercises:
        assert item.dose
        assert all(reason.rule and reason.patient and reason.clinician for reason in item.because)
        assert item.because


TEXTS = {
    0: example(KNEE),
    3: example(KNEE, ("diastolic_bp: 94 mm[Hg]", "diastolic_bp: 110 mm[Hg]")),
    2: example(KNEE, ("diastolic_bp: 94 mm[Hg]", "diastolic_bp: 94 kg")),
}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, "exercise: IT10 mini-squat-with-support"),
        (3, "action: hold - no exercise today"),
        (2, "diastolic_bp"),
    ],
)
def test_the_command_ends_with_0_for_a_plan_3_for_none_and_2_for_a_bad_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    said: str,
) -> None:
    file = tmp_path / "patient.yaml"
    file.write_text(TEXTS[code], encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["therex", "decide", str(file)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    out, err = capsys.readouterr()
    assert said in (err if code == 2 else out)
    assert ("exercise: " in out) is (code == 0)
