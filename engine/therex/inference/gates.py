"""Which rules a patient's conditions and medicines leave aside.

Most rules begin with a flag: a listed condition, a medicine, or a derived one. Where the flag is
known to be no, `and` makes the whole rule no, whatever else is known; such rules need no evaluation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from therex.facts.vocabulary import Kind, Vocabulary
from therex.inference.world import World
from therex.language.tree import And, Compare, Expression, Or
from therex.rulebook.model import Rule

#: Flags of which at least one must be yes for a rule to be anything but no; empty: nothing is demanded.
Gate = frozenset[str]
ALWAYS: Gate = frozenset()


def by_gate(rules: Iterable[Rule], vocabulary: Vocabulary) -> dict[Gate, tuple[Rule, ...]]:
    """Return the rules by what they demand, in the order given; rules that derive demand nothing.

    So derivations are made first, and the other rules may be gated by what was derived.
    """
    groups: dict[Gate, list[Rule]] = defaultdict(list)
    groups[ALWAYS] = []
    for rule in rules:
        groups[ALWAYS if rule.derives else gate(rule.when, vocabulary)].append(rule)
    return {demanded: tuple(group) for demanded, group in groups.items()}


def gate(condition: Expression, vocabulary: Vocabulary) -> Gate:
    """Return the flags of which a condition demands one; of several such sets, the smallest."""
    match condition:
        case Compare(fact, "=", 1) if _is_gate(fact, vocabulary):
            return frozenset({fact})
        case And(parts):
            found = [demanded for part in parts if (demanded := gate(part, vocabulary))]
            return min(found, key=lambda flags: (len(flags), sorted(flags)), default=ALWAYS)
        case Or(parts):
            alternatives = [gate(part, vocabulary) for part in parts]
            return ALWAYS if ALWAYS in alternatives else ALWAYS.union(*alternatives)
    return ALWAYS


def is_shut(demanded: Gate, world: World) -> bool:
    """Say whether all the flags are known to be no."""
    return bool(demanded) and all(flag in world and not world[flag].code for flag in demanded)


def _is_gate(fact: str, vocabulary: Vocabulary) -> bool:
    definition = vocabulary[fact]
    return definition.kind is Kind.FLAG and (definition.derived or definition.closed_list is not None)
