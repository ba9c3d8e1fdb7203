"""What WeasyPrint leaves out of a PDF's structure: language, header scope, lists, the place of figures.

It has no public way to this: the function that makes the structure element of a box is wrapped. The version
of WeasyPrint is bound for that in ``pyproject.toml``; tests read the finished PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

from therex.handout.pdf_lists import name_part, tidy_list

_SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
_POINTS_PER_PIXEL = 0.75
_TRANSPARENT = {"html", "body"}  # they have no structure element of their own

_structure_of = tags._build_box_tree  # noqa: SLF001 - see above


def complete_structure() -> None:
    """Let every PDF made from now on have a complete structure."""
    tags._build_box_tree = _complete_structure_of  # noqa: SLF001


def _complete_structure_of(
    box: Any, parent: Any, pdf: pydyf.PDF, page_number: int, *rest: Any  # noqa: ANN401 - WeasyPrint has no types
) -> Iterator[Any]:  # fmt: skip
    for element in _structure_of(box, parent, pdf, page_number, *rest):
        if box.element is not None and box.element_tag not in _TRANSPARENT:
            _complete(element, box.element.attrib, _height(pdf, page_number))
            name_part(element, box.element_tag, pdf)
        if element["S"] == "/L":
            tidy_list(element, pdf)
        yield element


def _complete(element: Any, attributes: Any, page_height: float) -> None:  # noqa: ANN401
    """Add to a structure element what the attributes of its HTML element say."""
    if language := attributes.get("lang"):
        element["Lang"] = pydyf.String(language)
    if element["S"] == "/TH" and (scope := _SCOPES.get(attributes.get("scope", ""))):
        element["A"]["Scope"] = scope
    if element["S"] == "/Figure":
        element["A"]["BBox"] = _on_page(element["A"]["BBox"], page_height)


def _on_page(pixels: Any, page_height: float) -> pydyf.Array:  # noqa: ANN401
    """Return a box of pixels from the top left corner in points from the bottom left corner."""
    left, top, right, bottom = (_POINTS_PER_PIXEL * number for number in pixels)
    return pydyf.Array((left, page_height - bottom, right, page_height - top))


def _height(pdf: pydyf.PDF, page_number: int) -> float:
    number = int(pdf.page_references[page_number].split()[0])
    return float(pdf.objects[number]["MediaBox"][3])
