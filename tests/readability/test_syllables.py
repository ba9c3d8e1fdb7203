"""Syllables of words, counted by hand: said aloud, in the way that people in the USA say them."""

from __future__ import annotations

import pytest

from therex.readability.plain_words import plain_words
from therex.readability.syllables import syllables

BY_HAND = {
    1: (
        "you your knee thigh squeeze breathe straight stretch the be times stopped pulled raised shoes hold "
        "breath through move clothes"
    ),
    2: (
        "ankle slowly muscle muscles lower little rested started needed doctor shoulder careful safely "
        "movement table surgeon diet quiet lying tired noses reaches"
    ),
    3: (
        "exercise therapist easier dizziness medium radio regular several oxygen usual carrying suddenly "
        "steadier"
    ),
    4: "emergency diabetes comfortable exercising operation ability",
    5: "physiology coordination examination",
}


@pytest.mark.parametrize("count", BY_HAND)
def test_syllables_are_those_counted_by_hand(count: int) -> None:
    exceptions = plain_words().syllables
    wrong = {
        word: found for word in BY_HAND[count].split() if (found := syllables(word, exceptions)) != count
    }
    assert wrong == {}


def test_sixty_words_were_counted_by_hand() -> None:
    assert sum(len(words.split()) for words in BY_HAND.values()) >= 60


def test_capitals_and_apostrophes_make_no_syllable() -> None:
    assert syllables("LEFT") == 1
    assert syllables("surgeon\u2019s", {"surgeons": 2}) == 2
    assert syllables("You'll") == 1


def test_a_word_without_a_vowel_is_one_syllable() -> None:
    assert syllables("kg") == 1


def test_an_exception_goes_before_the_rules() -> None:
    assert syllables("someone") == 3
    assert syllables("Someone", {"someone": 2}) == 2
