"""Closed lists answer by silence, open facts do not; a screen answers a whole list at once."""

from __future__ import annotations

import pytest

from tests.facts.reading import ASSESSED, patient
from therex.facts.model import Fact


def read(section: str, name: str) -> Fact:
    return patient(ASSESSED + section).facts[name]


def value(section: str, name: str) -> object:
    used = read(section, name).used
    return None if used is None else used.value


@pytest.mark.parametrize("section", ["", "conditions:\n", "medications: [insulin]\n"])
def test_without_the_list_a_condition_is_unknown(section: str) -> None:
    unknown = read(section, "stroke")
    assert (unknown.used, unknown.why_unknown) == (None, "not stated")


def test_listed_is_yes_and_not_listed_is_no() -> None:
    assert value("conditions: [stroke]\n", "stroke") is True
    assert value("conditions: [stroke]\n", "hypertension") is False


def test_an_empty_list_is_no_to_everything_on_it() -> None:
    assert value("conditions: []\n", "stroke") is False
    assert value("conditions: []\n", "insulin") is None


def test_medications_are_a_list_of_their_own() -> None:
    assert value("medications: [insulin]\n", "insulin") is True
    assert value("medications: []\n", "insulin") is False


def test_a_list_says_where_it_was_answered() -> None:
    section = "conditions:\n  - hypertension\n  - stroke\n"
    yes, no = read(section, "stroke").used, read("conditions: [stroke]\n", "hypertension").used
    assert yes is not None
    assert no is not None
    assert (yes.origin, yes.pointer, str(yes.place)) == ("list", "/conditions/1", "patient.yaml:4:5")
    assert (no.origin, no.pointer, str(no.place)) == ("list", "/conditions", "patient.yaml:2:13")


def test_an_open_fact_that_is_not_stated_is_unknown() -> None:
    for name in ("chest_pain", "systolic_bp", "teach_back_done", "surgery_date", "weight_bearing"):
        assert read("conditions: []\n", name).why_unknown == "not stated"


def test_a_permission_that_is_not_stated_is_not_given() -> None:
    used = read("", "exercise_allowed").used
    assert used is not None
    assert (used.value, used.origin) == (False, "absent")
    assert value("facts: {exercise_allowed: yes}\n", "exercise_allowed") is True
    assert value("facts: {exercise_allowed: unknown}\n", "exercise_allowed") is None


def test_none_answers_a_screen_with_no_throughout() -> None:
    section = "screens: {red_flags: none}\n"
    assert (value(section, "chest_pain"), value(section, "fainting")) == (False, False)


def test_what_a_screen_lists_is_yes_and_the_rest_of_it_is_no() -> None:
    section = "screens: {red_flags: [fainting]}\n"
    assert (value(section, "chest_pain"), value(section, "fainting")) == (False, True)


def test_an_empty_list_answers_a_screen_with_no_throughout() -> None:
    assert value("screens: {red_flags: []}\n", "fainting") is False


def test_a_screen_says_nothing_about_another() -> None:
    assert value("screens: {red_flags: none}\n", "foot_ulcer") is None
    assert value("screens: {diabetes: [foot_ulcer]}\n", "chest_pain") is None


def test_a_screen_says_where_it_was_answered() -> None:
    used = read("screens:\n  red_flags: none\n", "fainting").used
    assert used is not None
    assert (used.origin, used.pointer, str(used.place)) == (
        "screen",
        "/screens/red_flags",
        "patient.yaml:3:14",
    )


def test_a_screen_and_a_fact_that_disagree_are_both_kept_and_the_danger_counts() -> None:
    both = read("screens: {red_flags: none}\nfacts: {fainting: yes}\n", "fainting")
    assert both.used is not None
    assert (both.used.value, both.used.origin, both.conflicting) == (True, "stated", True)
    assert {statement.origin for statement in both.statements} == {"screen", "stated"}


def test_unknown_under_facts_takes_back_the_answer_of_a_screen() -> None:
    assert value("screens: {red_flags: none}\nfacts: {fainting: unknown}\n", "fainting") is None
