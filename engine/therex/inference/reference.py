"""The reference evaluator: walks the syntax trees, in strong Kleene logic."""

from __future__ import annotations

from collections.abc import Iterable

from therex.inference.verdicts import Truth3, Verdicts
from therex.inference.world import Known, World
from therex.language.order import holds
from therex.language.tree import Among, And, Compare, CompareFacts, Expression, Or, Truth, Within
from therex.rulebook.model import Rule


def truth(expression: Expression, world: World) -> Truth3:
    """Return whether `expression` holds for the known facts, or None if that depends on unknown ones."""
    match expression:  # the commonest first: this is where most of an evaluation goes
        case Compare(fact, op, code, by_unit):
            known = world.get(fact)
            if known is None:
                return None
            return _compare(expression, known) if by_unit and known.unit else holds(op, known.code, code)
        case And(parts):
            return _join(parts, world, decisive=False)
        case Or(parts):
            return _join(parts, world, decisive=True)
        case Among(fact, codes, negated):
            known = world.get(fact)
            return None if known is None else (known.code in codes) != negated
        case Truth(value):
            return value
        case CompareFacts(fact, op, other):
            left, right = world.get(fact), world.get(other)
            return None if left is None or right is None else holds(op, left.code, right.code)
        case Within(option, fact, negated):
            known = world.get(f"{fact}/{option}")
            return None if known is None else bool(known.code) != negated


def _compare(leaf: Compare, known: Known) -> bool:
    """Compare in the unit the fact was stated in, where the rule gives a cut-off for it."""
    for unit, code in leaf.by_unit:
        if unit == known.unit:
            return holds(leaf.op, known.stated, code)
    return holds(leaf.op, known.code, leaf.code)


def _join(parts: tuple[Expression, ...], world: World, *, decisive: bool) -> Truth3:
    """Return `decisive` if any part is that, else unknown if any part is, else the opposite."""
    result: Truth3 = not decisive
    for part in parts:
        value = truth(part, world)
        if value is decisive:
            return decisive
        if value is None:
            result = None
    return result


def evaluate(rules: Iterable[Rule], world: World) -> Verdicts:
    """Return the verdicts on `rules`, which stand in order of use (derivations before readers)."""
    verdicts = Verdicts()
    seen = dict(world)
    for rule in rules:
        verdicts.rules[rule.id] = _derive(rule, seen, verdicts) if rule.derives else truth(rule.when, seen)
        if rule.fails_closed:
            verdicts.withhold[rule.id] = truth(rule.withhold_if, seen)
    return verdicts


def _derive(rule: Rule, seen: World, verdicts: Verdicts) -> Truth3:
    """Derive the fact of a rule; a flag's rule is true when the flag is, a choice's when it has a value."""
    derive = rule.derives
    assert derive is not None  # noqa: S101 - asked before
    branches = [(code, truth(condition, seen)) for code, condition in derive.branches]
    for code, value in branches:
        if value:
            seen[derive.fact] = Known(code)
            verdicts.derived[derive.fact] = code
    if rule.derives_flag:
        return branches[0][1]
    return _any_value(value for _, value in branches)


def _any_value(values: Iterable[Truth3]) -> Truth3:
    found = list(values)
    if any(found):
        return True
    return None if None in found else False
