"""Doses and limits: of several, the more conservative; a part of time only where the exercise has it."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patients import TODAY, decision, dose_of, exercise, rule, small, wish
from therex.plan.decision import Decision, Item
from therex.plan.dose import strictest
from therex.rulebook.model import DosePart, Range

Dose = dict[str, tuple[str, str]]


def decided(folder: Path, row: str, *rules: str, facts: str = "", more: str = "") -> Decision:
    with small(folder, list(rules), [row], more) as session:
        return decision(TODAY + facts, session)


def item(folder: Path, row: str, *rules: str, facts: str = "", more: str = "") -> Item:
    (found,) = decided(folder, row, *rules, facts=facts, more=more).exercises
    return found


def asks(name: str, dose: str) -> str:
    return rule(name, "always", wish("lift", more=f"dose: {{{dose}}}"))


@pytest.mark.parametrize(
    ("own", "wishes", "wanted"),
    [
        # both ranges meet: what both allow
        ("{reps: 8-12}", ["reps: 10-15"], {"reps": ("10", "12")}),
        # they do not meet: the lower, also when the exercise's own is the lower
        ("{reps: 10-15}", ["reps: 5-8"], {"reps": ("5", "8")}),
        ("{reps: 5-8}", ["reps: 10-15"], {"reps": ("5", "8")}),
        # more rest is the stricter
        (
            "{reps: 5, rest_minutes: 1}",
            ["rest_minutes: 2-3"],
            {"reps": ("5", "5"), "rest_minutes": ("2", "3")},
        ),
        # two rules are joined first
        ("{reps: 1-60}", ["reps: 8-12", "reps: 10-15"], {"reps": ("10", "12")}),
        ("{reps: 1-60}", ["reps: 12-15", "reps: 8-10"], {"reps": ("8", "10")}),
        # frequency and intensity are taken from the rules, though the exercise has none
        (
            "{reps: 5}",
            ["days_per_week: 2-3, effort_borg6_20: 12-13"],
            {"days_per_week": ("2", "3"), "effort_borg6_20": ("12", "13"), "reps": ("5", "5")},
        ),
        # time is not: no repetitions on a walk, no minutes on a lift
        ("{minutes: 10}", ["reps: 8-12, sets: 2"], {"minutes": ("10", "10")}),
        ("{reps: 5}", ["minutes: 10, hold_seconds: 10"], {"reps": ("5", "5")}),
        # sets go with repetitions or steps
        ("{reps: 5}", ["sets: 2-3"], {"reps": ("5", "5"), "sets": ("2", "3")}),
        ("{steps: 10}", ["sets: 4"], {"sets": ("4", "4"), "steps": ("10", "10")}),
        ("{hold_seconds: 10}", ["sets: 4"], {"hold_seconds": ("10", "10")}),
    ],
)
def test_doses_are_joined_to_the_more_conservative(
    tmp_path: Path, own: str, wishes: list[str], wanted: Dose
) -> None:
    rules = [asks(f"ask-{place}", dose) for place, dose in enumerate(wishes)]
    assert dose_of(item(tmp_path, exercise("lift", dose=own), *rules)) == wanted


_RANGES = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 20)).map(lambda r: (Decimal(r[0]), Decimal(r[0] + r[1]))),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("direction", ["lower", "higher"])
@given(data=st.data(), ranges=_RANGES)
def test_the_order_of_wishes_changes_no_dose(
    data: st.DataObject, ranges: list[Range], direction: str
) -> None:
    part = DosePart("", "time", (Decimal(1), Decimal(100)), direction)
    assert strictest(data.draw(st.permutations(ranges)), part) == strictest(ranges, part)


def test_three_wishes_of_which_two_meet_give_the_same_dose_in_any_order(tmp_path: Path) -> None:
    wishes = ["reps: 50-60", "reps: 40-50", "reps: 30-35"]
    for order in permutations(wishes):
        rules = [asks(f"ask-{place}", dose) for place, dose in enumerate(order)]
        assert dose_of(item(tmp_path, exercise("lift", dose="{reps: 1-60}"), *rules)) == {
            "reps": ("30", "35")
        }


@pytest.mark.parametrize(
    ("equipment", "optional", "taken"),
    [("[]", "[]", False), ("[chair]", "[cuff]", True), ("[machine]", "[]", True)],
)
def test_a_share_of_the_maximum_is_taken_only_where_there_is_something_to_load(
    tmp_path: Path,
    equipment: str,
    optional: str,
    taken: bool,  # noqa: FBT001
) -> None:
    row = exercise("lift", equipment=equipment, optional_equipment=optional)
    home = "home: {equipment: [machine]}"
    found = item(tmp_path, row, asks("ask", "load_percent_1rm: 50-60"), facts=home)
    assert ("load_percent_1rm" in dose_of(found)) is taken


def test_a_rule_that_asks_for_another_exercise_gives_this_one_no_dose(tmp_path: Path) -> None:
    rows = exercise("lift", purposes="[leg_strength, balance]") + exercise("hop", purposes="[balance]")
    rules = [
        rule("ask-lift", "always", wish("lift", more="strength: strong, dose: {days_per_week: 2-3}")),
        rule("ask-hop", "always", wish("hop", "balance", "dose: {days_per_week: 7, effort_borg6_20: 15-17}")),
    ]
    found = item(tmp_path, rows, *rules)
    assert (found.id, found.purposes) == ("lift", ("leg_strength", "balance"))
    assert dose_of(found) == {"days_per_week": ("2", "3"), "reps": ("10", "10"), "sets": ("2", "2")}


def test_a_stand_in_takes_the_dose_that_was_meant_for_the_exercise_it_replaces(tmp_path: Path) -> None:
    rows = exercise("hop", impact="2") + exercise("lift")
    rules = [
        rule("bar", "always", "{avoid: impact >= 1}"),
        rule("ask", "always", wish("hop", more="dose: {reps: 5-8}")),
    ]
    found = item(tmp_path, rows, *rules)
    assert (found.id, dose_of(found)["reps"]) == ("lift", ("5", "8"))


def limit(name: str, bound: str, when: str = "always", where: str = "") -> str:
    more = f", where: {where}" if where else ""
    return rule(f"limit-{name}", when, f"{{limit: {bound}{more}}}")


def test_the_strictest_of_several_limits_counts_and_names_its_rules(tmp_path: Path) -> None:
    limits = [
        limit("a", "effort_borg6_20, to: 14"),
        limit("b", "effort_borg6_20, to: 12"),
        limit("c", "effort_borg6_20, to: 12"),
        limit("d", "effort_borg6_20, to: 10", when="cough"),
    ]
    asked = asks("ask", "effort_borg6_20: 11-15")
    found = decided(tmp_path, exercise("lift"), asked, *limits, facts="facts: {cough: no}")
    (one,) = found.exercises
    assert dose_of(one)["effort_borg6_20"] == ("11", "12")
    (bound,) = one.limits
    assert (bound.name, int(bound.value), bound.rules) == ("effort_borg6_20", 12, ("limit-b", "limit-c"))
    assert found.limits == one.limits
    assert [(step.text, step.rules) for step in one.history if step.what == "limited"] == [
        ("effort (Borg 6-20) at most 12", ("limit-b", "limit-c"))
    ]


def test_a_limit_that_asks_for_more_takes_the_higher_of_two(tmp_path: Path) -> None:
    found = item(
        tmp_path,
        exercise("lift"),
        asks("ask", "sets: 2"),
        limit("a", "hands, to: 1"),
        limit("b", "hands, to: 2"),
    )
    assert [(bound.name, int(bound.value), bound.rules) for bound in found.limits] == [
        ("hands", 2, ("limit-b",))
    ]
    assert found.limits[0].patient == "Keep 2 hands on a firm support."


@pytest.mark.parametrize(
    ("facts", "wanted"), [("facts: {peak: 104 /min}", ("100", "104")), ("", ("100", "130"))]
)
def test_a_limit_may_be_a_fact_of_the_patient(tmp_path: Path, facts: str, wanted: tuple[str, str]) -> None:
    rules = [asks("ask", "heart_rate: 100-130"), limit("a", "heart_rate, to: peak")]
    assert dose_of(item(tmp_path, exercise("lift"), *rules, facts=facts))["heart_rate"] == wanted


@pytest.mark.parametrize(
    ("bound", "shown"), [("104.99", "104.9"), ("104.91", "104.9"), ("104.9", "104.9"), ("104", "104")]
)
def test_a_limit_is_shown_to_a_tenth_and_never_above_what_was_meant(
    tmp_path: Path, bound: str, shown: str
) -> None:
    rules = [asks("ask", "heart_rate: 100-130"), limit("a", "heart_rate, to: peak")]
    found = item(tmp_path, exercise("lift"), *rules, facts=f"facts: {{peak: {bound} /min}}")
    assert [f"{one.value:f}" for one in found.limits] == [shown]
    assert dose_of(found)["heart_rate"] == ("100", shown)


def test_of_a_limit_by_number_and_one_by_fact_the_lower_counts(tmp_path: Path) -> None:
    rules = [
        asks("ask", "heart_rate: 100-130"),
        limit("a", "heart_rate, to: peak"),
        limit("b", "heart_rate, to: 120"),
    ]
    for peak, most in (("110", "110"), ("125", "120")):
        found = item(tmp_path, exercise("lift"), *rules, facts=f"facts: {{peak: {peak} /min}}")
        assert dose_of(found)["heart_rate"] == ("100", most)


def test_a_limit_below_the_whole_range_pulls_both_ends_down(tmp_path: Path) -> None:
    rules = [asks("ask", "effort_borg6_20: 14-17"), limit("a", "effort_borg6_20, to: 13")]
    assert dose_of(item(tmp_path, exercise("lift"), *rules))["effort_borg6_20"] == ("13", "13")


def test_a_limit_adds_no_part_that_the_dose_does_not_have(tmp_path: Path) -> None:
    found = item(tmp_path, exercise("lift"), asks("ask", "sets: 2"), limit("a", "minutes, to: 5"))
    assert dose_of(found) == {"reps": ("10", "10"), "sets": ("2", "2")}
    assert [bound.name for bound in found.limits] == ["minutes"]


def test_a_limit_on_a_joint_stands_only_with_exercises_of_that_joint(tmp_path: Path) -> None:
    row = exercise("lift", joints="[hip]")
    rules = [asks("ask", "sets: 2"), limit("a", "knee_flexion, to: 90"), limit("b", "hip_flexion, to: 80")]
    found = decided(tmp_path, row, *rules)
    assert [bound.name for bound in found.exercises[0].limits] == ["hip_flexion"]
    assert [bound.name for bound in found.limits] == ["hip_flexion", "knee_flexion"]


@pytest.mark.parametrize(("position", "held"), [("sitting", False), ("standing", True)])
def test_a_limit_with_a_where_holds_only_those_exercises(
    tmp_path: Path,
    position: str,
    held: bool,  # noqa: FBT001
) -> None:
    rules = [
        asks("ask", "effort_borg6_20: 12-15"),
        limit("a", "effort_borg6_20, to: 13", where="position = standing"),
    ]
    found = decided(tmp_path, exercise("lift", position=position), *rules)
    assert dose_of(found.exercises[0])["effort_borg6_20"] == ("12", "13" if held else "15")
    assert found.limits == ()


@pytest.mark.parametrize(
    ("dose", "sides", "minutes"),
    [
        ("{minutes: 10-30}", "both", 10),  # at its least
        ("{minutes: 2-3, sets: 5}", "both", 10),
        ("{reps: 15}", "both", 1),  # 15 x 4 s = 60 s
        ("{reps: 10, sets: 3}", "both", 4),  # 3 x 40 s + 2 x 60 s = 240 s
        ("{reps: 10, sets: 3}", "one", 6),  # 3 x 80 s + 2 x 60 s = 360 s
        ("{reps: 3, hold_seconds: 26-30, sets: 2}", "both", 4),  # 2 x 3 x 30 s + 60 s = 240 s
        ("{reps: 6, contract_seconds: 6, hold_seconds: 10}", "both", 2),  # 6 x 20 s = 120 s
        ("{steps: 30, sets: 2}", "both", 5),  # 2 x 120 s + 60 s = 300 s
        ("{reps: 1}", "both", 1),  # 4 s, but never less than a minute
    ],
)
def test_minutes_are_estimated_from_the_dose_at_its_least(
    tmp_path: Path, dose: str, sides: str, minutes: int
) -> None:
    found = item(tmp_path, exercise("lift", dose=dose, sides=sides), rule("ask", "always", wish("lift")))
    assert found.minutes == minutes
