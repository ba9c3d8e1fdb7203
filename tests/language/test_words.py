"""Conditions in English: what a therapist reads of a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.strategies import VOCABULARY, condition
from therex.facts.vocabulary import Vocabulary
from therex.language.tree import Compare, Truth, negate
from therex.language.words import in_words

LABELS = {
    "cough": "a cough",
    "fever": "fever",
    "dizzy": "dizziness",
    "glucose": "blood glucose",
    "pain_now": "pain now",
    "pain_before": "pain before",
    "effort": "effort",
    "weight_bearing": "weight on the leg",
    "surgery": "date of surgery",
    "stroke": "date of the stroke",
    "equipment": "equipment",
}
SPOKEN: Vocabulary = VOCABULARY | {
    name: replace(
        VOCABULARY[name], label=label, options={option: option for option in VOCABULARY[name].options}
    )
    for name, label in LABELS.items()
}


def say(text: str) -> str:
    return in_words(condition(text), SPOKEN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("glucose > 250 mg/dL", "blood glucose is above 250 mg/dL"),
        ("glucose >= 250 mg/dL", "blood glucose is at least 250 mg/dL"),
        ("glucose < 70 mg/dL (3.9 mmol/L)", "blood glucose is below 70 mg/dL (3.9 mmol/L)"),
        ("glucose <= 13.9 mmol/L", "blood glucose is at most 13.9 mmol/L"),
        ("glucose > setting.glucose_limit", "blood glucose is above 250 mg/dL"),
        ("pain_now = 4", "pain now is 4"),
        ("pain_now != 4", "pain now is not 4"),
        ("pain_now > pain_before", "pain now is above pain before"),
    ],
)
def test_numbers_are_compared_in_words_with_the_unit_as_written(text: str, words: str) -> None:
    assert say(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cough", "with a cough"),
        ("not cough", "without a cough"),
        ("effort >= moderate", 'effort is at least "moderate"'),
        ("weight_bearing = none", 'weight on the leg is "none"'),
        ("weight_bearing in (none, part)", 'weight on the leg is one of "none", "part"'),
        ("not weight_bearing in (none, part)", 'weight on the leg is none of "none", "part"'),
        ("band in equipment", 'listed under equipment: "band"'),
        ("not band in equipment", 'not listed under equipment: "band"'),
        ("surgery < stroke", "date of surgery is before date of the stroke"),
        ("surgery >= stroke", "date of surgery is no earlier than date of the stroke"),
        ("always", "always"),
    ],
)
def test_flags_choices_sets_and_dates_have_words_of_their_own(text: str, words: str) -> None:
    assert say(text) == words


def test_what_is_never_true_says_never() -> None:
    assert in_words(negate(Truth(value=True)), SPOKEN) == "never"


def test_a_day_is_said_as_a_day() -> None:
    day = Compare("surgery", ">", dt.date(2026, 3, 1).toordinal())
    assert in_words(day, SPOKEN) == 'date of surgery is after "2026-03-01"'


def test_the_outermost_and_or_is_set_off_by_a_comma() -> None:
    assert say("cough or pain_now > 4") == "with a cough, or pain now is above 4"
    assert say("cough and pain_now > 4") == "with a cough, and pain now is above 4"


def test_a_group_inside_a_group_stands_in_brackets() -> None:
    assert say("pain_now > 4 and (cough or fever)") == "pain now is above 4, and (with a cough or with fever)"
    assert say("pain_now > 4 or cough and fever") == "pain now is above 4, or (with a cough and with fever)"


def test_many_flags_are_said_as_one_list() -> None:
    assert say("cough or fever or dizzy") == "with any of [a cough; fever; dizziness]"
    assert say("cough and fever and dizzy") == "with all of [a cough; fever; dizziness]"
    assert say("not (cough or fever or dizzy)") == "with none of [a cough; fever; dizziness]"
    assert say("pain_now > 4 and (cough or fever or dizzy)") == (
        "pain now is above 4, and with any of [a cough; fever; dizziness]"
    )


def test_a_list_of_flags_leaves_the_other_parts_where_they_are() -> None:
    assert say("cough or pain_now > 4 or fever or dizzy") == (
        "with any of [a cough; fever; dizziness], or pain now is above 4"
    )


def test_absent_flags_joined_by_or_are_not_said_as_a_list() -> None:
    """Without a or without b is not: with none of them."""
    assert (
        say("not cough or not fever or not dizzy")
        == "without a cough, or without fever, or without dizziness"
    )
