"""The page of why in a browser: accessible, within its window, on paper; its switch needs no script."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from tests.explain.small import PATIENT, explaining
from tests.pages.browser import shown, violations
from tests.tools import CHROMIUM, POPPLER, needs
from therex.explain.why_page import decision_page

_MISFITS = Path(__file__).with_name("misfits.js").read_text(encoding="utf-8")
A4 = (0, 0, 595, 842)
_VIEWS = {"plain": (True, False), "written": (False, True), "both": (True, True)}


@cache
def page_html() -> str:
    """Return the page of a patient with a plan, an unknown and an override."""
    text = PATIENT.replace("chest_pain: no", "chest_pain: unknown")
    override = "overrides:\n  - {rule: bp-no-straining, reason: seen, by: A. Ro}\n"
    with explaining(text + override) as explainer:
        return decision_page(explainer)


@needs(CHROMIUM)
def test_the_page_keeps_wcag_2_2_aa() -> None:
    with shown(page_html()) as page:
        assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1280])
@needs(CHROMIUM)
def test_the_page_fits_its_window(width: int) -> None:
    with shown(page_html(), width) as page:
        assert page.evaluate(_MISFITS) == []


@needs(CHROMIUM)
def test_the_switch_shows_conditions_in_words_or_as_rule_text_or_both() -> None:
    with shown(page_html()) as page:
        for view, seen in _VIEWS.items():
            page.check(f"#view-{view}")
            rule = page.locator("#rule-bp-raised")
            marks = (rule.locator("p.plain"), rule.locator("p.written"))
            assert tuple(mark.is_visible() for mark in marks) == seen


@needs(CHROMIUM, POPPLER)
def test_on_paper_each_page_says_which_decision_it_is_of() -> None:
    with shown(page_html()) as page:
        printed = page.pdf(prefer_css_page_size=True)
        decision = page.locator(".head code").first.inner_text()
    text = subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True).stdout
    sheets = text.decode().split("\f")[:-1]
    assert len(sheets) > 1
    assert [number for number, sheet in enumerate(sheets, 1) if f"decision {decision}" not in sheet] == []
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert {tuple(round(float(side)) for side in sheet.mediabox) for sheet in pdf.pages} == {A4}
