"""Why the plan is as it is: each line down to facts and evidence."""

from __future__ import annotations

import pytest

from tests.explain.small import LOG, PATIENT, explaining, lines
from therex.explain.why import explain_plan

KNEE = "knee_osteoarthritis (knee osteoarthritis)"


def plan(text: str) -> list[str]:
    with explaining(text) as explainer:
        return lines(*explain_plan(explainer))


def test_an_exercise_stands_with_dose_rule_facts_and_evidence() -> None:
    found = plan(PATIENT)
    start = found.index("IM01 quad-set: Quad set")
    assert found[start + 1] == "dose: days_per_week 3, reps 10, sets 2"
    rule = found.index("knee-strength: Knee pain 3: strengthening.")
    assert found[rule + 1 : rule + 6] == [
        "[true] all of these",
        "[true] with knee osteoarthritis",
        f"{KNEE}: yes - listed under conditions 2026-03-02 by A. Ro (line 3)",
        "[true] knee pain is at most 5",
        "knee_pain (knee pain): 3 - stated 2026-03-01 by the patient (line 7)",
    ]
    assert found[rule + 6] == "evidence [verified] The Guide, 3rd edition, p. 12, doi 10.1000/guide"


def test_what_an_exercise_replaces_is_told_with_the_rule_that_barred_it() -> None:
    found = plan(PATIENT)
    step = found.index("replaces: wall-sit: barred")
    assert found[step + 1] == "bp-no-straining: Blood pressure 164 mmHg: no straining."


def test_a_rule_is_opened_once_and_referred_to_after_that() -> None:
    found = plan(PATIENT)
    opened = [line for line in found if line.startswith("sets-for-old-age:")]
    assert opened == [
        "sets-for-old-age: Age 76 years: two sets at most.",
        "sets-for-old-age: see above",
        "sets-for-old-age: see above",
    ]


@pytest.mark.parametrize(
    ("change", "first", "rule"),
    [
        (("chest_pain: no", "chest_pain: yes"), "action: hold, no exercise today", "chest-pain-hold"),
        (("chest_pain: no", "glucose: 69 mg/dL"), "action: hold, no exercise today", "glucose-low"),
    ],
)
def test_an_action_stands_first_with_its_rule(change: tuple[str, str], first: str, rule: str) -> None:
    found = plan(PATIENT.replace(*change))
    assert found[0] == first
    assert found[2].startswith(f"{rule}: ")


def test_a_question_says_what_waits_for_it() -> None:
    found = plan(PATIENT.replace("164 mm[Hg]", "unknown"))
    asked = found.index("Blood pressure, upper number? (systolic_bp: said to be unknown)")
    assert found[asked + 1] == "releases or bars wall-sit"


def test_a_purpose_that_is_left_out_says_why_and_by_which_rule() -> None:
    found = plan(PATIENT + "  helper_there: yes\n")
    left = found.index("balance: the sheet is full: 1 exercises")
    assert found[left + 1] == "knee-balance: Balance work with a helper."


def test_a_progression_names_the_rule_and_the_reading_of_the_log() -> None:
    found = plan(PATIENT + "  teach_back_done: yes\n" + LOG)
    start = found.index("progress: reps +2")
    assert found[start + 1] == "more-repetitions: Two sessions done."
    assert "log_sessions (sessions in the log): 2 - read from the exercise log 2026-02-25 (line 11)" in found


def test_explaining_twice_gives_the_same_lines() -> None:
    assert plan(PATIENT + LOG) == plan(PATIENT + LOG)
