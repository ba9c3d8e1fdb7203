"""The mutation score: how many mutants the cases notice, and which of the others are explained."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from therex.check.cases import Ran
from therex.check.decisions import Wheres
from therex.check.mutants import Mutant, mutants
from therex.check.survivors import read_survivors
from therex.check.trial import Trial
from therex.errors import InputError
from therex.rulebook.model import Rulebook

#: A smaller share of killed mutants is not enough.
_ENOUGH = 0.95


@dataclass(frozen=True)
class Survivor:
    """A mutant that no case notices, and why that is accepted, if it is."""

    mutant: Mutant
    reason: str = ""

    def __str__(self) -> str:
        rule = self.mutant.rule
        explained = f" (explained: {self.reason})" if self.reason else ""
        return f"{rule.place}: {rule.id}: {self.mutant.change}{explained}"


@dataclass(frozen=True)
class Score:
    """What became of the mutants; those proved to change nothing are not counted."""

    total: int
    equivalent: int
    survivors: tuple[Survivor, ...]
    stale: tuple[InputError, ...] = ()

    @property
    def counted(self) -> int:
        """How many mutants a case might notice."""
        return self.total - self.equivalent

    @property
    def killed(self) -> int:
        """How many mutants a case notices."""
        return self.counted - len(self.survivors)

    @property
    def explained(self) -> int:
        """How many survivors are accepted with a reason; they stay survivors."""
        return sum(bool(survivor.reason) for survivor in self.survivors)

    @property
    def enough(self) -> bool:
        """Say whether the share is high enough and every explanation is of a survivor."""
        return self.killed >= _ENOUGH * self.counted and not self.stale


def score(
    folder: Path, rulebook: Rulebook, ran: Iterable[Ran], wheres: Wheres, chosen: tuple[int | None, int]
) -> Score:
    """Try every mutant, or a random sample of a size and a seed."""
    everything = list(mutants(rulebook, wheres))
    size, seed = chosen
    tried = everything if size is None else _sample(everything, size, seed)
    trial = Trial(rulebook, ran)
    alive = [mutant for mutant in tried if not trial.notices(mutant.rule)]
    surviving = [mutant for mutant in alive if mutant.may_matter()]
    explained = read_survivors(folder)
    survivors = tuple(Survivor(mutant, explained.reason(mutant)) for mutant in surviving)
    stale = explained.of_none(surviving, within=None if size is None else tried)
    return Score(len(tried), len(alive) - len(surviving), survivors, stale)


def _sample(everything: list[Mutant], size: int, seed: int) -> list[Mutant]:
    return random.Random(seed).sample(everything, min(size, len(everything)))  # noqa: S311 - no secret
