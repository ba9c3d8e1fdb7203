"""The rules as a solver sees them, for one patient: what can change is free, the rest is what it is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from therex.explain.solve_calculations import calculated
from therex.explain.solve_facts import Calculated, Derived, Fixed, Free, Symbol, compared
from therex.explain.solve_logic import Formula, Truths, all_hold, any_holds, known_truths
from therex.explain.solve_values import Options, Values, values_of
from therex.facts.model import Fact, Facts
from therex.facts.vocabulary import Kind
from therex.inference.reference import truth
from therex.inference.world import World
from therex.language.calculation import Calculation
from therex.language.tree import Among, And, Compare, CompareFacts, Expression, Or, facts_of, leaves
from therex.rulebook.model import Rule, Rulebook

_TODAY = "assessment_date"


class Readers:
    """What the rules of a rulebook compare each fact with, and which facts meet others."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.comparisons: dict[str, list[Compare]] = defaultdict(list)
        self.meeting = {name for one in rulebook.calculations.values() for name in one.inputs}
        for condition in _conditions(rulebook):
            for leaf in leaves(condition):
                match leaf:
                    case Compare(fact):
                        self.comparisons[fact].append(leaf)
                    case CompareFacts(fact, _, other):
                        self.meeting |= {fact, other}


def _conditions(rulebook: Rulebook) -> Iterator[Expression]:
    for rule in rulebook.scoped("patient"):
        yield rule.when
        yield rule.withhold_if
        if rule.derives:
            yield from (condition for _, condition in rule.derives.branches)


class Solvable:
    """One patient's rules as formulas over the facts that are free to change."""

    def __init__(self, facts: Facts, world: World, rulebook: Rulebook) -> None:
        self.facts, self.world, self.rulebook = facts, world, rulebook
        self.readers = Readers(rulebook)
        self.free: dict[str, Free] = {}
        self._symbols: dict[str, Symbol] = {}
        self._in_way: dict[str, Formula] = {}
        self._reads: dict[str, frozenset[str]] = {}

    def reads(self, rule: Rule) -> frozenset[str]:
        """Return the free facts that a rule reads, by itself or through what is derived or calculated."""
        if rule.id not in self._reads:
            names = facts_of(rule.when) | facts_of(rule.withhold_if)
            self._reads[rule.id] = frozenset[str]().union(*map(self._behind, names))
        return self._reads[rule.id]

    def _behind(self, name: str) -> frozenset[str]:
        if name in self.free:
            return frozenset({name})
        if rule := self.rulebook.derivations.get(name):
            assert rule.derives is not None  # noqa: S101 - that is what makes it a derivation
            inputs = frozenset[str]().union(*(facts_of(branch) for _, branch in rule.derives.branches))
        elif name in self.rulebook.calculations and isinstance(self.symbol(name), Calculated):
            inputs = frozenset(self.rulebook.calculations[name].inputs)
        else:
            inputs = frozenset()
        return frozenset[str]().union(*map(self._behind, inputs))

    def stands(self, rule: Rule) -> bool:
        """Say whether a rule that fails closed is true now, or unknown and holds back what it guards."""
        now = truth(rule.when, self.world)
        return now is True or (now is None and truth(rule.withhold_if, self.world) is not False)

    def in_way(self, rule: Rule) -> Formula:
        """Return when a rule that fails closed is true, or unknown and holds back what it guards."""
        if rule.id not in self._in_way:
            when, withheld = self.truths(rule.when), self.truths(rule.withhold_if)
            not_ruled_out = all_hold((when.unknown, any_holds((withheld.true, withheld.unknown))))
            self._in_way[rule.id] = any_holds((when.true, not_ruled_out))
        return self._in_way[rule.id]

    def truths(self, condition: Expression) -> Truths:
        """Return when a condition is true, and when it is false."""
        match condition:
            case And(parts):
                found = list(map(self.truths, parts))
                return Truths(all_hold(one.true for one in found), any_holds(one.false for one in found))
            case Or(parts):
                found = list(map(self.truths, parts))
                return Truths(any_holds(one.true for one in found), all_hold(one.false for one in found))
            case Compare(fact) | Among(fact):
                return self.symbol(fact).truths(condition)
            case CompareFacts(fact, op, other):
                left, right = self.symbol(fact), self.symbol(other)
                return known_truths(all_hold((left.known, right.known)), compared(op, left.code, right.code))
        value = truth(condition, self.world)
        return Truths(value is True, value is False)

    def symbol(self, name: str) -> Symbol:
        """Return a fact as the solver sees it."""
        if name not in self._symbols:
            self._symbols[name] = self._symbol(name)
        return self._symbols[name]

    def _symbol(self, name: str) -> Symbol:
        fact = self.facts[name]
        if rule := self.rulebook.derivations.get(name):
            assert rule.derives is not None  # noqa: S101 - that is what makes it a derivation
            return Derived([(code, self.truths(branch).true) for code, branch in rule.derives.branches])
        if calculation := self._calculation(fact):
            inputs = {other: self.symbol(other) for other in calculation.inputs}
            if not all(isinstance(symbol, Fixed) for symbol in inputs.values()):
                return calculated(calculation, inputs, self.rulebook.facts)
        elif may_change(fact):
            self.free[name] = Free(name, self.world.get(name), self._values(fact))
            return self.free[name]
        return Fixed(self.world.get(name))

    def _calculation(self, fact: Fact) -> Calculation | None:
        """Return what computes a fact, unless the file states it."""
        return self.rulebook.calculations.get(fact.name) if is_worked_out(fact) else None

    def _values(self, fact: Fact) -> Values:
        name, definition = fact.name, fact.definition
        if definition.kind is Kind.FLAG and fact.code is not None:
            return Options(definition, 1 - fact.code, 1 - fact.code)
        unit = definition.unit
        if fact.used and fact.used.unit in definition.units and name not in self.readers.meeting:
            unit = fact.used.unit
        return values_of(definition, unit, self.readers.comparisons[name], self._today())

    def _today(self) -> dt.date | None:
        fact = self.facts.get(_TODAY)
        value = fact.used.value if fact and fact.used else None
        return value if isinstance(value, dt.date) else None


def is_worked_out(fact: Fact) -> bool:
    """Say whether a fact that can be calculated is: the file does not state it."""
    return not fact.statements or (fact.used is not None and fact.used.origin == "calculated")


def may_change(fact: Fact) -> bool:
    """Say whether a fact may be otherwise: it can change, or it is not known and may be answered.

    What the head of a file or one of its lists answers is never asked for one by one.
    """
    definition = fact.definition
    if definition.header or definition.closed_list or definition.derived:
        return False
    return definition.can_change or fact.used is None
