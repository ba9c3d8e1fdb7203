"""Reads the structure of a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

_MARKS = {"BMC": 1, "BDC": 1, "EMC": -1}
_SHOWS = {"Tj", "TJ", "'", '"'}


@dataclass(frozen=True)
class Element:
    """A structure element: its type, its own language, its attributes, alternative text and place."""

    type: str
    language: str
    alt: str
    attributes: Any
    page: Any
    inside: tuple[str, ...]


def elements_of(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """Yield all elements in the order in which they are read."""
    yield from _below(pdf.Root.StructTreeRoot.K, ())


def _below(kids: Any, inside: tuple[str, ...]) -> Iterator[Element]:  # noqa: ANN401 - pikepdf's objects are of any kind
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        kind = str(kid.S)[1:]
        language, alt = str(kid.get("/Lang", "")), str(kid.get("/Alt", ""))
        yield Element(kind, language, alt, kid.get("/A"), kid.get("/Pg"), inside)
        if "/K" in kid:
            yield from _below(kid.K, (*inside, kind))


def untagged_texts(pdf: pikepdf.Pdf) -> list[str]:
    """Return the texts that stand neither in a tag nor in an artifact."""
    found = []
    for number, page in enumerate(pdf.pages, start=1):
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += _MARKS.get(operator, 0)
            if operator in _SHOWS and not depth:
                found.append(f"page {number}: {list(instruction.operands)}")
    return found


def opened(file: Path) -> pikepdf.Pdf:
    """Open a PDF that is not closed before the test ends."""
    return pikepdf.Pdf.open(file)
