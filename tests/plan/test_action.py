"""The action ladder: the highest call wins, and what cannot be ruled out counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import TODAY, decision, exercise, rule, small, wish
from therex.plan.decision import Decision

PLAN = rule("plan", "always", wish("lift"))
SOFT = "if_unknown_reason: It is asked elsewhere."


def decided(folder: Path, facts: str, *rules: str, conditions: str = "") -> Decision:
    text = TODAY.replace("conditions: []", f"conditions: [{conditions}]") + facts
    with small(folder, [PLAN, *rules], [exercise("lift")]) as session:
        return decision(text, session)


def act(name: str, level: str, when: str, more: str = "") -> str:
    return rule(name, when, f"{{act: {level}, do: Do {level}.}}", more=more)


LADDER = ["emergency", "same_day", "hold", "clearance"]


@pytest.mark.parametrize("highest", LADDER)
def test_the_highest_of_several_calls_wins(tmp_path: Path, highest: str) -> None:
    levels = LADDER[LADDER.index(highest) :]
    rules = [act(f"a-{place}", level, "cough") for place, level in enumerate(reversed(levels))]
    found = decided(tmp_path, "facts: {cough: yes}", *rules)
    assert found.action.level == highest
    assert [call.level for call in found.action.calls] == levels
    assert found.action.calls[0].do == f"Do {highest}."


@pytest.mark.parametrize(("level", "today"), [*((level, False) for level in LADDER[:3]), ("clearance", True)])
def test_from_hold_up_no_exercise_is_printed(tmp_path: Path, level: str, today: bool) -> None:  # noqa: FBT001
    found = decided(tmp_path, "facts: {cough: yes}", act("a-rule", level, "cough"))
    assert found.action.exercise_today is today
    assert [item.id for item in found.exercises] == (["lift"] if today else [])


def test_no_call_at_all_is_level_none_with_exercise(tmp_path: Path) -> None:
    found = decided(tmp_path, "facts: {cough: no}", act("a-rule", "hold", "cough"))
    assert (found.action.level, found.action.exercise_today, found.action.calls) == ("none", True, ())


@pytest.mark.parametrize("level", ["emergency", "same_day", "hold"])
def test_an_unknown_call_of_hold_or_above_keeps_the_session_back_without_being_called(
    tmp_path: Path, level: str
) -> None:
    found = decided(tmp_path, "", act("a-rule", level, "cough"))
    assert not found.action.exercise_today
    assert found.exercises == ()
    assert found.action.level == "none"
    (call,) = found.action.calls
    assert (call.rule, call.level, call.because_unknown) == ("a-rule", level, True)
    (question,) = found.questions
    assert (question.fact, question.holds_session, question.level) == ("cough", True, level)


def test_an_unknown_clearance_counts_as_a_need_for_clearance(tmp_path: Path) -> None:
    found = decided(tmp_path, "", act("a-rule", "clearance", "cough"))
    assert (found.action.level, found.action.exercise_today) == ("clearance", True)
    assert [item.id for item in found.exercises] == ["lift"]
    assert found.action.calls[0].because_unknown


def test_a_known_clearance_is_not_raised_by_an_unknown_emergency_but_the_session_waits(
    tmp_path: Path,
) -> None:
    rules = [act("a-rule", "clearance", "cough"), act("b-rule", "emergency", "fever")]
    found = decided(tmp_path, "facts: {cough: yes}", *rules)
    assert (found.action.level, found.action.exercise_today) == ("clearance", False)
    assert [(call.rule, call.because_unknown) for call in found.action.calls] == [
        ("a-rule", False),
        ("b-rule", True),
    ]


def test_a_softened_unknown_rule_asks_and_withholds_nothing(tmp_path: Path) -> None:
    found = decided(tmp_path, "", act("a-rule", "hold", "cough", f"if_unknown: note\n    {SOFT}"))
    assert found.action.exercise_today
    assert found.action.calls == ()
    assert [(q.fact, q.holds_session) for q in found.questions] == [("cough", False)]
    assert [item.id for item in found.exercises] == ["lift"]


def test_a_silenced_unknown_rule_does_not_even_ask(tmp_path: Path) -> None:
    found = decided(tmp_path, "", act("a-rule", "hold", "cough", f"if_unknown: nothing\n    {SOFT}"))
    assert found.action.exercise_today
    assert found.questions == ()


@pytest.mark.parametrize("soft", ["note", "nothing"])
def test_softening_does_not_soften_a_rule_that_is_true(tmp_path: Path, soft: str) -> None:
    found = decided(
        tmp_path, "facts: {cough: yes}", act("a-rule", "hold", "cough", f"if_unknown: {soft}\n    {SOFT}")
    )
    assert (found.action.level, found.action.exercise_today) == ("hold", False)


@pytest.mark.parametrize(
    ("otherwise", "conditions", "today", "asked"),
    [
        ("", "", True, ["cough"]),  # no heart disease: only asked
        ("", "heart", False, ["cough"]),
        (", otherwise: nothing", "", True, []),
        (", otherwise: nothing", "heart", False, ["cough"]),
    ],
)
def test_a_rule_withholds_only_where_its_extra_condition_holds(
    tmp_path: Path,
    otherwise: str,
    conditions: str,
    today: bool,  # noqa: FBT001
    asked: list[str],
) -> None:
    soft = f"if_unknown: {{withhold_if: heart{otherwise}}}\n    {SOFT}"
    found = decided(tmp_path, "", act("a-rule", "hold", "cough", soft), conditions=conditions)
    assert found.action.exercise_today is today
    assert [question.fact for question in found.questions] == asked


def test_a_rule_whose_extra_condition_is_itself_unknown_withholds(tmp_path: Path) -> None:
    soft = f"if_unknown: {{withhold_if: fever}}\n    {SOFT}"
    assert not decided(tmp_path, "", act("a-rule", "hold", "cough", soft)).action.exercise_today
    assert decided(tmp_path, "facts: {fever: no}", act("a-rule", "hold", "cough", soft)).action.exercise_today


def test_an_unknown_that_cannot_change_the_verdict_is_not_asked(tmp_path: Path) -> None:
    rules = [act("a-rule", "hold", "cough and fever"), act("b-rule", "clearance", "cough or faint")]
    found = decided(tmp_path, "facts: {cough: no}", *rules)
    assert [question.fact for question in found.questions] == ["faint"]
    assert found.action.level == "clearance"
