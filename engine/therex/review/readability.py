"""How hard the words of a patient's page are to read, and where they are hardest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from therex.readability.measure import MOST_GRADE_OF_A_PAGE, MOST_WORDS, counts, is_prose, sentences, words
from therex.readability.plain_words import PlainWords, plain_words
from therex.review.page import Said

#: What a person typed, and the names of what a patient has, are nobody's wording.
_NOT_OURS = ("patient:", "fact:")


@dataclass(frozen=True, slots=True)
class Readability:
    """What was measured.

    `grade`: Flesch-Kincaid, of all sentences together. `longest`: the longest sentence, with its source;
    None on a page without one. `terms`: words a patient may not know, each with the text it stands in.
    """

    grade: float
    sentences: int
    longest: Said | None
    terms: tuple[tuple[str, Said], ...]

    @property
    def most_words(self) -> int:
        """The number of words of the longest sentence."""
        return len(words(self.longest.text)) if self.longest else 0

    @property
    def plain(self) -> bool:
        """Say whether grade and sentences are as easy as a patient's page must be."""
        return self.grade <= MOST_GRADE_OF_A_PAGE and self.most_words <= MOST_WORDS


def readability_of(
    texts: Iterable[Said], names: Iterable[str] = (), plain: PlainWords | None = None
) -> Readability:
    """Measure English texts.

    Args:
        texts: what stands on the page.
        names: names of exercises, which are excepted.
        plain: the word list; the shipped one when left out.

    """
    plain = plain or plain_words()
    names = sorted(names, key=len, reverse=True)
    written = (one for one in texts if not one.source.startswith(_NOT_OURS))
    ours = [Said(_without(one.text, names), one.source) for one in written]
    prose = [plain.without_medicines(one.text) for one in ours if is_prose(one.text)]
    counted = counts(prose, plain.syllables)
    parts = (Said(part, one.source) for one in ours for part in sentences(one.text))
    return Readability(
        grade=counted.grade,
        sentences=counted.sentences,
        longest=max(parts, key=lambda part: len(words(part.text)), default=None),
        terms=tuple(_terms(ours, plain)),
    )


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        if name in text:
            text = text.replace(name, "")
    return text


def _terms(texts: list[Said], plain: PlainWords) -> Iterable[tuple[str, Said]]:
    page = "\n".join(one.text for one in texts)
    for one in texts:
        for term in (*plain.hard_terms(one.text), *plain.unexplained(one.text, page)):
            yield term, one
