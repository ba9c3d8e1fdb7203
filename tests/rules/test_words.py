"""What the shipped rules and exercises say: sourced, short, and in three to five steps."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.patients import shipped
from therex.rulebook.model import Recommend, Tell

RULEBOOK = shipped().rulebook
WORDS_A_SENTENCE = 15


def _said_by_rules() -> Iterator[tuple[str, str]]:
    for rule in RULEBOOK.rules.values():
        yield rule.id, rule.patient
        for outcome in rule.outcomes:
            if isinstance(outcome, Tell):
                yield rule.id, outcome.patient


def _said_by_exercises() -> Iterator[tuple[str, str]]:
    for exercise in RULEBOOK.exercises.values():
        for text in (exercise.start, *exercise.steps, exercise.feel, exercise.mistake, exercise.breathing):
            yield exercise.id, text


def too_long(text: str) -> list[str]:
    """Return the sentences of more than fifteen words."""
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    return [sentence for sentence in sentences if len(re.findall(r"\S*\w\S*", sentence)) > WORDS_A_SENTENCE]


def test_fifteen_words_are_short_and_sixteen_are_not() -> None:
    assert too_long(f"{'word ' * 14}word. {'word ' * 14}word.") == []
    assert len(too_long(f"Yes. {'word ' * 15}word. No.")) == 1


@pytest.mark.parametrize("said", [_said_by_rules, _said_by_exercises], ids=["rules", "exercises"])
def test_no_sentence_to_a_patient_has_more_than_fifteen_words(said: object) -> None:
    assert callable(said)
    texts = list(said())
    assert len(texts) > 300
    assert [(name, found) for name, text in texts for found in too_long(text)] == []


def test_every_exercise_has_three_to_five_steps_and_all_its_words() -> None:
    assert len(RULEBOOK.exercises) == 170  # the rows of the catalogue
    for exercise in RULEBOOK.exercises.values():
        assert 3 <= len(exercise.steps) <= 5, exercise.id
        parts = (
            exercise.name,
            exercise.start,
            *exercise.steps,
            exercise.feel,
            exercise.mistake,
            exercise.breathing,
        )
        assert all(part.strip() for part in parts), exercise.id


def test_every_rule_has_a_source_with_a_status_and_a_heuristic_its_reason() -> None:
    for rule in RULEBOOK.rules.values():
        assert rule.evidence, rule.id
        for item in rule.evidence:
            assert item.source in RULEBOOK.sources, rule.id
            assert item.status in {"verified", "second_hand", "recall", "heuristic"}, rule.id
            if item.status == "heuristic":
                assert (item.source, bool(item.note)) == ("house", True), rule.id


def test_every_recommendation_says_to_the_patient_why_and_holds_no_placeholder() -> None:
    for rule in RULEBOOK.rules.values():
        assert "{" not in rule.patient, rule.id
        if any(isinstance(outcome, Recommend) for outcome in rule.outcomes):
            assert rule.patient, rule.id
