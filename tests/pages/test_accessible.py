"""The page in a browser: WCAG 2.2 AA as axe-core judges it, contrast in pictures, and nothing asked for."""

from __future__ import annotations

import pytest

from tests.pages.browser import shown, violations
from tests.pages.sheets import NAMES, SHEETS, html_of
from tests.tools import CHROMIUM, needs

#: Least contrast of what a picture shows to the white behind it (WCAG 1.4.11), and of its texts (1.4.3).
SHAPE, TEXT = 3.0, 4.5

#: Of each picture: the strongest contrast of its shapes to white, and the weakest of its texts to what is under them.
_CONTRASTS = """
() => {
  const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue) + 0.05;
  };
  const contrast = (one, other) => Math.max(light(one) / light(other), light(other) / light(one));
  const seen = colour => colour && colour !== 'none' && !colour.startsWith('rgba');
  const white = 'rgb(255, 255, 255)';
  const under = text => {
    text.scrollIntoView({block: 'center'});
    const box = text.getBoundingClientRect();
    const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const shape = stack.find(one => one !== text && one.ownerSVGElement && seen(getComputedStyle(one).fill)
      && one.tagName !== 'g');
    return shape ? getComputedStyle(shape).fill : white;
  };
  return [...document.querySelectorAll('svg:not(svg svg)')].map(svg => {
    const shapes = svg.querySelectorAll('path, line, circle, ellipse, polygon, polyline, rect');
    const colours = [...shapes].map(getComputedStyle).flatMap(style => [style.stroke, style.fill]).filter(seen);
    const texts = [...svg.querySelectorAll('text')];
    return {
      name: (svg.querySelector('title') || svg).textContent.trim().slice(0, 60),
      shapes: Math.max(0, ...colours.map(colour => contrast(colour, white))),
      texts: Math.min(21, ...texts.map(text => contrast(getComputedStyle(text).fill, under(text)))),
    };
  });
}
"""


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
