"""What a program can judge of a page's words and numbers."""

from __future__ import annotations

import re

from therex.review.page import Said
from therex.review.reviewed import Reviewed, tells

#: So large a share of sentences may leave out who does it.
_MOST_PASSIVE = 0.1
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|\w+ly\s+)?"
    r"(?:\w{2,}ed|done|given|held|kept|made|put|seen|sent|shown|taken|told|written)\b",
    re.IGNORECASE,
)
_NOT_WHOLE = re.compile(r"%|\bper ?cent|[\u00bc-\u00be\u2150-\u215e]|\b\d+/\d+\b", re.IGNORECASE)
_SUM = re.compile(r"\b(?:multiply|divide|subtract|minus|add up|work out how|calculate)\b", re.IGNORECASE)
_ODDS = re.compile(r"\b\d+ in \d+\b|\bodds\b|\btimes more likely\b", re.IGNORECASE)
_THIRD_PERSON = re.compile(r"\bthe patients?\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
#: How the ends of a scale are told.
_SCALE_TOLD = re.compile(r"\b[06] is ")


def action(page: Reviewed) -> bool:
    """Say whether what to do today holds a sentence."""
    return page.today is not None and tells(page.today)


def plain(page: Reviewed) -> bool:
    """Say whether the grade is low and no sentence is long."""
    return page.readability.plain


def terms(page: Reviewed) -> bool:
    """Say whether no term stands unexplained."""
    return not page.readability.terms


def active(page: Reviewed) -> bool:
    """Say whether few sentences leave out who does it."""
    passive = sum(bool(_PASSIVE.search(sentence)) for sentence in page.sentences)
    return passive <= _MOST_PASSIVE * len(page.sentences)


def whole_numbers(page: Reviewed) -> bool:
    """Say whether there is no percentage and no fraction."""
    return not _NOT_WHOLE.search(page.text)


def no_sums(page: Reviewed) -> bool:
    """Say whether nothing is to be calculated."""
    return not _SUM.search(page.text)


def no_odds(page: Reviewed) -> bool:
    """Say whether no chance is given in numbers."""
    return not _ODDS.search(page.text)


def scales(page: Reviewed) -> bool | None:
    """Say whether each scale of the dose is put in words as well; None without one."""
    said = [one for one in page.said if one.source.startswith(("dose:", "limit:"))]
    named = {_name(one) for one in said if "scale" in one.text}
    explained = {_name(one) for one in said if "scale" not in one.text or _SCALE_TOLD.search(one.text)}
    return named <= explained if named else None


def _name(said: Said) -> str:
    return said.source.partition(":")[2]


def you(page: Reviewed) -> bool:
    """Say whether the reader is spoken to, and not about."""
    return bool(_YOU.search(page.text)) and not _THIRD_PERSON.search(page.text)
