"""Lists in a PDF's structure: items and nothing else, a term with its description or a bullet with its text.

WeasyPrint leaves in the list what stands between items (the blanks between items in a row, a ``div`` round a
term and its description), and takes a term and its description for two items.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

_ITEMS = {"/LI", "/L", "/Caption"}
_PARTS = {"/Lbl", "/LBody"}
_WRAPPERS = {"/Div", "/NonStruct"}


def name_part(element: Any, html_tag: str, pdf: pydyf.PDF) -> None:  # noqa: ANN401 - pydyf has no closer type
    """Make the item that WeasyPrint makes of a ``dt`` or a ``dd`` a label or a body: parts of one item."""
    if html_tag in {"dt", "dd"} and element["S"] == "/LI":
        element["S"] = "/Lbl" if html_tag == "dt" else "/LBody"
        for child in _children(element, pdf):
            child["S"] = "/NonStruct"


def tidy_list(listed: Any, pdf: pydyf.PDF) -> None:  # noqa: ANN401
    """Leave only items in a list: parts are joined to items, stray blanks go into the part before them."""
    items: list[Any] = []
    stray: list[Any] = []
    for found in _flat(listed, pdf):
        if found["S"] in _ITEMS:
            items.append(found)
        elif found["S"] in _PARTS:
            if not (items and _takes(items[-1], found, pdf)):
                items.append(_new_item(listed, pdf))
            _put(found, items[-1])
        else:
            stray.append(found)
            continue
        _put_all(stray, _last_part(found, pdf))
    if items:
        _put_all(stray, _last_part(items[-1], pdf))
        listed["K"] = pydyf.Array()
        for item in items:
            _put(item, listed)


def _flat(element: Any, pdf: pydyf.PDF) -> Iterator[Any]:  # noqa: ANN401
    """Yield what a list holds, with the wrappers of items taken away."""
    for child in _children(element, pdf):
        if child["S"] in _WRAPPERS:
            yield from _flat(child, pdf)
        else:
            yield child


def _children(element: Any, pdf: pydyf.PDF) -> list[Any]:  # noqa: ANN401
    return [pdf.objects[int(kid.split()[0])] for kid in element["K"] if isinstance(kid, bytes)]


def _takes(item: Any, part: Any, pdf: pydyf.PDF) -> bool:  # noqa: ANN401
    """Say whether a part belongs to the item before it: a body does, and a label only before any body."""
    parts = [one["S"] for one in _children(item, pdf)]
    return set(parts) <= _PARTS and (part["S"] == "/LBody" or "/LBody" not in parts)


def _new_item(listed: Any, pdf: pydyf.PDF) -> Any:  # noqa: ANN401
    item = pydyf.Dictionary({"Type": "/StructElem", "S": "/LI", "K": pydyf.Array(), "Pg": listed["Pg"]})
    pdf.add_object(item)
    return item


def _last_part(element: Any, pdf: pydyf.PDF) -> Any:  # noqa: ANN401
    """Return the label or body that ends an item, or a part itself."""
    if element["S"] in _PARTS:
        return element
    children = _children(element, pdf)
    return _last_part(children[-1], pdf) if children else element


def _put_all(elements: list[Any], parent: Any) -> None:  # noqa: ANN401
    while elements:
        _put(elements.pop(0), parent)


def _put(element: Any, parent: Any) -> None:  # noqa: ANN401
    element["P"] = parent.reference
    parent["K"].append(element.reference)
