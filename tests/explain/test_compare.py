"""Two decisions side by side: what differs, of what kind, and which rules turned."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.explain.small import LOG, PATIENT, explaining, rulebook
from tests.patients import EXAMPLES, shipped
from therex.explain.compare import Comparison, compare
from therex.explain.compare_kinds import kinds_of
from therex.explain.compare_parts import PARTS, Side
from therex.explain.compare_text import comparison_lines
from therex.facts.read import read_patient
from therex.plan.build import decide
from therex.plan.decision import Decision, Dose
from therex.rulebook.known import known_to

LOWER = PATIENT.replace("164", "150")


def side(text: str = PATIENT) -> Side:
    with explaining(text) as explainer:
        return Side(explainer.decision, explainer.rulebook)


def compared(text: str, before: str = PATIENT) -> Comparison:
    return compare(side(before), side(text))


def changes(comparison: Comparison, part: str) -> list[tuple[str, str]]:
    found = next(one for one in comparison.parts if one.name == part)
    return [(line.before, line.after) for line in found.changes]


def with_item(**values: Any) -> Comparison:  # noqa: ANN401 - any field of an exercise
    """Compare a decision with one in which the exercise of the plan has other values."""
    old = side()
    item = old.decision.exercises[0].model_copy(update=values)
    return compare(old, Side(old.decision.model_copy(update={"exercises": (item,)}), old.rulebook))


def test_a_decision_is_identical_to_itself() -> None:
    found = compared(PATIENT)
    assert found.identical
    assert not found.changed
    assert kinds_of(found) == ()


def test_a_lower_pressure_lets_the_wall_sit_take_its_place_again() -> None:
    found = compared(LOWER)
    assert changes(found, "exercises") == [
        ("IM01 Quad set: days a week 3, repetitions 10, sets 2", ""),
        ("", "IM07 Wall sit: days a week 3, repetitions 10, sets 2"),
    ]
    assert changes(found, "kept_out") == [
        ("IM07 Wall sit: wanted, barred by bp-no-straining; instead quad-set", "")
    ]
    assert changes(found, "facts") == [
        ("a raised blood pressure: yes", "a raised blood pressure: no"),
        ("resting systolic blood pressure: 164 mmHg", "resting systolic blood pressure: 150 mmHg"),
    ]
    assert kinds_of(found) == ("exercise lost", "exercise gained", "kept out of the plan")


def test_the_rules_that_turned_say_what_they_do() -> None:
    turned = {one.rule: one for one in compared(LOWER).turned}
    assert turned.keys() == {"bp-raised", "bp-no-straining"}
    straining = turned["bp-no-straining"]
    assert (straining.before, straining.after) == ("fires", "does not fire")
    assert straining.does[0].text.startswith("bars 1 exercises")


def test_a_rule_that_can_no_longer_be_ruled_out_has_turned() -> None:
    unknown = PATIENT.replace("  systolic_bp: 164 mm[Hg]\n", "")
    turned = {one.rule: one for one in compared(unknown, LOWER).turned}
    straining = turned["bp-no-straining"]
    assert (straining.before, straining.after) == ("does not fire", "cannot be ruled out")


def test_chest_pain_takes_the_plan_away() -> None:
    found = compared(PATIENT.replace("chest_pain: no", "chest_pain: yes"))
    assert changes(found, "action") == [
        ("none", "hold, no exercise today"),
        ("", "hold: Chest pain holds the session."),
    ]
    assert kinds_of(found)[:2] == ("action", "exercise lost")


def test_of_an_exercise_that_leaves_the_plan_its_sentences_are_not_told_one_by_one() -> None:
    assert changes(compared(LOWER), "sentences") == []


def test_a_running_exercise_that_goes_on_is_a_progression() -> None:
    logged = PATIENT + LOG
    taught = logged.replace("  chest_pain: no\n", "  chest_pain: no\n  teach_back_done: yes\n")
    assert "progression" in kinds_of(compared(taught, logged))


def test_what_lies_in_one_field_of_an_exercise_is_of_the_right_kind() -> None:
    three = (Dose(name="sets", least=Decimal(3), most=Decimal(3)),)
    assert kinds_of(with_item(dose=three)) == ("dose",)
    assert kinds_of(with_item(side="left")) == ("dose",)
    assert kinds_of(with_item(easier="sitting")) == ("sentences",)
    assert kinds_of(with_item(minutes=Decimal(99))) == ("record only",)


def test_a_new_rule_is_told_from_one_that_was_at_rest() -> None:
    old, without = side(LOWER), side()
    rules = {name: rule for name, rule in rulebook().rules.items() if name != "bp-no-straining"}
    fewer = replace(rulebook(), rules=rules)
    turned = {one.rule: one for one in compare(Side(old.decision, fewer), without).turned}
    assert turned["bp-no-straining"].before == "is not in the rules"


def test_nothing_in_a_decision_can_change_unnoticed() -> None:
    """Whatever field differs, the plans are not identical: those shown in lines, and all others."""
    names = ("knee_oa_four_weeks_on", "falls_after_two_falls")
    known = known_to(shipped().rulebook)
    sides = [
        Side(decide(shipped(), read_patient(EXAMPLES / f"{name}.yaml", known)), shipped().rulebook)
        for name in names
    ]
    for field in Decision.model_fields.keys() - {"id", "engine", "rulebook"}:
        old, new = (side.decision for side in sides)
        changed = old.model_copy(update={field: getattr(new, field)})
        differs = getattr(old, field) != getattr(new, field)
        assert compare(sides[0], Side(changed, shipped().rulebook)).identical is not differs, field


def test_each_field_of_a_decision_is_shown_in_a_part_or_names_the_decision() -> None:
    shown = {field for part in PARTS for field in part.fields}
    assert shown | {"id", "engine", "rulebook", "firings"} == Decision.model_fields.keys()


def test_an_engine_of_another_version_is_no_difference_of_the_plan() -> None:
    old = side()
    other = old.decision.model_copy(update={"engine": "99", "id": "0", "rulebook": "0"})
    assert compare(old, Side(other, old.rulebook)).identical


def test_the_text_shows_both_plans_side_by_side() -> None:
    text = list(comparison_lines(compared(LOWER), ("as it is", "what if")))
    assert text[0].split("  ")[0] == ""
    gone = next(line for line in text if line.startswith("gone") and "Quad set" in line)
    new = next(line for line in text if line.startswith("new") and "Wall sit" in line)
    assert gone.endswith(" -")
    assert new.index("IM07") == text[0].index("what if")
    assert "  bp-raised: fires -> does not fire: Raised resting blood pressure" in text


@pytest.mark.parametrize("order", [1, -1])
def test_in_whichever_order_they_are_compared_the_same_lines_differ(order: int) -> None:
    one, other = (side(), side(LOWER))[::order]
    there, back = compare(one, other), compare(other, one)
    for part in PARTS:
        assert sorted(changes(there, part.name)) == sorted(
            (before, after) for after, before in changes(back, part.name)
        )
