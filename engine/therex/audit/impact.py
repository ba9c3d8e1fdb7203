"""What other rules would have decided on all recorded patients: how many, in what, and which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from therex.audit.entry import Entry
from therex.audit.replay import Replayed, Replayer
from therex.plan.decision import Decision

#: So many pairs of plans are kept to be shown: of each way to differ the first, until there are so many.
MOST_EXAMPLES = 20
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Differing:
    """A record that would come out otherwise: who it is about, and in what it differs."""

    entry: Entry
    patient: str
    kinds: tuple[str, ...]
    wrong: str


@dataclass(slots=True)
class Impact:
    """The records that were replayed.

    `examples` are pairs of plans, one of each way to differ: the kinds, and the rules that turned.
    """

    replayed: int = 0
    erased: list[int] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    examples: list[Replayed] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    turned: Counter[str] = field(default_factory=Counter)
    _ways: set[tuple[object, ...]] = field(default_factory=set, repr=False)

    @property
    def patients(self) -> int:
        """How many patients the differing records are about; one without id or name counts by itself."""
        return len({one.patient or one.entry.number for one in self.differing})

    def add(self, found: Replayed) -> None:
        """Count one record."""
        self.replayed += 1
        if found.identical:
            return
        self.kinds.update(found.kinds)
        patient = _patient(found.before.decision) if found.before else ""
        self.differing.append(Differing(found.entry, patient, found.kinds, found.wrong))
        if found.comparison is None:
            return
        rules = tuple(turned.rule for turned in found.comparison.turned)
        self.turned.update(rules)
        if (way := (found.kinds, rules)) not in self._ways and len(self.examples) < MOST_EXAMPLES:
            self._ways.add(way)
            self.examples.append(found)


def impact(replayer: Replayer, entries: Iterable[Entry], told: Told = lambda _, __: None) -> Impact:
    """Replay the decisions among the records.

    Args:
        replayer: by which rules.
        entries: the records.
        told: is told how many of how many are done.

    """
    wanted = [entry for entry in entries if entry.kind == "decision"]
    found = Impact()
    for done, entry in enumerate(wanted, start=1):
        replayed = replayer.replay(entry)
        if replayed is None:
            found.erased.append(entry.number)
        else:
            found.add(replayed)
        told(done, len(wanted))
    return found


def _patient(decision: Decision) -> str:
    return decision.patient or decision.name
