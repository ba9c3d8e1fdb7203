"""The checklist: what each item asks, who can judge it, and what came of it on one page.

It is informed by two published tools: the Patient Education Materials Assessment Tool for printed pages
(PEMAT-P, numbers 1 to 12 and 15 to 26) and the Clear Communication Index of the CDC (numbers 1 to 20). The
questions are our own words; `after` says which items of the tools stand behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from therex.review import exercises, layout, wording
from therex.review.page import Element, read_page
from therex.review.readability import Readability, readability_of
from therex.review.reviewed import Reviewed


class Verdict(StrEnum):
    """What came of an item."""

    YES = "yes"
    NO = "no"
    NOT_HERE = "not on this page"
    PERSON = "needs a person"


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `judge` answers None where the page has nothing to judge; without it, a person has to."""

    id: str
    asks: str
    after: str
    judge: Callable[[Reviewed], bool | None] | None = None

    def verdict(self, page: Reviewed) -> Verdict:
        """Return what comes of it on a page."""
        if self.judge is None:
            return Verdict.PERSON
        answer = self.judge(page)
        return Verdict.NOT_HERE if answer is None else Verdict.YES if answer else Verdict.NO


ITEMS = (
    Item("purpose", "Does the first heading say what the sheet is?", "PEMAT 1", layout.purpose),
    Item(
        "today-first",
        "Does what to do today come first?",
        "PEMAT 11, CDC 1 2 10",
        layout.today_first,
    ),
    Item("today-marked", "Has what to do today a box and a heading?", "PEMAT 12, CDC 3", layout.today_marked),
    Item("action", "Does it tell the reader to do something?", "PEMAT 20, CDC 5", wording.action),
    Item("plain-words", "Are words and sentences short?", "PEMAT 3, CDC 7", wording.plain),
    Item("terms", "Is every special term explained or left out?", "PEMAT 4, CDC 7", wording.terms),
    Item("active", "Do the sentences say who does what?", "PEMAT 5, CDC 6", wording.active),
    Item("whole-numbers", "Are all numbers whole?", "PEMAT 6, CDC 15", wording.whole_numbers),
    Item("no-sums", "Has the reader nothing to calculate?", "PEMAT 7 24, CDC 17", wording.no_sums),
    Item("scales", "Does the page say what the numbers of a scale feel like?", "CDC 16", wording.scales),
    Item("no-odds", "Is no danger put as a number of chances?", "CDC 20", wording.no_odds),
    Item("short-parts", "Is every part short enough to read at once?", "PEMAT 8, CDC 9", layout.short_parts),
    Item("headings", "Has every section a heading?", "PEMAT 9, CDC 9", layout.headings),
    Item("order", "Do plan, exercises and diary follow one another?", "PEMAT 10", layout.order),
    Item("cues", "Do lists, boxes and bold words lead the eye?", "PEMAT 12, CDC 8", layout.cues),
    Item("pictures", "Has every exercise a picture of what to do?", "PEMAT 15 26, CDC 4", exercises.pictures),
    Item("captions", "Has every picture a caption and a text in its place?", "PEMAT 17", exercises.captions),
    Item("tables", "Has every table short headings?", "PEMAT 19", layout.tables),
    Item("you", "Is the reader spoken to?", "PEMAT 21", wording.you),
    Item("steps", "Is every exercise told in small numbered steps?", "PEMAT 22, CDC 14", exercises.steps),
    Item("how-much", "Does every exercise say how much to do?", "CDC 12", exercises.how_much),
    Item("reasons", "Does every exercise say what it is good for?", "CDC 13 19", exercises.reasons),
    Item("diary", "Is there a diary to tick?", "PEMAT 23", layout.diary),
    Item("diary-told", "Does the diary say how to fill it in?", "PEMAT 25", layout.diary_told),
    Item("stop", "Does it say when to stop?", "CDC 18 19", layout.stop),
    Item("help", "Does it say when to call for help, and whom?", "CDC 18", layout.help_to_call),
    Item("main-message", "Is what it asks for first what matters most to this patient?", "CDC 1 10"),
    Item("nothing-else", "Does nothing on it lead away from its purpose?", "PEMAT 2"),
    Item("pictures-match", "Does every picture show the same as its words?", "PEMAT 16"),
    Item("pictures-clear", "Would a stranger see at once what a picture shows?", "PEMAT 18"),
    Item("own-words", "Are these the words that this reader uses?", "CDC 7"),
    Item("known-unknown", "Is what is not known for certain said to be so?", "CDC 11"),
    Item("danger-felt", "Will the reader understand what could happen, and not be frightened?", "CDC 18"),
    Item("can-be-done", "Can this patient do this at home?", "PEMAT 20, CDC 12"),
)


@dataclass(frozen=True, slots=True)
class Review:
    """A page as it was reviewed: how it reads, and the verdict on each item."""

    readability: Readability
    verdicts: tuple[tuple[Item, Verdict], ...]

    def having(self, verdict: Verdict) -> list[Item]:
        """Return the items with this verdict."""
        return [item for item, found in self.verdicts if found is verdict]

    @property
    def passed(self) -> bool:
        """Say whether nothing that a program can judge is amiss."""
        return not self.having(Verdict.NO)


def review_of(html: str, names: Iterable[str] = ()) -> Review:
    """Review the patient's part of a rendered English page.

    Args:
        html: the page.
        names: names of exercises, which are excepted from the measure of words.

    Raises:
        ValueError: the page has no part for the patient.

    """
    page = read_page(html)
    patient = _patient(page)
    readability = readability_of(patient.said(), names)
    style = " ".join(one.text for one in page.find("style"))
    reviewed = Reviewed(patient, readability, style)
    return Review(readability, tuple((item, item.verdict(reviewed)) for item in ITEMS))


def _patient(page: Element) -> Element:
    parts = page.find("main", kind="patient")
    if not parts:
        raise ValueError("the page has no part for the patient")
    return parts[0]
