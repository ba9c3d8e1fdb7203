"""What the judges of a checklist look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from therex.readability.measure import is_prose, sentences
from therex.review.page import Element, Said
from therex.review.readability import Readability

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PARTS = ("section", "article")


@dataclass(frozen=True)
class Reviewed:
    """The patient's part of a page, how it reads, and the style sheet of the page."""

    patient: Element
    readability: Readability
    style: str

    @cached_property
    def cards(self) -> list[Element]:
        """The exercises."""
        return self.patient.find("article", kind="card")

    @cached_property
    def today(self) -> Element | None:
        """The part that says what to do today."""
        return next(iter(self.patient.find("section", kind="today")), None)

    @cached_property
    def said(self) -> list[Said]:
        """All texts with a source."""
        return self.patient.said()

    @cached_property
    def text(self) -> str:
        """All words that therex wrote; not what a person typed."""
        return "\n".join(one.text for one in self.said if not one.source.startswith("patient:"))

    @cached_property
    def sentences(self) -> list[str]:
        """All its sentences."""
        prose = (one.text for one in self.said if is_prose(one.text))
        return [sentence for text in prose for sentence in sentences(text)]

    def each_card(self, judge: Callable[[Element], bool]) -> bool | None:
        """Return what `judge` says of all exercises; None without exercises."""
        return all(judge(card) for card in self.cards) if self.cards else None


def tells(part: Element) -> bool:
    """Say whether a part of a page holds a sentence."""
    return any(is_prose(one.text) for one in part.said())
