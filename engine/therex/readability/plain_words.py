"""The list of words that a patient may not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from therex.errors import InputError, Place
from therex.facts.document import plain, read_document
from therex.resources import data_folder

FILE = "plain_words.yaml"


@dataclass(frozen=True)
class PlainWords:
    """The word list.

    `instead`: terms with what to write in their place; `explained_by`: terms with the words that must be on
    the same page; `medicines`: names that count in no grade; `syllables`: what the rules count wrong.
    """

    instead: Mapping[str, str]
    explained_by: Mapping[str, str]
    medicines: frozenset[str]
    syllables: Mapping[str, int]

    def hard_terms(self, text: str) -> list[str]:
        """Return the terms in a text that never stand on a patient's page, as the list has them."""
        return [term for term in self._terms_in(text) if term in self.instead]

    def unexplained(self, text: str, page: str) -> list[str]:
        """Return the terms in a text that `page` should explain and does not."""
        return [
            term
            for term in self._terms_in(text)
            if term in self.explained_by and self.explained_by[term].lower() not in page.lower()
        ]

    def without_medicines(self, text: str) -> str:
        """Return a text without the names of medicines."""
        return " ".join(word for word in text.split() if word.strip(".,:;()!?").lower() not in self.medicines)

    def _terms_in(self, text: str) -> list[str]:
        return list(dict.fromkeys(self._known[found.lower()] for found in self._pattern.findall(text)))

    @cached_property
    def _known(self) -> dict[str, str]:
        return {term.lower(): term for term in (*self.instead, *self.explained_by)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """What finds the terms as whole words, in the singular or the plural; the longest goes first."""
        terms = sorted(self._known, key=len, reverse=True)
        return re.compile(rf"\b({'|'.join(map(re.escape, terms))})(?:s|es)?\b", re.IGNORECASE)


@cache
def plain_words() -> PlainWords:
    """Return the word list that comes with therex.

    Raises:
        InputError: the file is missing or not such a list.

    """
    return read_plain_words(data_folder("templates") / FILE)


def read_plain_words(path: Path) -> PlainWords:
    """Read a word list.

    Raises:
        InputError: the file is missing or not such a list.

    """
    content = plain(read_document(path))
    sections: Mapping[str, Any] = content if isinstance(content, dict) else {}
    try:
        return PlainWords(
            instead=dict(_texts(sections["write_instead"])),
            explained_by=dict(_texts(sections["explained_by"])),
            medicines=frozenset(str(name).lower() for name in sections["medicines"]),
            syllables={word: int(count) for word, count in sections["syllables"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        expected = "`write_instead`, `explained_by`, `medicines` and `syllables`"
        raise InputError("not a list of plain words", Place(str(path)), expected) from None


def _texts(entries: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for term, text in entries.items():
        yield str(term), str(text)
