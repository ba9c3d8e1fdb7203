"""Evidence in words: the publication, the place in it, and how far it was checked."""

from __future__ import annotations

from therex.explain.outline import Point
from therex.rulebook.model import Evidence, Rulebook

_STATUS = {
    "verified": "verified",
    "second_hand": "second hand, to be reviewed",
    "recall": "from recall, to be reviewed",
    "heuristic": "heuristic, to be reviewed",
}


def evidence_points(evidence: tuple[Evidence, ...], rulebook: Rulebook) -> tuple[Point, ...]:
    """Return one line for each piece of evidence."""
    return tuple(Point(f"evidence {evidence_words(item, rulebook)}", of=item) for item in evidence)


def evidence_words(item: Evidence, rulebook: Rulebook) -> str:
    """Return the status, the publication, the place in it, and the remark."""
    return f"[{status_words(item)}] {citation_words(item, rulebook)}"


def status_words(item: Evidence) -> str:
    """Return how far a piece of evidence was checked."""
    return _STATUS[item.status]


def citation_words(item: Evidence, rulebook: Rulebook) -> str:
    """Return the publication, the place in it, and the remark."""
    source = rulebook.sources[item.source]
    at = f", {item.at}" if item.at else ""
    doi = f", doi {source.doi}" if source.doi else ""
    note = f": {item.note}" if item.note else ""
    return f"{source.citation}{at}{doi}{note}"
