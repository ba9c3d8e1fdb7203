"""What the maker of PDF is spared, and what it is not."""

from __future__ import annotations

import base64
import re

from therex.handout.lean import lean

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="code" role="img"><title>Knees &lt; "bent"</title>'
    '<svg x="0"><path d="M0 0"/></svg></svg>'
)


def test_a_drawing_with_frames_becomes_one_image_of_the_same_bytes() -> None:
    page = lean(f"<p>{DRAWING}</p><p>{DRAWING}</p>")
    images = re.findall(
        r'<p><img class="code" alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)"></p>', page
    )
    assert [alt for alt, _ in images] == ["Knees < &quot;bent&quot;"] * 2
    assert [base64.b64decode(data).decode() for _, data in images] == [DRAWING] * 2
    assert "<svg" not in page


def test_a_drawing_without_title_is_decoration() -> None:
    assert lean("<svg></svg>").startswith('<img alt="" src=')


def test_only_spans_that_do_nothing_but_name_a_source_go() -> None:
    kept = (
        '<span data-from="a" lang="en" dir="ltr">x</span><bdi dir="rtl" data-from="b">y</bdi>'
        '<p data-from="c">z</p>'
    )
    assert lean(f'{kept}<b><span data-from="rule:r">Stop.</span></b>') == f"{kept}<b>Stop.</b>"
