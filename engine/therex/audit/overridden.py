"""Which rules therapists set aside, and how often: the sign of a rule to mend."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from therex.audit.filters import EVERYTHING, Filter
from therex.audit.ledger import Ledger


@dataclass(frozen=True, slots=True)
class SetAside:
    """One rule: in how many decisions it was set aside, by how many people, and last on which day."""

    rule: str
    decisions: int
    people: int
    last: str


def set_aside(ledger: Ledger, wanted: Filter = EVERYTHING) -> list[SetAside]:
    """Return the rules that were set aside, the most often first; a decision printed again counts once."""
    decisions: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    last: dict[str, str] = {}
    for entry in ledger.entries(wanted):
        for one in entry.overridden:
            decisions[one.rule].add(entry.decision)
            people[one.rule].add(one.by)
            last[one.rule] = entry.at[:10]
    found = [SetAside(rule, len(ids), len(people[rule]), last[rule]) for rule, ids in decisions.items()]
    return sorted(found, key=lambda one: (-one.decisions, one.rule))
