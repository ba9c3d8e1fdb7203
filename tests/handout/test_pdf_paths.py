"""What is remembered of a drawing's paths changes nothing in the PDF."""

from __future__ import annotations

import pytest
from weasyprint.svg import TAGS
from weasyprint.svg.path import path

from therex.handout.pdf import render_pdf

SHAPE = "M1 1L9 2A4 4 0 1 0 5 9zM2 2H4V6q1 1 2 0z"
PAGE = (
    '<!doctype html><html lang="en"><head><title>A drawing</title></head><body>'
    '<svg viewBox="0 0 10 10" width="40mm" height="40mm"><title>A shape</title>'
    f'<path d="{SHAPE}" fill="none" stroke="#000"/><path d="{SHAPE}" fill="#eee"/><path d="M0 0L3 3"/></svg>'
    "</body></html>"
)


def test_a_path_that_was_read_before_is_drawn_as_if_it_were_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, again = render_pdf(PAGE), render_pdf(PAGE)
    monkeypatch.setattr("therex.handout.pdf_paths.read_paths_once", lambda: None)
    monkeypatch.setitem(TAGS, "path", path)
    assert first == again == render_pdf(PAGE)
    assert render_pdf(PAGE.replace("L3 3", "L3 4")) != first
