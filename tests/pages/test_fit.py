"""Nothing runs over the edge, is cut off or lies on something else: on screens of any width, and on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.pages.browser import shown
from tests.pages.sheets import NAMES, SHEETS, html_of, pdf_of
from tests.tools import CHROMIUM, POPPLER, needs
from therex.handout.pdf import render_pdf

WIDTHS = (320, 1280)
#: Many printers reach no nearer to the edge of the paper than this.
_EDGE_MM, _DOTS_PER_INCH, _MM_PER_INCH = 4, 40, 25.4
_EDGE = round(_EDGE_MM / _MM_PER_INCH * _DOTS_PER_INCH)
#: Darker than this is ink; thin strokes are pale at so few dots.
_DARK = 240
_DRAW = ["pdftoppm", "-r", str(_DOTS_PER_INCH), "-gray"]

#: The width of A4 between the margins, in pixels.
_PAPER = 718
_OVERFULL = """
[...document.querySelectorAll("th, td")].filter(cell => cell.scrollWidth > cell.clientWidth + 1)
  .map(cell => cell.textContent.trim())
"""
_MISFITS = Path(__file__).with_name("misfits.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*SHEETS, *NAMES])
@needs(CHROMIUM)
def test_a_page_fits_its_window(name: str, width: int) -> None:
    with shown(html_of(name), width) as page:
        assert page.evaluate(_MISFITS) == []


@pytest.mark.parametrize("name", [*SHEETS, *NAMES])
@needs(CHROMIUM)
def test_no_text_runs_out_of_its_cell_on_paper(name: str) -> None:
    with shown(html_of(name), _PAPER) as page:
        page.emulate_media(media="print")
        assert page.evaluate(_OVERFULL) == []


@needs(CHROMIUM)
def test_misfits_would_be_found() -> None:
    wide = '<p style="width: 900px">' + "far " * 60 + "</p>"
    cut = '<div style="height: 10px; width: 50px; overflow: hidden"><p>much too much text</p></div>'
    over = '<p style="height: 0">below</p><p>above</p>'
    with shown(f"<!doctype html><body>{wide}{cut}{over}</body>", 320) as page:
        kinds = {one.partition(":")[0] for one in page.evaluate(_MISFITS)}
    assert kinds == {"outside", "cut off", "overlap", "the page is wider than the window"}


def _ink_at_edges(file: Path) -> list[int]:
    """Return the numbers of the pages that have ink where a printer has none, drawn in grey."""
    drawn = subprocess.run([*_DRAW, str(file)], capture_output=True, check=True).stdout
    pages = []
    for number, image in enumerate(_images(drawn), start=1):
        rows = [*image[:_EDGE], *image[-_EDGE:], *(row[:_EDGE] + row[-_EDGE:] for row in image)]
        if any(min(row) < _DARK for row in rows):
            pages.append(number)
    return pages


def _images(drawn: bytes) -> list[list[bytes]]:
    """Return the rows of each picture of a stream of PGM files."""
    images = []
    while drawn:
        _, size, _, rest = drawn.split(b"\n", 3)
        width, height = map(int, size.split())
        images.append([rest[start : start + width] for start in range(0, width * height, width)])
        drawn = rest[width * height :]
    return images


@pytest.mark.parametrize("name", [*SHEETS, *NAMES])
@needs(POPPLER)
def test_nothing_is_printed_where_a_printer_has_no_ink(name: str) -> None:
    assert _ink_at_edges(pdf_of(name)) == []


@needs(POPPLER)
def test_ink_at_the_edge_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "edge.pdf"
    style = "@page { size: A4; margin: 2mm } body, p { margin: 0 }"
    file.write_bytes(
        render_pdf(f"<html lang='en'><title>t</title><style>{style}</style><p>too near</p></html>")
    )
    assert _ink_at_edges(file) == [1]
