"""What a program can judge of the exercises on a page; None on a page without any."""

from __future__ import annotations

from therex.readability.measure import sentences
from therex.review.page import Element
from therex.review.reviewed import Reviewed

_FEWEST_STEPS, _MOST_SENTENCES_OF_A_STEP = 2, 3
_PURPOSES = {"phrase:purpose", "phrase:purpose_also"}


def pictures(page: Reviewed) -> bool | None:
    """Say whether each exercise has a picture."""
    return page.each_card(lambda card: bool(card.find("svg", "img")))


def captions(page: Reviewed) -> bool | None:
    """Say whether each picture has a caption, and a text in its place; None without pictures."""
    figures = [figure for card in page.cards for figure in card.find("figure")]
    return all(_is_captioned(figure) for figure in figures) if figures else None


def _is_captioned(figure: Element) -> bool:
    drawn = figure.find("svg", "img")
    named = any(one.attributes.get("alt") or one.attributes.get("aria-label") for one in drawn)
    titled = any(title.text for one in drawn for title in one.find("title", "desc"))
    return any(one.text for one in figure.find("figcaption")) and (named or titled)


def steps(page: Reviewed) -> bool | None:
    """Say whether each exercise has numbered steps of a few sentences."""
    return page.each_card(_has_steps)


def _has_steps(card: Element) -> bool:
    found = [step.text for numbered in card.find("ol") for step in numbered.find("li")]
    small = all(len(sentences(step)) <= _MOST_SENTENCES_OF_A_STEP for step in found)
    return len(found) >= _FEWEST_STEPS and small


def how_much(page: Reviewed) -> bool | None:
    """Say whether each exercise has a dose."""
    return page.each_card(lambda card: any(dose.text for dose in card.find(kind="dose")))


def reasons(page: Reviewed) -> bool | None:
    """Say whether each exercise has a reason."""
    return page.each_card(lambda card: any(one.source in _PURPOSES for one in card.said()))
