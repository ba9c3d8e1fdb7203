"""A rule as a therapist reads it."""

from __future__ import annotations

from tests.explain.small import lines, rulebook
from therex.explain.outcomes import branch_conditions
from therex.explain.read_rule import read_rule
from therex.language.words import in_words


def read(name: str, *cases: tuple[str, object]) -> list[str]:
    return lines(read_rule(rulebook().rules[name], rulebook(), cases))


def test_a_rule_says_summary_topic_condition_and_place() -> None:
    found = read("glucose-low")
    assert found[0] == "glucose-low: Low blood glucose"
    assert found[1:3] == [
        "topic: Blood pressure and warning signs",
        "What is looked at before anything else.",
    ]
    assert found[3:5] == [
        "when: blood glucose is below 70 mg/dL (3.9 mmol/L)",
        "as written: glucose < 70 mg/dL (3.9 mmol/L)",
    ]
    assert found[-1] == "stands in: precautions/pressure.yaml, line 36"


def test_exercises_that_are_barred_are_counted_and_named() -> None:
    found = read("bp-no-straining")
    title = found.index('bars 1 exercises, those listed under caution: "not with high blood pressure"')
    assert found[title + 1 : title + 3] == ["as written: hypertension_avoid in flags", "Wall sit (IM07)"]


def test_a_recommendation_names_exercises_best_first_with_dose_and_strength() -> None:
    found = read("knee-strength")
    title = found.index("recommends for leg strength (strong; the plan must cover it), best first")
    assert found[title + 1 : title + 3] == ["Wall sit (IM07), Quad set (IM01)", "dose: days a week 3"]


def test_an_action_a_limit_and_a_progression_are_said_in_words() -> None:
    assert "hold: no exercise today" in read("chest-pain-hold")
    assert "limits sets at most 2, on all exercises" in read("sets-for-old-age")
    assert "the first of these that is possible: reps 2, else step harder" in read("more-repetitions")


def test_a_choice_stands_as_it_was_written_branch_by_branch() -> None:
    found = read("stroke-phase")
    title = found.index('sets "phase after the stroke" (stroke_phase) to the first that is true')
    assert found[title + 1 : title + 3] == [
        '"first 6 months, early" if time since the stroke is below 180 d',
        '"later" otherwise',
    ]


def test_the_branches_of_a_choice_lose_only_what_stands_before_them() -> None:
    branches = list(branch_conditions(rulebook().rules["stroke-phase"]))
    assert [in_words(own, rulebook().facts) for _, own in branches] == [
        "time since the stroke is below 180 d",
        "always",
    ]


def test_what_happens_while_unknown_is_said_with_its_reason() -> None:
    asked = read("chest-pain-hold")
    start = asked.index("while the facts do not decide it")
    assert asked[start + 1 : start + 3] == [
        "it asks, and holds nothing back",
        "why: It is asked at every visit.",
    ]
    held = read("glucose-low")
    start = held.index("while the facts do not decide it")
    assert held[start + 1 : start + 4] == [
        "the session is held back when this is true or unknown: with insulin",
        "otherwise nothing is asked",
        "why: Without insulin a low glucose is rare.",
    ]
    assert "it cannot be ruled out: it asks, and what it guards is held back" in read("bp-no-straining")
    assert "it does not fire; the missing facts are listed as what could add to the plan" in read(
        "knee-strength"
    )


def test_both_voices_and_the_evidence_are_told() -> None:
    found = read("bp-no-straining")
    assert "to the patient: Straining can push your blood pressure up." in found
    assert "to the clinician: Blood pressure {systolic_bp}: no straining." in found
    assert "evidence [verified] The Guide, 3rd edition, p. 8, doi 10.1000/guide" in found
    assert "evidence [heuristic, to be reviewed] The house: a slow start" in read("sets-for-old-age")


def test_cases_stand_with_what_they_expect() -> None:
    found = read("bp-no-straining", ("high", {"avoid": ["wall-sit"], "allow": "quad-set"}), ("low", "no"))
    start = found.index("cases: 2")
    assert found[start + 1 : start + 4] == [
        "case  expected",
        "high  fires with avoid wall-sit; allow quad-set",
        "low   at rest",
    ]


def test_without_cases_there_is_no_table() -> None:
    found = read("bp-no-straining")
    assert found[found.index("cases: 0") + 1].startswith("stands in: ")
