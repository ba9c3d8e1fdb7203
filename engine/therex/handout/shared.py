"""What every exercise says stands once on the sheet, so that a card holds only what is its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from therex.handout.phrases import Line
from therex.handout.sheet import Card, Lines


def said_by_all(cards: Iterable[Lines]) -> Lines:
    """Return the lines that stand on each of two or more cards, whatever rule they come from."""
    first, *others = [*cards] or [()]
    texts = [{line.text for line in lines} for lines in others]
    return tuple(line for line in first if texts and all(line.text in said for said in texts))


def merged(*parts: Lines) -> Lines:
    """Return the lines of all parts, each text once."""
    found: dict[str, Line] = {}
    for line in chain(*parts):
        found.setdefault(line.text, line)
    return tuple(found.values())


def own_part(card: Card, too_hard: Lines, stop: Lines) -> Card:
    """Return a card without the lines that stand on the sheet for all exercises."""
    return replace(card, too_hard=_without(card.too_hard, too_hard), stop=_without(card.stop, stop))


def _without(lines: Lines, shared: Lines) -> Lines:
    texts = {line.text for line in shared}
    return tuple(line for line in lines if line.text not in texts)
