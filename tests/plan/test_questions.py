"""What is asked, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import TODAY, decision, example, exercise, rule, small, wish
from therex.plan.decision import Decision

MORE = """
facts:
  frail: {label: frailty, kind: flag, derived: yes}
  weight: {label: mass, kind: quantity, unit: kg, plausible: [9, 99], on_conflict: higher, question: Weight?}
  height: {label: height, kind: quantity, unit: m, plausible: [1, 3], on_conflict: lower, question: Q?}
  bmi: {label: mass index, kind: quantity, unit: kg/m2, plausible: [10, 80], calculated: yes, question: BMI?}
calculations:
  bmi: {is: weight / (height * height), unit: kg/m2, round: 1}
"""


def decided(folder: Path, *rules: str, facts: str = "") -> Decision:
    rows = [exercise("hop", impact="2"), exercise("jump", impact="3"), exercise("lift")]
    asked = rule("ask", "always", wish("lift, hop"))
    with small(folder, [asked, *rules], rows, MORE) as session:
        return decision(TODAY + facts, session)


def asked(found: Decision) -> list[str]:
    return [question.fact for question in found.questions]


def act(name: str, level: str, when: str, more: str = "") -> str:
    return rule(name, when, f"{{act: {level}, do: Do it.}}", more=more)


NOTE = "if_unknown: note\n    if_unknown_reason: It is asked elsewhere."


def test_questions_that_hold_the_session_come_first_then_the_higher_action(tmp_path: Path) -> None:
    found = decided(
        tmp_path,
        act("a-rule", "clearance", "cough"),
        act("b-rule", "hold", "fever"),
        act("c-rule", "emergency", "faint", NOTE),  # asked only: it holds nothing back
        act("d-rule", "same_day", "pain > 5"),
    )
    # holding back: same day above hold; then those that do not: emergency above clearance
    assert asked(found) == ["pain", "fever", "faint", "cough"]
    assert [question.holds_session for question in found.questions] == [True, True, False, False]
    assert [question.level for question in found.questions] == ["same_day", "hold", "emergency", "clearance"]


def test_then_come_those_that_release_more_of_what_is_wanted_then_those_that_more_rules_read(
    tmp_path: Path,
) -> None:
    found = decided(
        tmp_path,
        rule("a-rule", "cough", "{avoid: impact >= 3}"),  # the jump is not wanted: nothing released
        rule("b-rule", "fever", "{avoid: impact >= 2}"),  # the hop is
        rule("c-rule", "faint", "{avoid: impact >= 3}"),
        rule("d-rule", "faint", "{avoid: impact >= 3}"),
        rule("e-rule", "pain > 5", "{avoid: impact >= 3}"),
    )
    assert asked(found) == ["fever", "faint", "cough", "pain"]
    assert [question.releases for question in found.questions] == [("hop",), (), (), ()]
    assert [question.rules for question in found.questions][:2] == [("b-rule",), ("c-rule", "d-rule")]


def test_the_facts_behind_a_derived_and_a_calculated_one_are_asked(tmp_path: Path) -> None:
    rules = [rule("sets-frail", "bmi < 18 kg/m2 or fever", "{derive: frail}"), act("b-rule", "hold", "frail")]
    assert asked(decided(tmp_path, *rules)) == ["fever", "height", "weight"]
    assert asked(decided(tmp_path, *rules, facts="facts: {weight: 60 kg}")) == ["fever", "height"]
    assert asked(decided(tmp_path, *rules, facts="facts: {weight: 60 kg, height: 1.7 m}")) == ["fever"]
    assert asked(decided(tmp_path, *rules, facts="facts: {fever: yes}")) == []


@pytest.mark.parametrize(("first", "second"), [("yes", "no"), ("no", "yes")])
def test_statements_that_disagree_are_asked_and_the_stricter_counts(
    tmp_path: Path, first: str, second: str
) -> None:
    found = decided(tmp_path, act("a-rule", "hold", "cough"), facts=f"facts: {{cough: [{first}, {second}]}}")
    assert found.action.level == "hold"
    assert found.conflicts == ("cough",)
    (question,) = found.questions
    assert (question.fact, question.why) == ("cough", "stated twice, differently")
    (fact,) = [fact for fact in found.facts if fact.name == "cough"]
    assert fact.value == "yes (stated: no, yes)"


def test_a_question_says_why_and_what_answers_it(tmp_path: Path) -> None:
    found = decided(tmp_path, act("a-rule", "hold", "pain > 5"), act("b-rule", "hold", "weight > 90 kg"))
    first, second = found.questions
    assert (first.label, first.question, first.why, first.unit) == ("pain", "Q?", "not stated", "{score}")
    assert (second.question, second.unit) == ("Weight?", "kg")


def test_what_no_safety_rule_asks_is_listed_apart(tmp_path: Path) -> None:
    extra = rule("more", "sore_side = left", wish("lift", "balance"))
    found = decided(tmp_path, extra, act("a-rule", "hold", "cough"))
    assert asked(found) == ["cough"]
    assert [question.fact for question in found.would_be_known] == ["sore_side"]
    assert found.would_be_known[0].options == ("left", "right")


def test_an_answered_question_is_not_asked_again(tmp_path: Path) -> None:
    rules = [act("a-rule", "hold", "cough"), rule("b-rule", "fever", "{avoid: impact >= 2}")]
    assert asked(decided(tmp_path, *rules)) == ["cough", "fever"]
    assert asked(decided(tmp_path, *rules, facts="facts: {cough: no}")) == ["fever"]


def test_an_unmeasured_pressure_of_a_patient_with_high_pressure_is_asked_first_and_holds_the_session() -> (
    None
):
    found = decision(example("knee_oa_with_high_bp", ("  systolic_bp: 164 mm[Hg]\n", "")))
    assert found.questions[0].fact == "systolic_bp"
    assert found.questions[0].holds_session
    assert found.exercises == ()


def test_a_pressure_of_yesterday_is_asked_again_with_that_reason() -> None:
    stale = 'systolic_bp: {value: "164 mm[Hg]", on: 2026-11-19}'
    found = decision(example("knee_oa_with_high_bp", ("systolic_bp: 164 mm[Hg]", stale)))
    assert (found.questions[0].fact, found.questions[0].why) == (
        "systolic_bp",
        "stale: last stated on 2026-11-19",
    )
