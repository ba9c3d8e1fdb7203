"""The search for the fewest facts to change, and then for the nearest values: exact, with z3 as the judge.

A set of facts of which at least one must change is found whenever too few may change (an unsatisfiable
core). The smallest sets of facts that have one of each such set are tried, all of them, until they do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import z3

from therex.errors import TherexError
from therex.explain.solve_facts import Free
from therex.explain.solve_logic import Formula

_TRUE, _FALSE = z3.BoolVal(True), z3.BoolVal(False)  # noqa: FBT003 - as z3 has it
#: For each fact that changes, the place of its new value.
Changes = dict[str, int]


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to hold, and the free facts that it reads."""

    formula: Formula
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Solution:
    """The smallest change, and the condition that it meets: on the new places of the facts that change."""

    changes: Changes
    condition: z3.BoolRef


@dataclass(frozen=True, slots=True)
class Stuck:
    """No change does it: these goals cannot be met together."""

    goals: frozenset[str]


class Search:
    """Answers for one patient; what it has learned of one question serves the next."""

    def __init__(self, free: Mapping[str, Free]) -> None:
        self._free = free
        self._switches: dict[int, tuple[z3.BoolRef, z3.BoolRef]] = {}
        self._stays: dict[str, z3.BoolRef] = {}
        self._solver = z3.Solver()
        self._solver.set("core.minimize", True)  # noqa: FBT003 - as z3 has it

    def smallest(self, goals: Mapping[str, Goal]) -> Solution | Stuck:
        """Return the fewest changes that meet all goals; of these the nearest, then by name and value."""
        if never := [name for name, goal in goals.items() if goal.formula is False]:
            return Stuck(frozenset(never))
        question = self._question(goals)
        found = self._fewest(question)
        if isinstance(found, Stuck):
            return found
        changes = self._nearest(found, question)
        made = [(self._free[name].changed, _TRUE) for name in changes]
        return Solution(changes, z3.simplify(z3.substitute(self._reduced(question, changes), *made)))

    def reach(self, solution: Solution, name: str) -> range:
        """Return how far one of the changes may go either way while the others stay as they are."""
        free, here = self._free[name], solution.changes[name]
        others = (
            (self._free[one].place, z3.IntVal(at)) for one, at in solution.changes.items() if one != name
        )
        missed = z3.Not(z3.substitute(solution.condition, *others))
        below = _furthest(missed, free.place, free.values.low, here)
        above = _furthest(missed, free.place, free.values.high, here)
        return range(below, above + 1)

    def _question(self, goals: Mapping[str, Goal]) -> _Question:
        """Return what is asked as the solver knows it; goals that hold whatever changes are left out."""
        switches, formulas, facts = {}, [], set[str]()
        for name, goal in goals.items():
            if not isinstance(goal.formula, bool):
                switches[self._switch(goal.formula).get_id()] = name
                formulas.append(goal.formula)
                facts |= goal.facts
        for name in sorted(facts - self._stays.keys()):
            self._stays[name] = z3.Not(self._free[name].changed)
            self._solver.add(self._free[name].bounds)
        stays = {self._stays[name].get_id(): name for name in facts}
        return _Question(switches, [self._switch(one) for one in formulas], z3.And(formulas), stays)

    def _switch(self, formula: z3.BoolRef) -> z3.BoolRef:
        """Return a switch that demands a formula."""
        key = formula.get_id()
        if key not in self._switches:
            switch = z3.Bool(f"goal {len(self._switches)}")
            self._switches[key] = (switch, formula)  # which keeps the formula, and so its number
            self._solver.add(z3.Implies(switch, formula))
        return self._switches[key][0]

    def _fewest(self, question: _Question) -> set[frozenset[str]] | Stuck:
        """Return all sets of as few facts as can be whose change meets the goals."""
        cores: set[frozenset[str]] = set()
        enough: set[frozenset[str]] = set()
        while True:
            attempt = next((one for one in _hitting_sets(cores) if one not in enough), None)
            if attempt is None:
                return enough
            learned = self._cores(attempt, question)
            if not learned:
                enough.add(attempt)
            for core in learned:
                if isinstance(core, Stuck):
                    return core
                cores.add(core)

    def _cores(self, names: frozenset[str], question: _Question) -> list[frozenset[str] | Stuck]:
        """Return sets of facts of which one more must change, none in common; none if these are enough."""
        found: list[frozenset[str] | Stuck] = []
        while core := self._core(names, question):
            found.append(core)
            if isinstance(core, Stuck):
                break
            names |= core
        return found

    def _core(self, names: frozenset[str], question: _Question) -> frozenset[str] | Stuck | None:
        """Return facts of which one more must change; None if these are enough."""
        kept = (self._stays[name] for name in question.stays.values() if name not in names)
        result = self._solver.check([*kept, *question.demands])
        if result == z3.sat:
            return None
        if result == z3.unknown:
            raise TherexError(f"internal error: the solver gave up: {self._solver.reason_unknown()}")
        core = [one.get_id() for one in self._solver.unsat_core()]
        facts = frozenset(question.stays[one] for one in core if one in question.stays)
        return facts or Stuck(frozenset(question.switches[one] for one in core))

    def _nearest(self, sets: Collection[frozenset[str]], question: _Question) -> Changes:
        """Return the change of one of these sets in the fewest steps; then by name, then the lowest place."""
        free = [self._free[name] for name in sorted(frozenset[str]().union(*sets))]
        if not free:
            return {}
        best = z3.Optimize()
        best.add(self._reduced(question, [one.name for one in free]), *(one.bounds for one in free))
        best.add(z3.AtMost(*(one.changed for one in free), min(map(len, sets))))
        best.minimize(z3.Sum([one.steps for one in free]))
        if len(sets) > 1:
            for one in free:
                best.maximize(z3.If(one.changed, 1, 0))
        for one in free:
            if one.values.low < one.values.high:
                best.minimize(z3.If(one.changed, one.place, one.values.low))
        best.check()
        model = best.model()
        return {one.name: model.eval(one.place, model_completion=True).as_long()
                for one in free if z3.is_true(model.eval(one.changed))}  # fmt: skip

    def _reduced(self, question: _Question, names: Collection[str]) -> z3.BoolRef:
        """Return the goals when no facts but these change."""
        stay = (self._free[name].changed for name in question.stays.values() if name not in names)
        return z3.simplify(z3.substitute(question.whole, *((one, _FALSE) for one in stay)))


