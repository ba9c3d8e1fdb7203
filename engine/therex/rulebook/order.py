"""Rules in the order in which they can be evaluated: a fact is derived before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from therex.errors import InputError
from therex.language.tree import facts_of
from therex.rulebook.files import RulebookError
from therex.rulebook.model import Limit, Recommend, Rule


def reads(rule: Rule) -> frozenset[str]:
    """Return the facts a rule reads: in its conditions, and as bounds and sides in its outcomes."""
    names = facts_of(rule.when) | facts_of(rule.withhold_if)
    if rule.derives:
        for _, condition in rule.derives.branches:
            names |= facts_of(condition)
    for outcome in rule.outcomes:
        if isinstance(outcome, Limit) and isinstance(outcome.to, str):
            names |= {outcome.to}
        if isinstance(outcome, Recommend) and outcome.side:
            names |= {outcome.side}
    return names


def circle_in(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the names of a circle, where every name needs another one of `needs`."""
    name, path = min(needs), list[str]()
    while name not in path:
        path.append(name)
        name = min(other for other in needs[name] if other in needs)
    return sorted(path[path.index(name) :])


def in_order_of_use(rules: dict[str, Rule]) -> dict[str, Rule]:
    """Return the rules with every derivation before its readers; else by id.

    Raises:
        RulebookError: two rules derive one fact, or a fact is derived from itself.

    """
    deriving: dict[str, Rule] = {}
    for rule in rules.values():
        if rule.derives:
            other = deriving.setdefault(rule.derives.fact, rule)
            if other is not rule:
                message = f'"{rule.derives.fact}" is derived by "{other.id}" and by "{rule.id}"'
                raise RulebookError([InputError(message, rule.place, "one rule that derives it")])
    ordered: dict[str, Rule] = {}
    waiting = dict(sorted(rules.items()))
    while waiting:
        underived = {fact for fact, rule in deriving.items() if rule.id in waiting}
        ready = [rule for rule in waiting.values() if not reads(rule) & underived]
        if not ready:
            needs = {
                name: [deriving[fact].id for fact in reads(rule) & underived]
                for name, rule in waiting.items()
            }
            names = circle_in(needs)
            others = " and ".join(f'"{name}"' for name in names[1:])
            message = f'rule "{names[0]}" derives its fact from ' + (
                f"that of {others}, and back" if others else "itself"
            )
            raise RulebookError([InputError(message, waiting[names[0]].place, "no circle of derivations")])
        for rule in ready:
            ordered[rule.id] = waiting.pop(rule.id)
    return ordered
