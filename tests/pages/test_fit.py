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
_DARK = 200
_DRAW = ["pdftoppm", "-r", str(_DOTS_PER_INCH), "-gray"]

#: Texts that leave the window or are cut off by what holds them, and cards and boxes that lie on one another.
_MISFITS = """
() => {
  const name = element => `${element.tagName}.${element.className.baseVal ?? element.className}: ${element.textContent.trim().slice(0, 60)}`;
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, range = document.createRange();
    if (!text.textContent.trim() || text.parentElement.closest('svg')) continue;
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.left < -1 || box.right > innerWidth + 1) { wrong.push(`outside: ${name(text.parentElement)}`); break; }
    }
    for (let holder = text.parentElement; holder; holder = holder.parentElement) {
      const style = getComputedStyle(holder);
      const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
      const onlyHeard = holder.clientWidth <= 1 && holder.clientHeight <= 1;
      if (cuts && !onlyHeard && (holder.scrollWidth > holder.clientWidth + 1 || holder.scrollHeight > holder.clientHeight + 1)
          && style.overflowX !== 'auto' && holder !== document.body && holder !== document.documentElement) {
        wrong.push(`cut off: ${name(holder)}`);
      }
    }
  }
  const solid = [...document.querySelectorAll('article, section, table, figure, h1, h2, h3, h4, p, li, dt, dd')]
    .filter(one => one.getClientRects().length);
  const boxes = solid.map(one => one.getBoundingClientRect());
  for (let first = 0; first < solid.length; first++) {
    for (let second = first + 1; second < solid.length; second++) {
      if (solid[first].contains(solid[second])) continue;
      const [one, other] = [boxes[first], boxes[second]];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > 2 && hasText(solid[first], other) && hasText(solid[second], one)) {
        wrong.push(`overlap: ${name(solid[first])} | ${name(solid[second])}`);
      }
    }
  }
  function hasText(element, area) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].some(box => box.width && box.height
      && Math.min(box.right, area.right) - Math.max(box.left, area.left) > 2
      && Math.min(box.bottom, area.bottom) - Math.max(box.top, area.top) > 2);
  }
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider than the window');
  return wrong;
}
"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*SHEETS, *NAMES])
@needs(CHROMIUM)
def test_a_page_fits_its_window(name: str, width: int) -> None:
    with shown(html_of(name), width) as page:
        assert page.evaluate(_MISFITS) == []


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
    style = "@page { size: A4; margin: 2mm } p { margin: 0 }"
    file.write_bytes(
        render_pdf(f"<html lang='en'><title>t</title><style>{style}</style><p>too near</p></html>")
    )
    assert _ink_at_edges(file) == [1]
