"""The same page with less in it for the maker of PDF to lay out: a third of its time.

Inline drawings become images, so that their hundreds of lines are no part of the page's own tree. The spans
that say where a text is from go, for the PDF cannot show it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import unescape

_ONLY_SOURCE = re.compile(r'<span data-from="[^"]*">([^<]*)</span>')
_EDGE = re.compile(r"<(/?)svg\b")
_CLASS = re.compile(r'\sclass="([^"]*)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def lean(html: str) -> str:
    """Return the page with its drawings as images and without marks of where a text is from."""
    return _ONLY_SOURCE.sub(r"\1", "".join(_with_images(html)))


def _with_images(html: str) -> Iterator[str]:
    """Yield the page piece by piece; a drawing may hold others, as frames."""
    done = depth = start = 0
    for edge in _EDGE.finditer(html):
        closing = bool(edge[1])
        if not closing and depth == 0:
            yield html[done : (start := edge.start())]
        depth += -1 if closing else 1
        if depth == 0:
            done = html.index(">", edge.end()) + 1
            yield _image(html[start:done])
    yield html[done:]


def _image(drawing: str) -> str:
    """Return an image element that shows a drawing; its title is the text that stands for it."""
    head = drawing[: drawing.index(">")]
    kind, title = _CLASS.search(head), _TITLE.search(drawing)
    named = f' class="{kind[1]}"' if kind else ""
    told = unescape(title[1]).replace("&", "&amp;").replace('"', "&quot;") if title else ""
    data = base64.b64encode(drawing.encode()).decode()
    return f'<img{named} alt="{told}" src="data:image/svg+xml;base64,{data}">'
