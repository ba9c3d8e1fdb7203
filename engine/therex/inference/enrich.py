"""Facts that follow from facts: calculated before the rules run, derived by them."""

from __future__ import annotations

from dataclasses import replace

from therex.facts.model import Fact, Facts, Statement
from therex.inference.trace import support
from therex.inference.verdicts import Verdicts
from therex.inference.world import World
from therex.language.calculation import Calculation, compute
from therex.rulebook.model import Rulebook


def with_calculated(facts: Facts, rulebook: Rulebook) -> Facts:
    """Return the facts with every calculation done whose inputs are known and that was not stated."""
    known = dict(facts)
    for name, calculation in rulebook.calculations.items():
        if name in known and not known[name].statements:
            known[name] = _calculated(known[name], calculation, known)
    return known


def _calculated(fact: Fact, calculation: Calculation, facts: Facts) -> Fact:
    missing = [name for name in calculation.inputs if facts[name].used is None]
    if missing:
        labels = ", ".join(facts[name].definition.label for name in missing)
        return replace(fact, why_unknown=f"cannot be computed without {labels}")
    used = {name: facts[name].used for name in calculation.inputs}
    value = compute(calculation, {name: statement.value for name, statement in used.items() if statement})
    if value is None:
        return replace(fact, why_unknown=f"no {'norm' if calculation.norm else 'result'}: {calculation.text}")
    plausible = fact.definition.plausible
    if plausible and not plausible[0] <= value <= plausible[1]:
        return replace(fact, why_unknown=f"not plausible: {calculation.text} gives {value:f}")
    on = max((statement.on for statement in used.values() if statement and statement.on), default=None)
    statement = Statement(value, on, "calculated", inputs=calculation.inputs)
    return Fact(fact.definition, statement, (statement,), "")


def with_derived(facts: Facts, verdicts: Verdicts, world: World, rulebook: Rulebook) -> Facts:
    """Return the facts with the derived ones, each tied to the facts its rule matched."""
    known = dict(facts)
    for name, code in verdicts.derived.items():
        rule = rulebook.derivations[name]
        assert rule.derives is not None  # noqa: S101 - that is what makes it a derivation
        condition = next(condition for branch, condition in rule.derives.branches if branch == code)
        definition = known[name].definition
        inputs = tuple(sorted(support(condition, world)))
        statement = Statement(definition.value(code), None, "derived", inputs=inputs, by=rule.id)
        known[name] = Fact(definition, statement, (statement,), "")
    return known
