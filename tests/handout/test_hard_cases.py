"""Whatever stands on the sheet: no exercise is split, nothing leaves the paper, nothing lies over another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise, takewhile
from typing import Any

import pytest
from weasyprint import HTML

from tests.handout.hard_cases import hard_cases, html_of
from tests.tools import CHROMIUM, found, needs
from therex.handout.options import Audience, Options, Paper

A4 = Options(audience=Audience.PATIENT)
LETTER = Options(audience=Audience.PATIENT, paper=Paper.LETTER, low_ink=True)
LARGE = Options(audience=Audience.CAREGIVER, large_print=True, high_contrast=True)
CASES = tuple(hard_cases())
#: Rounding, in CSS pixels: a quarter of a millimetre.
SLACK = 1.0
#: Widths of a small phone and of a desk.
SCREENS = (320, 1280)

Box = Any  # a laid out box of WeasyPrint, which ships no types


def _boxes(page: Box) -> Iterator[Box]:
    yield from page._page_box.children[0].descendants()  # noqa: SLF001 - WeasyPrint shows its layout nowhere else


def _of_class(page: Box, name: str) -> list[Box]:
    return [box for box in _boxes(page) if _tag(box) and name in (box.element.get("class") or "").split()
            and type(box).__name__ != "LineBox"]  # fmt: skip


def _tag(box: Box) -> str:
    return box.element_tag if box.element is not None else ""


@pytest.mark.parametrize("options", [A4, LETTER, LARGE], ids=["a4", "letter", "large print"])
@pytest.mark.parametrize("case", CASES)
def test_no_exercise_is_split_and_nothing_leaves_the_paper(case: str, options: Options) -> None:
    pages = HTML(string=html_of(case, options)).render().pages
    cards = sum(len(_of_class(page, "card")) for page in pages)
    decision = hard_cases()[case]
    assert cards == (len(decision.exercises) if decision.action.exercise_today else 0)
    for page in pages:
        paper = page._page_box  # noqa: SLF001
        right = paper.margin_left + paper.width + SLACK
        bottom = paper.margin_top + paper.height + SLACK
        outside = [text.text for text in _texts(paper.children[0])
                   if text.position_x < paper.margin_left - SLACK
                   or text.position_x + text.width > right
                   or text.position_y + text.height > bottom]  # fmt: skip
        assert outside == []


@pytest.mark.parametrize("options", [A4, LARGE], ids=["a4", "large print"])
@pytest.mark.parametrize("case", CASES)
def test_no_text_lies_over_another_not_even_in_the_foot(case: str, options: Options) -> None:
    for page in HTML(string=html_of(case, options)).render().pages:
        texts = sorted(_texts(page._page_box), key=lambda text: text.position_y)  # noqa: SLF001
        over = [
            (one.text, other.text)
            for place, one in enumerate(texts)
            for other in takewhile(partial(_starts_before_the_end_of, one), texts[place + 1 :])
            if _across(one, other) > SLACK
        ]
        assert over == []


def _texts(box: Box) -> list[Box]:
    return [one for one in box.descendants() if type(one).__name__ == "TextBox" and one.text.strip()]


def _starts_before_the_end_of(upper: Box, lower: Box) -> bool:
    """Say whether a text begins in the upper part of another: below it, Arabic's tall boxes touch."""
    return bool(lower.position_y < upper.position_y + 0.6 * upper.height)


def _across(one: Box, other: Box) -> float:
    """Return by how many pixels two texts share the width of the page."""
    return float(
        min(one.position_x + one.width, other.position_x + other.width)
        - max(one.position_x, other.position_x)
    )


@pytest.mark.parametrize("options", [A4, LARGE], ids=["a4", "large print"])
@pytest.mark.parametrize("case", ["ten exercises", "twelve limits", "twenty conditions", "a long clinic"])
def test_no_part_of_a_page_lies_over_another(case: str, options: Options) -> None:
    for page in HTML(string=html_of(case, options)).render().pages:
        (main,) = [box for box in _boxes(page) if _tag(box) == "main"]
        parts = [box for box in main.children if box.is_in_normal_flow()]
        parts += _of_class(page, "card")
        for kind in (parts[: len(main.children)], parts[len(main.children) :]):
            for upper, lower in pairwise(kind):
                assert upper.position_y + upper.margin_height() <= lower.position_y + SLACK


def test_four_exercises_take_at_most_five_pages_and_three_share_one() -> None:
    pages = HTML(string=html_of("an Arabic name", A4)).render().pages
    assert len(pages) <= 5
    assert max(len(_of_class(page, "card")) for page in pages) == 3


@needs(CHROMIUM)
def test_on_a_phone_and_on_a_desk_nothing_is_wider_than_the_screen() -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(CHROMIUM), args=["--no-sandbox"])
        for width in SCREENS:
            page = browser.new_page(viewport={"width": width, "height": 900})
            for case in CASES:
                page.set_content(html_of(case, Options(audience=Audience.PATIENT)))
                assert (case, page.evaluate("document.documentElement.scrollWidth")) == (case, width)
        browser.close()
