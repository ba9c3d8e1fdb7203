"""Accepted survivors: mutants that no case notices, each with the reason why none has to.

They stand in ``mutation_survivors.cases.yaml`` in the folder of rules: beside the cases, for they are no
knowledge, and no part of the rulebook.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from therex.check.cases import SURVIVORS
from therex.check.mutants import Mutant
from therex.errors import InputError, Place
from therex.facts.document import Mapping, Sequence, read_document
from therex.facts.validate import Entry, validated

_Key = tuple[str, str]


class SurvivorEntry(Entry):
    """One accepted survivor: the rule, the change as the report says it, and why it is accepted."""

    rule: str
    change: str
    reason: str


@dataclass(frozen=True)
class Explained:
    """The accepted survivors, by rule and change, with their reasons and places."""

    reasons: dict[_Key, tuple[str, Place]]

    def reason(self, mutant: Mutant) -> str:
        """Return why this mutant may survive, or nothing."""
        return self.reasons.get(_key(mutant), ("", None))[0]

    def of_none(
        self, surviving: Iterable[Mutant], within: Iterable[Mutant] | None = None
    ) -> tuple[InputError, ...]:
        """Return a finding for each entry of which there is no survivor (`within`: of these alone)."""
        alive = set(map(_key, surviving))
        asked = set(self.reasons) if within is None else set(map(_key, within))
        return tuple(
            InputError(f'no mutant "{rule}: {change}" survives', place, "a survivor, or no such entry")
            for (rule, change), (_, place) in self.reasons.items()
            if (rule, change) not in alive and (rule, change) in asked
        )


def _key(mutant: Mutant) -> _Key:
    return mutant.rule.id, mutant.change


def read_survivors(folder: Path) -> Explained:
    """Return the accepted survivors of a rulebook; none where there is no such file.

    Raises:
        InputError: the file cannot be read.

    """
    path = folder / SURVIVORS
    if not path.is_file():
        return Explained({})
    document = read_document(path)
    items = document.entries.get("survivors") if isinstance(document, Mapping) else None
    if not isinstance(items, Sequence):
        raise InputError("no list of survivors", document.place, "`survivors:` with a list")
    reasons: dict[_Key, tuple[str, Place]] = {}
    for node in items.items:
        entry = validated(SurvivorEntry, node)
        if not entry.reason:
            raise InputError(f'"{entry.rule}" may survive without a reason', node.place, "`reason:` with one")
        reasons[entry.rule, entry.change] = (entry.reason, node.place)
    return Explained(reasons)
