"""The choice: nothing barred or withheld, the nearest safe neighbour instead, every purpose answered for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import TODAY, decision, exercise, rule, small, wish
from therex.plan.decision import Decision

AVOID_HARD = "{avoid: balance >= 3}"
LADDER = [
    exercise("hard", balance="3", easier="middle"),
    exercise("middle", balance="3", easier="soft"),
    exercise("soft", balance="1"),
]


def decided(folder: Path, exercises: list[str], *rules: str, facts: str = "", home: str = "") -> Decision:
    text = TODAY + facts + (f"\nhome: {home}\n" if home else "")
    with small(folder, list(rules), exercises) as session:
        return decision(text, session)


def ids(found: Decision) -> list[str]:
    return [item.id for item in found.exercises]


def test_a_barred_exercise_is_replaced_down_its_easier_chain(tmp_path: Path) -> None:
    near = exercise("a-near-one", balance="0")
    rules = [rule("bar", "cough", AVOID_HARD), rule("ask", "always", wish("hard"))]
    found = decided(tmp_path, [*LADDER, near], *rules, facts="facts: {cough: yes}")
    assert ids(found) == ["soft"]
    first = found.exercises[0].history[0]
    assert (first.what, first.text, first.rules) == ("replaces", "hard: barred", ("bar",))
    barred = {item.id: item for item in found.barred}
    assert set(barred) == {"hard", "middle"}
    assert (barred["hard"].wanted, barred["hard"].instead, barred["hard"].rules) == (True, "soft", ("bar",))
    assert (barred["middle"].wanted, barred["middle"].instead) == (False, "")


def test_without_an_easier_one_the_nearest_of_the_same_purpose_stands_in(tmp_path: Path) -> None:
    exercises = [
        exercise("hard", balance="3"),
        exercise("a-higher-jump", balance="2", impact="1"),
        exercise("b-other-kind", balance="2", category="isometric"),
        exercise("c-lying", balance="2", position="supine"),
        exercise("d-far", balance="0"),
        exercise("e-near", balance="1"),
        exercise("f-other-purpose", balance="2", purposes="[balance]"),
    ]
    rules = [rule("bar", "cough", AVOID_HARD), rule("ask", "always", wish("hard"))]
    found = decided(tmp_path, exercises, *rules, facts="facts: {cough: yes}")
    assert ids(found) == ["e-near"]


def test_the_next_best_of_the_rule_comes_before_any_stand_in(tmp_path: Path) -> None:
    rules = [rule("bar", "cough", AVOID_HARD), rule("ask", "always", wish("hard, other"))]
    found = decided(tmp_path, [*LADDER, exercise("other")], *rules, facts="facts: {cough: yes}")
    assert ids(found) == ["other"]
    assert [item.instead for item in found.barred if item.id == "hard"] == ["other"]


def test_avoiding_beats_even_a_strong_wish_of_several_rules(tmp_path: Path) -> None:
    rules = [
        rule("bar", "cough", AVOID_HARD),
        rule("ask-a", "always", wish("hard", more="strength: strong")),
        rule("ask-b", "always", wish("hard", "balance", more="strength: strong")),
    ]
    found = decided(tmp_path, [exercise("hard", balance="3")], *rules, facts="facts: {cough: yes}")
    assert ids(found) == []
    assert {(item.purpose, item.reason) for item in found.dropped} == {
        ("balance", "nothing safe remains for it: hard barred"),
        ("leg_strength", "nothing safe remains for it: hard barred"),
    }
    assert found.action.exercise_today


def test_a_withheld_exercise_names_the_question_that_releases_it(tmp_path: Path) -> None:
    rules = [rule("bar", "cough and fever", AVOID_HARD), rule("ask", "always", wish("hard"))]
    found = decided(tmp_path, LADDER, *rules, facts="facts: {cough: yes}")
    assert ids(found) == ["soft"]
    withheld = {item.id: item for item in found.withheld}
    assert set(withheld) == {"hard", "middle"}
    assert (withheld["hard"].facts, withheld["hard"].wanted, withheld["middle"].wanted) == (
        ("fever",),
        True,
        False,
    )
    (question,) = found.questions
    assert (question.fact, question.releases, question.rules) == ("fever", ("hard",), ("bar",))
    assert not question.holds_session


def test_what_one_rule_bars_is_not_called_withheld_by_another(tmp_path: Path) -> None:
    rules = [
        rule("bar", "cough", AVOID_HARD),
        rule("may-bar", "fever", AVOID_HARD),
        rule("ask", "always", wish("hard")),
    ]
    found = decided(tmp_path, LADDER, *rules, facts="facts: {cough: yes}")
    assert found.withheld == ()
    assert [question.releases for question in found.questions] == [()]


@pytest.mark.parametrize(
    ("home", "wanted"),
    [
        ("{equipment: [band, bike]}", "with-band-and-bike"),
        ("{equipment: [bike]}", "with-chair"),
        ("{equipment: [bike], missing: [chair]}", "with-nothing"),
    ],
)
def test_an_exercise_needs_all_its_equipment_in_the_home(tmp_path: Path, home: str, wanted: str) -> None:
    exercises = [
        exercise("with-band-and-bike", equipment="[band, bike]"),
        exercise("with-chair", equipment="[chair]"),  # in every household unless it is missing
        exercise("with-nothing"),
    ]
    asked = rule("ask", "always", wish("with-band-and-bike, with-chair, with-nothing"))
    found = decided(tmp_path, exercises, asked, home=home)
    assert ids(found) == [wanted]
    if wanted == "with-chair":
        step = found.exercises[0].history[0]
        assert step.text == "with-band-and-bike: needs an exercise band, which the home lacks"
        assert found.equipment == ("a firm chair that cannot roll",)


def test_an_exercise_without_a_dose_is_never_printed(tmp_path: Path) -> None:
    exercises = [
        exercise("shown", dose="none", purposes="[balance]"),
        exercise("known", purposes="[balance, gait]"),
    ]
    found = decided(tmp_path, exercises, rule("ask", "always", wish("known", "balance")))
    assert ids(found) == ["known"]
    barring = rule("bar", "always", "{avoid: gait in purposes}")
    found = decided(tmp_path, exercises, barring, rule("ask", "always", wish("known", "balance")))
    assert ids(found) == []


def test_a_purpose_that_nothing_safe_covers_is_explained(tmp_path: Path) -> None:
    rules = [
        rule("bar", "cough", AVOID_HARD),
        rule("ask", "always", wish("hard, thing", "balance")),
        rule("too", "always", wish("soft")),
    ]
    exercises = [
        exercise("hard", balance="3", purposes="[balance]"),
        exercise("thing", equipment="[bike]", purposes="[balance]"),
        exercise("soft"),
    ]
    found = decided(tmp_path, exercises, *rules, facts="facts: {cough: yes}")
    assert ids(found) == ["soft"]
    (dropped,) = found.dropped
    assert (dropped.id, dropped.purpose, dropped.rules) == ("", "balance", ("ask",))
    assert dropped.reason == (
        "nothing safe remains for it: hard barred; thing needs an exercise bike, which the home lacks"
    )
