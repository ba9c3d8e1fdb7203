"""What must hold for a session, and for an exercise: no rule stands in the way, and one asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from therex.explain.solve import Solvable
from therex.explain.solve_logic import any_holds, opposite
from therex.explain.solve_search import Goal
from therex.facts.overrides import StatedOverride
from therex.plan.findings import holds_session
from therex.plan.overrides import left_of
from therex.rulebook.model import Recommend, Rule
from therex.rulebook.override import barred_by

#: The name of the goal that a rule recommends the exercise; the others are named by the rule to be cleared.
WISHED = ""


class Goals:
    """The goals for one patient, each a formula under its name."""

    def __init__(self, solvable: Solvable, overrides: tuple[StatedOverride, ...]) -> None:
        self._solvable = solvable
        self._holding: list[Rule] = []
        self._barring: dict[str, list[Rule]] = defaultdict(list)
        self._wishing: dict[str, list[Rule]] = defaultdict(list)
        for rule in solvable.rulebook.scoped("patient"):
            left = left_of(rule, overrides)
            if holds_session(left):
                self._holding.append(rule)
            for name in barred_by(left):
                self._barring[name].append(rule)
            for name in _recommended_by(left):
                self._wishing[name].append(rule)

    def of_session(self) -> dict[str, Goal]:
        """Return what must hold for any exercise today."""
        return self._session

    def of_exercise(self, name: str) -> dict[str, Goal]:
        """Return what must hold for an exercise to be open."""
        return self.of_session() | {rule.id: self._cleared(rule) for rule in self._barring[name]}

    def wished(self, name: str) -> Goal:
        """Return the goal that a rule recommends an exercise."""
        wishing = self._wishing[name]
        fires = any_holds([self._solvable.truths(rule.when).true for rule in wishing])
        return Goal(fires, frozenset[str]().union(*map(self._solvable.reads, wishing)))

    def in_way(self, exercise: str) -> tuple[str, ...]:
        """Return the rules that now hold the session, or bar or withhold the exercise."""
        guards = [*self._holding, *self._barring[exercise]]
        return tuple(sorted({rule.id for rule in guards if self._solvable.stands(rule)}))

    def rules_of(self, goals: Iterable[str], exercise: str) -> tuple[str, ...]:
        """Return the rules that goals are about."""
        names = set(goals)
        if WISHED in names:
            names |= {rule.id for rule in self._wishing[exercise]}
        return tuple(sorted(names - {WISHED}))

    @cached_property
    def _session(self) -> dict[str, Goal]:
        return {rule.id: self._cleared(rule) for rule in self._holding}

    def _cleared(self, guard: Rule) -> Goal:
        """Return the goal that a rule does not stand in the way."""
        return Goal(opposite(self._solvable.in_way(guard)), self._solvable.reads(guard))


def _recommended_by(rule: Rule) -> frozenset[str]:
    wishes = (outcome.exercises for outcome in rule.outcomes if isinstance(outcome, Recommend))
    return frozenset[str]().union(*wishes)
