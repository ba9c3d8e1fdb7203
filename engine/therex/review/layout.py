"""What a program can judge of a page's order and marks."""

from __future__ import annotations

import re

from therex.readability.measure import words
from therex.review.page import Element
from therex.review.reviewed import HEADINGS, PARTS, Reviewed, tells

#: A paragraph or list entry of more words, or a list of more entries, is not read at once.
_MOST_WORDS_OF_A_PART, _MOST_ENTRIES = 60, 12
_MOST_WORDS_OF_A_HEADING = 4
_FRAMED = re.compile(r"\.today\b[^{}]*\{[^}]*(?:border|background)")


def purpose(page: Reviewed) -> bool:
    """Say whether the first heading is the only one of its level, and more than one word."""
    top = page.patient.find("h1")
    first = page.patient.find(*HEADINGS)[:1]
    return top == first and len(words(first[0].text)) > 1


def today_first(page: Reviewed) -> bool:
    """Say whether nothing but a message or the helper's part stands before what to do today."""
    kinds = [part.classes for part in page.patient.find(*PARTS)]
    place = next((place for place, kind in enumerate(kinds) if "today" in kind), None)
    return place is not None and all(kind & {"message", "helper"} for kind in kinds[:place])


def today_marked(page: Reviewed) -> bool:
    """Say whether what to do today has a heading, and a frame or a ground of its own."""
    return page.today is not None and bool(page.today.find(*HEADINGS)) and bool(_FRAMED.search(page.style))


def short_parts(page: Reviewed) -> bool:
    """Say whether no paragraph, list entry or list is too long."""
    parts, lists = page.patient.find("p", "li"), page.patient.find("ul", "ol")
    return all(len(words(part.text)) <= _MOST_WORDS_OF_A_PART for part in parts) and all(
        sum(isinstance(entry, Element) for entry in one.children) <= _MOST_ENTRIES for one in lists
    )


def headings(page: Reviewed) -> bool:
    """Say whether each part has a heading that is not empty."""
    found = [part.find(*HEADINGS) for part in page.patient.find(*PARTS)]
    return bool(found) and all(heads and all(head.text for head in heads) for heads in found)


def order(page: Reviewed) -> bool | None:
    """Say whether plan, exercises and diary stand in this order; None without exercises."""
    if not page.cards:
        return None
    kinds = [part.classes for part in page.patient.find(*PARTS)]
    places = [place for name in ("today", "card", "diary") for place in _places(name, kinds)[:1]]
    return len(places) == len({"today", "card", "diary"}) and places == sorted(places)


def _places(name: str, kinds: list[frozenset[str]]) -> list[int]:
    return [place for place, kind in enumerate(kinds) if name in kind]


def cues(page: Reviewed) -> bool:
    """Say whether there are lists, boxes and bold words."""
    patient = page.patient
    return bool(patient.find("ul", "ol") and patient.find(kind="box") and patient.find("b", "strong"))


def tables(page: Reviewed) -> bool | None:
    """Say whether each table has column headings, all of them short; None without a table."""
    found = [_column_headings(table) for table in page.patient.find("table")]
    return all(heads and all(_is_short(head) for head in heads) for heads in found) if found else None


def _column_headings(table: Element) -> list[Element]:
    return [cell for cell in table.find("th") if cell.attributes.get("scope", "").startswith("col")]


def _is_short(heading: Element) -> bool:
    return 0 < len(words(heading.text)) <= _MOST_WORDS_OF_A_HEADING


def diary(page: Reviewed) -> bool | None:
    """Say whether there is a diary with boxes to tick; None without exercises."""
    boxes = [box for part in page.patient.find("section", kind="diary") for box in part.find(kind="done")]
    return bool(boxes) if page.cards else None


def diary_told(page: Reviewed) -> bool | None:
    """Say whether the diary says in a sentence how to fill it in; None without a diary."""
    parts = page.patient.find("section", kind="diary")
    return all(tells(part) for part in parts) if parts else None


def stop(page: Reviewed) -> bool | None:
    """Say whether there is a box that says when to stop; None without exercises."""
    return _has_box(page, "stop") if page.cards else None


def help_to_call(page: Reviewed) -> bool:
    """Say whether boxes say when to call for help, each with a line for the number."""
    return all(_has_box(page, kind, with_number=True) for kind in ("emergency", "call"))


def _has_box(page: Reviewed, kind: str, *, with_number: bool = False) -> bool:
    boxes = page.patient.find("section", kind=kind)
    return any(tells(box) and (not with_number or bool(box.find(kind="phone"))) for box in boxes)
