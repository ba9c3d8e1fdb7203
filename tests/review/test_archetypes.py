"""The English pages of every archetype and example read easily and pass the checklist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import EXAMPLES, decision, shipped
from therex.handout.options import Audience, Options
from therex.handout.render import render_html
from therex.readability.measure import MOST_GRADE_OF_A_PAGE, MOST_WORDS
from therex.review.checklist import Review, Verdict, review_of

ARCHETYPES = Path(__file__).parents[1] / "archetypes"
FILES = [
    path
    for folder in (ARCHETYPES, EXAMPLES)
    for path in sorted(folder.glob("*.yaml"))
    if "expect" not in path.name
]
#: Rules may call for more signs or reasons than are read at once; no program may leave one out.
_MAY_FAIL = {"short-parts"}


def _review(path: Path, audience: Audience) -> Review:
    rulebook = shipped().rulebook
    html = render_html(decision(path.read_text(encoding="utf-8")), rulebook, Options(audience=audience))
    return review_of(html, [exercise.name for exercise in rulebook.exercises.values()])


def _assert_easy(review: Review) -> None:
    reads = review.readability
    assert reads.grade <= MOST_GRADE_OF_A_PAGE
    assert reads.most_words <= MOST_WORDS, reads.longest
    assert reads.terms == ()
    assert {item.id for item in review.having(Verdict.NO)} <= _MAY_FAIL


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_patients_pages_are_easy_to_read(path: Path) -> None:
    _assert_easy(_review(path, Audience.PATIENT))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_pages_for_who_helps_at_home_are_easy_to_read(path: Path) -> None:
    _assert_easy(_review(path, Audience.CAREGIVER))


def test_there_are_pages_to_read() -> None:
    assert len(FILES) > 70
