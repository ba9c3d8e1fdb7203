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
    return tuple(_point(item, rulebook) for item in evidence)


def _point(item: Evidence, rulebook: Rulebook) -> Point:
    source = rulebook.sources[item.source]
    at = f", {item.at}" if item.at else ""
    doi = f", doi {source.doi}" if source.doi else ""
    note = f": {item.note}" if item.note else ""
    return Point(f"evidence [{_STATUS[item.status]}] {source.citation}{at}{doi}{note}")
