"""Sentences, words and grades; expectations by hand."""

from __future__ import annotations

import pytest

from therex.readability.measure import counts, is_prose, sentences, words


def test_a_sentence_ends_at_a_stop_and_not_inside_a_number() -> None:
    text = "Stop under 70 mg/dL (3.9 mmol/L). Is it high? Call today!"
    assert sentences(text) == ["Stop under 70 mg/dL (3.9 mmol/L).", "Is it high?", "Call today!"]


def test_a_word_is_a_word_a_number_or_a_unit_and_a_hyphen_parts_two() -> None:
    assert words("Do 2.5 sit-to-stands a day, at 90 mg/dL.") == [
        "Do", "2.5", "sit", "to", "stands", "a", "day", "at", "90", "mg/dL",
    ]  # fmt: skip


def test_the_grade_is_that_of_the_formula() -> None:
    found = counts(["Bend your knee slowly. Hold it for 5 seconds."], {})
    # 4 words and 5 syllables, then 5 words and 6 syllables
    assert (found.sentences, found.words, found.syllables) == (2, 9, 11)
    assert found.grade == pytest.approx(0.39 * 9 / 2 + 11.8 * 11 / 9 - 15.59)
    assert found.grade == pytest.approx(0.587, abs=0.001)


def test_a_number_is_one_syllable_and_an_exception_counts_as_told() -> None:
    assert counts(["Someone 120."], {"someone": 2}).syllables == 3


def test_nothing_to_read_has_grade_0() -> None:
    assert counts([], {}).grade == 0.0


def test_only_what_ends_like_a_sentence_is_graded() -> None:
    assert is_prose("Stop now.")
    assert is_prose('Say "stop."')
    assert not is_prose("3 sets")
    assert not is_prose("Before you start:")
