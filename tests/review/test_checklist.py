"""Each item of the checklist says yes to a good page, and no to the page with just that broken."""

from __future__ import annotations

import re

import pytest

from tests.review.support import FIGURE, GOOD, WITHOUT_EXERCISE
from therex.review.checklist import ITEMS, Review, Verdict, review_of
from therex.review.report import lines_of

NAMES = ["Supine bridge"]
STEP = '<span data-from="exercise:bridge">Lift your hips. Hold.</span>'

#: How to break what one item looks at: what is replaced, and by what.
BROKEN = {
    "purpose": ("<h1>", "<h2>Welcome, all</h2><h1>"),
    "today-first": ('<section class="message">', '<section class="box">'),
    "today-marked": ("border: 1px solid", "margin: 1px"),
    "action": (">Do this exercise.", ">One exercise"),
    "plain-words": ("Stop if it hurts.", "Stop if it hurts " + "and hurts " * 7 + "more."),
    "terms": ("Bend your knees.", "Lie supine."),
    "active": ("Bend your knees.", "Your knees are lifted. Your hips are raised."),
    "whole-numbers": ("Tick what you did.", "Tick if you did 50 % of it."),
    "no-sums": ("Tick what you did.", "Subtract 2 from what you did."),
    "scales": ("easy: you could sing", ""),
    "no-odds": ("Call after a fall.", "1 in 3 people falls."),
    "short-parts": (STEP, f"{STEP} {'<i>lift</i> ' * 60}"),
    "headings": ("How to stay safe", ""),
    "order": ('<section class="message">', '<section class="message diary">'),
    "cues": (' class="box', ' class="part'),
    "pictures": (FIGURE, ""),
    "captions": ("A person lifts the hips.", ""),
    "tables": ('<th scope="col">Day</th>', "<td>Day</td>"),
    "you": ("Call after a fall.", "The patient calls after a fall."),
    "steps": ("Lift your hips. Hold.", "Lift. Hold. Lower. Rest."),
    "how-much": ('<ul class="dose">', "<ul>"),
    "reasons": ("phrase:purpose", "phrase:why"),
    "diary": (' class="done"', ""),
    "diary-told": ("Tick what you did.", "Your ticks"),
    "stop": ("Stop if it hurts.", "Stop"),
    "help": ('<p class="phone"><b>555', "<p><b>555"),
}


def _no(review: Review) -> set[str]:
    return {item.id for item in review.having(Verdict.NO)}


def _numbers(tool: str) -> set[int]:
    """Return the numbers of a tool's items that stand behind ours."""
    named = [re.findall(rf"{tool}((?: \d+)+)", item.after) for item in ITEMS]
    return {int(number) for numbers in named for group in numbers for number in group.split()}


def test_a_good_page_fails_no_item() -> None:
    review = review_of(GOOD, NAMES)
    assert _no(review) == set()
    assert review.passed
    assert {item.id for item in review.having(Verdict.YES)} == set(BROKEN)


@pytest.mark.parametrize("item", BROKEN)
def test_a_broken_page_fails_just_the_item_that_looks_at_it(item: str) -> None:
    old, new = BROKEN[item]
    assert old in GOOD
    review = review_of(GOOD.replace(old, new), NAMES)
    assert _no(review) == {item}
    assert not review.passed


def test_each_item_is_broken_once_or_needs_a_person() -> None:
    assert {item.id for item in ITEMS if item.judge} == set(BROKEN)
    people = review_of(GOOD, NAMES).having(Verdict.PERSON)
    assert [item.id for item in ITEMS if not item.judge] == [item.id for item in people]


def test_every_item_of_both_tools_stands_behind_one_of_ours() -> None:
    assert _numbers("PEMAT") == set(range(1, 27)) - {13, 14}  # 13 and 14 are about sound and screen
    assert _numbers("CDC") == set(range(1, 21))


def test_a_page_without_exercise_is_not_asked_about_exercises() -> None:
    review = review_of(WITHOUT_EXERCISE, NAMES)
    assert _no(review) == set()
    assert {item.id for item in review.having(Verdict.NOT_HERE)} == {
        "scales", "order", "pictures", "captions", "steps", "how-much", "reasons", "diary", "diary-told",
        "stop",
    }  # fmt: skip


def test_a_page_without_a_part_for_the_patient_cannot_be_reviewed() -> None:
    with pytest.raises(ValueError, match="no part for the patient"):
        review_of("<html><body><main class='clinician'></main></body></html>")


def test_the_report_counts_and_names_what_only_a_person_can_judge() -> None:
    lines = list(lines_of(review_of(GOOD.replace("Bend your knees.", "Lie supine."), NAMES)))
    assert "no: 1" in lines
    assert "needs a person: 8" in lines
    assert "  pictures-clear: Would a stranger see at once what a picture shows? (PEMAT 18)" in lines
    assert 'unexplained "supine": "Lie supine." [exercise:bridge]' in lines
    assert lines[-1] == f"score: {len(BROKEN) - 1} of {len(BROKEN)} that a program can judge"
