"""Which signs are bold: by hand on small pages, and as a browser computes it on whole sheets."""

from __future__ import annotations

import pytest

from tests.pages.browser import shown
from tests.pages.sheets import SHEETS, html_of
from tests.tools import CHROMIUM, needs
from therex.handout.bold import bold_signs

_BOLD_TEXTS = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (Number(getComputedStyle(text.parentElement).fontWeight) >= 600) texts.push(text.data);
  }
  return texts.join('');
}
"""


def _bold(body: str, style: str = "") -> str:
    return "".join(sorted(bold_signs(body, style) - set(style)))


def test_headings_and_what_is_inside_them_are_bold_and_what_follows_is_not() -> None:
    assert _bold("<p>a</p><h2>b<span>c</span></h2><p>d</p>") == "bc"


def test_elements_without_an_end_and_drawings_leave_no_trace() -> None:
    assert _bold('<h1>a<br><svg><path d="M0 0"/></svg></h1><p>b<img alt="x > y">c</p>') == "a"


def test_a_selector_counts_only_inside_what_it_names() -> None:
    style = ".dose li, .head > dd::before { font: 700 12pt serif }"
    assert _bold('<ul class="dose wide"><li>€</li></ul><ul><li>÷</li></ul>', style) == "€"
    assert _bold('<dl class="head"><dd>€</dd><dt>÷</dt></dl>', style) == "€"


def test_a_media_query_and_a_comment_hide_nothing() -> None:
    style = "/* p {} */ @media print { .x { margin: 0; font-weight: bold } }"
    assert _bold('<p class="y">÷</p><p class="x">€</p>', style) == "€"


def test_escaped_signs_count_as_what_they_mean() -> None:
    assert _bold("<b>&lt;&#8364;</b>") == "<€"


@pytest.mark.parametrize("name", SHEETS)
@needs(CHROMIUM)
def test_what_a_browser_prints_bold_is_among_the_bold_signs(name: str) -> None:
    html = html_of(name)
    start, end = html.index("<style>"), html.index("</style>")
    ours = bold_signs(html[:start] + html[end + len("</style>") :], html[start + len("<style>") : end])
    with shown(html) as page:
        bold = page.evaluate(_BOLD_TEXTS)
    assert len(bold) > 100
    assert set(bold) - ours == set()
