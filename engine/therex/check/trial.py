"""A mutant on trial: whether a case notices it, by the worlds that the normal run has already found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from therex.check.cases import Ran
from therex.check.expectations import unmet
from therex.facts.model import Fact, Statement
from therex.inference.reference import evaluate
from therex.inference.session import Judged
from therex.inference.verdicts import Verdicts
from therex.inference.world import Known
from therex.rulebook.model import Rule, Rulebook
from therex.rulebook.order import reads


class Trial:
    """Judges mutants by the cases that name their rule, or one that reads what their rule derives."""

    def __init__(self, rulebook: Rulebook, ran: Iterable[Ran]) -> None:
        self._rulebook = rulebook
        self._order = tuple(rulebook.rules)
        self._naming: dict[str, list[Ran]] = defaultdict(list)
        for one in ran:
            for rule_id in one.case.expect:
                if rulebook.rules[rule_id].scope in one.judged:
                    self._naming[rule_id].append(one)
        self._readers: dict[str, list[Rule]] = defaultdict(list)
        for rule in rulebook.rules.values():
            for fact in reads(rule):
                self._readers[fact].append(rule)

    def notices(self, mutant: Rule) -> bool:
        """Say whether a case fails with this rule in place of its original."""
        affected = self._affected(mutant)
        seen: set[int] = set()
        for rule_id in affected:
            for one in self._naming[rule_id]:
                if id(one) not in seen and _fails(one, affected, self._rulebook):
                    return True
                seen.add(id(one))
        return False

    def _affected(self, mutant: Rule) -> dict[str, Rule]:
        """Return the mutant and the rules that follow from it, in order of use."""
        found = {mutant.id: mutant}
        waiting = [mutant]
        while waiting:
            rule = waiting.pop()
            for reader in self._readers[rule.derives.fact] if rule.derives else ():
                if reader.id not in found:
                    found[reader.id] = reader
                    waiting.append(reader)
        return {name: found[name] for name in self._order if name in found} if len(found) > 1 else found


def _fails(one: Ran, affected: dict[str, Rule], rulebook: Rulebook) -> bool:
    """Say whether the case expects of any affected rule what is no longer so."""
    named = [name for name in one.case.expect if name in affected]
    needed = [rule for name, rule in affected.items() if rule.derives or name in named]
    scopes = {affected[name].scope for name in named} & set(one.judged)
    judged = {scope: rejudged(one.judged[scope], needed, rulebook) for scope in scopes}
    return any(
        problem
        for name in named
        if affected[name].scope in scopes
        for problem in unmet(affected[name], one.case.expect[name], judged[affected[name].scope])
    )


def rejudged(found: Judged, rules: list[Rule], rulebook: Rulebook) -> Judged:
    """Return what is found with these rules, in order of use, in place of those of their names."""
    derived = {rule.derives.fact for rule in rules if rule.derives}
    world = {name: known for name, known in found.world.items() if name not in derived}
    verdicts = evaluate(rules, world)
    world |= {fact: Known(code) for fact, code in verdicts.derived.items()}
    facts = found.facts | {fact: _fact(fact, verdicts, rulebook) for fact in derived}
    return replace(found, verdicts=verdicts, facts=facts, world=world)


def _fact(name: str, verdicts: Verdicts, rulebook: Rulebook) -> Fact:
    definition = rulebook.facts[name]
    if name not in verdicts.derived:
        return Fact(definition)
    statement = Statement(definition.value(verdicts.derived[name]), None, "derived")
    return Fact(definition, statement, (statement,), "")
