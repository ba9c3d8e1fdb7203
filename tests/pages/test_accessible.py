"""The page in a browser: WCAG 2.2 AA as axe-core judges it, contrast in pictures, and nothing asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.browser import shown, violations
from tests.pages.sheets import NAMES, SHEETS, html_of
from tests.tools import CHROMIUM, needs

#: Least contrast of what a picture shows to the white behind it (WCAG 1.4.11), and of its texts (1.4.3).
SHAPE, TEXT = 3.0, 4.5

_CONTRASTS = Path(__file__).with_name("contrasts.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*SHEETS, *NAMES])
@needs(CHROMIUM)
def test_a_sheet_keeps_wcag_2_2_aa(name: str) -> None:
    with shown(html_of(name)) as page:
        assert violations(page) == []


@needs(CHROMIUM)
def test_pale_grey_text_and_a_picture_without_words_would_be_found() -> None:
    page_text = (
        '<!doctype html><html lang="en"><title>t</title><body><main><h1>A</h1><p style="color: #aaa">pale</p>'
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main></body></html>'
    )
    with shown(page_text) as page:
        rules = {one.partition(":")[0] for one in violations(page)}
    assert {"color-contrast", "image-alt"} <= rules


@pytest.mark.parametrize("name", ["plan", "high contrast", "low ink", "Arabic"])
@needs(CHROMIUM)
def test_pictures_stand_out_from_the_page(name: str) -> None:
    with shown(html_of(name)) as page:
        pictures = page.evaluate(_CONTRASTS)
    assert pictures
    faint = [one for one in pictures if one["shapes"] < SHAPE or one["texts"] < TEXT]
    assert faint == []
