"""A review as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from therex.readability.measure import MOST_GRADE_OF_A_PAGE, MOST_WORDS
from therex.review.checklist import Review, Verdict
from therex.review.readability import Readability


def lines_of(review: Review) -> Iterator[str]:
    """Yield how the page reads, then each item under its verdict, then the score."""
    yield from _reading(review.readability)
    for verdict in Verdict:
        items = review.having(verdict)
        yield f"{verdict}: {len(items)}"
        for item in items:
            yield f"  {item.id}: {item.asks} ({item.after})"
    yes, no = len(review.having(Verdict.YES)), len(review.having(Verdict.NO))
    yield f"score: {yes} of {yes + no} that a program can judge"


def _reading(found: Readability) -> Iterator[str]:
    most = f"at most {MOST_GRADE_OF_A_PAGE:.0f}"
    yield f"reading grade {found.grade:.1f} ({most}) in {found.sentences} sentences"
    if found.longest:
        longest = f'"{found.longest.text}" [{found.longest.source}]'
        yield f"longest sentence: {found.most_words} words (at most {MOST_WORDS}), {longest}"
    for term, said in found.terms:
        yield f'unexplained "{term}": "{said.text}" [{said.source}]'
