"""Sentences, words and the Flesch-Kincaid grade of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from therex.readability.syllables import syllables

#: The most words of a sentence.
MOST_WORDS = 15
#: The highest grade of all sentences of a page together, and of one text by itself.
MOST_GRADE_OF_A_PAGE = 6.0
MOST_GRADE_OF_A_TEXT = 8.0
#: A text of fewer words has no grade by itself: one long word would decide it.
FEWEST_WORDS_TO_GRADE = 6

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9'\u2019]|[./](?=[A-Za-z0-9]))*")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])[\"')]*\s+")
_END = re.compile(r"[.!?][\"')]*$")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the grade is made of."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade: years of school (in the USA) that a reader needs; 0.0 without words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; one that has no full stop counts as one."""
    return [part for part in _BETWEEN_SENTENCES.split(text.strip()) if part]


def words(text: str) -> list[str]:
    """Return the words and numbers of a text; ``sit-to-stand`` is three, ``mg/dL`` is one."""
    return _WORD.findall(text)


def is_prose(text: str) -> bool:
    """Say whether a text ends like a sentence; headings and doses do not, and would flatter the grade."""
    return bool(_END.search(text.strip()))


def counts(texts: Iterable[str], exceptions: Mapping[str, int]) -> Counts:
    """Count what the grade is made of; a number is one syllable.

    Args:
        texts: sentences, one or more in each.
        exceptions: syllables of words that the rules count wrong.

    """
    parts = [sentence for text in texts for sentence in sentences(text)]
    found = [word for part in parts for word in words(part)]
    spoken = sum(1 if word[0].isdigit() else syllables(word, exceptions) for word in found)
    return Counts(len(parts), len(found), spoken)