@dataclass(frozen=True, slots=True)
class _Question:
    """Goals as the solver knows them.

    Their names by the numbers of their switches, the switches, all they demand as one formula, and the facts
    they read by the numbers of the assumptions that these stay.
    """

    switches: dict[int, str]
    demands: list[z3.BoolRef]
    whole: z3.BoolRef
    stays: dict[int, str]


def _furthest(missed: z3.BoolRef, place: z3.ArithRef, end: int, here: int) -> int:
    """Return the last place from `here` towards `end` before a condition is missed."""
    step = 1 if end >= here else -1
    solver = z3.Solver()
    solver.add(missed, place * step > here * step)

    def a_miss(up_to: int) -> int | None:
        found = solver.check(place * step <= up_to * step) == z3.sat
        return solver.model().eval(place).as_long() if found else None

    good, bad = here, a_miss(end)
    while bad is not None and bad - good != step:
        middle = good + step * (abs(bad - good) // 2)
        nearer = a_miss(middle)
        good, bad = (middle, bad) if nearer is None else (good, nearer)
    return end if bad is None else good


def _hitting_sets(cores: Collection[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Yield the smallest sets that have a fact of each core."""
    ordered = sorted(cores, key=lambda core: (len(core), sorted(core)))
    size = 0
    while True:
        found = set(_of_size(ordered, frozenset(), size))
        if found:
            yield from sorted(found, key=sorted)
            return
        size += 1


def _of_size(cores: list[frozenset[str]], names: frozenset[str], more: int) -> Iterator[frozenset[str]]:
    missed = [core for core in cores if not core & names]
    if not missed:
        yield names
    elif _apart(missed) <= more:
        for name in sorted(missed[0]):
            yield from _of_size(missed, names | {name}, more - 1)


def _apart(cores: list[frozenset[str]]) -> int:
    """Return how many of the cores, at least, have no fact in common: each needs a change of its own."""
    seen: frozenset[str] = frozenset()
    count = 0
    for core in cores:
        if not core & seen:
            seen |= core
            count += 1
    return count
