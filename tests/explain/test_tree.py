"""Truth trees: each part true, false or unknown, down to the facts as they were stated."""

from __future__ import annotations

from tests.explain.small import LOG, PATIENT, explaining, of_rule
from therex.explain.tree import deciding, rule_tree

BP = "systolic_bp (resting systolic blood pressure)"


def test_a_stated_fact_shows_value_unit_date_author_and_line() -> None:
    with explaining(PATIENT) as explainer:
        (tree,) = rule_tree(explainer.rulebook.rules["knee-strength"], explainer.grounds)
    pain = tree.parts[1]
    assert (pain.truth, pain.text) == (True, "knee pain is at most 5")
    (ground,) = pain.grounds
    assert (ground.value, ground.source) == ("3", "stated 2026-03-01 by the patient (line 7)")


def test_a_fact_without_an_author_of_its_own_was_stated_by_who_assessed() -> None:
    found = of_rule(PATIENT, "bp-raised")
    assert f"{BP}: 164 mmHg - stated 2026-03-02 by A. Ro (line 6)" in found


def test_a_derived_fact_opens_into_the_rule_that_derived_it() -> None:
    with explaining(PATIENT) as explainer:
        (tree,) = rule_tree(explainer.rulebook.rules["bp-no-straining"], explainer.grounds)
    (raised,) = tree.grounds
    assert (raised.name, raised.value, raised.rule) == ("raised_bp", "yes", "bp-raised")
    (condition,) = raised.conditions
    assert (condition.truth, condition.grounds[0].name) == (True, "systolic_bp")


def test_a_calculated_fact_shows_its_formula_and_its_inputs() -> None:
    with explaining(PATIENT) as explainer:
        (tree,) = rule_tree(explainer.rulebook.rules["sets-for-old-age"], explainer.grounds)
    (age,) = tree.grounds
    assert (age.value, age.source) == ("76 years", "calculated: years(assessment_date - birth_date)")
    assert [(one.name, one.value) for one in age.inputs] == [
        ("assessment_date", "2026-03-02"),
        ("birth_date", "1950-01-01"),
    ]


def test_a_calculation_without_its_input_says_what_is_missing() -> None:
    found = of_rule(PATIENT.replace("patient: {birth_date: 1950-01-01}\n", ""), "sets-for-old-age")
    expected = "cannot be computed without date of birth: years(assessment_date - birth_date)"
    assert f"age (age): unknown - {expected}" in found
    assert "birth_date (date of birth): unknown - not stated" in found


def test_a_choice_shows_the_branch_that_holds() -> None:
    text = PATIENT.replace("[knee_osteoarthritis]", "[stroke]") + "  stroke_date: 2026-02-01\n"
    found = of_rule(text, "stroke-phase")
    assert "fires: phase after the stroke is first 6 months, early" in found
    assert '[true] "first 6 months, early" if' in found
    assert not [line for line in found if '"later" if' in line]


def test_a_choice_that_is_open_shows_all_branches_as_unknown() -> None:
    found = of_rule(PATIENT.replace("[knee_osteoarthritis]", "[stroke]"), "stroke-phase")
    assert [line for line in found if line.endswith(" if")] == [
        '[unknown] "first 6 months, early" if',
        '[unknown] "later" if',
    ]


def test_a_pruned_tree_keeps_what_decided() -> None:
    text = PATIENT.replace("knee_pain: {value: 3", "knee_pain: {value: 6")
    with explaining(text) as explainer:
        (tree,) = rule_tree(explainer.rulebook.rules["knee-strength"], explainer.grounds)
        pruned = deciding(tree)
    assert [part.truth for part in tree.parts] == [True, False]
    assert (pruned.truth, pruned.text) == (False, "knee pain is at most 5")


def test_two_statements_that_disagree_are_both_shown() -> None:
    text = PATIENT.replace("164 mm[Hg]", '["150 mm[Hg]", "170 mm[Hg]"]')
    (line,) = [line for line in of_rule(text, "bp-raised") if line.startswith(BP)]
    assert line.startswith(f"{BP}: 170 mmHg - stated 2026-03-02 by A. Ro (line 6); the stricter")
    assert "150 mmHg stated 2026-03-02" in line


def test_a_fact_of_a_list_says_whether_it_is_listed() -> None:
    found = of_rule(PATIENT, "stroke-balance")
    assert "stroke (a stroke): no - not listed under conditions 2026-03-02 by A. Ro (line 3)" in found


def test_a_progression_rule_is_judged_on_the_log_and_the_exercise() -> None:
    found = of_rule(PATIENT + LOG, "more-repetitions")
    assert "for quad-set" in found
    assert "log_sessions (sessions in the log): 2 - read from the exercise log 2026-02-25 (line 10)" in found
    assert "joints (body parts worked): knee - the exercise itself" in found
    assert "ask: Was it told back? (teach_back_done)" in found


def test_without_a_log_a_progression_rule_has_nothing_to_judge() -> None:
    assert of_rule(PATIENT, "more-repetitions")[1:] == [
        "judged for each exercise of the log; this file has no log"
    ]


def test_a_fact_that_stands_twice_in_a_tree_is_opened_where_it_is_shown_first() -> None:
    text = (
        PATIENT.replace("[knee_osteoarthritis]", "[stroke]") + "  stroke_date: 2025-02-01\n  fainting: no\n"
    )
    found = of_rule(text, "stroke-balance")
    (shown,) = [line for line in found if line.startswith("days_since_stroke")]
    assert shown.endswith("394 days - calculated: days(assessment_date - stroke_date)")
    early = of_rule(text.replace("stroke_date: 2025-02-01", "stroke_date: unknown"), "stroke-phase")
    shown_twice = [line for line in early if line.startswith("days_since_stroke")]
    assert [line.endswith("(opened above)") for line in shown_twice] == [False, True]
