"""Which facts made a condition true, and which are missing while it is unknown."""

from __future__ import annotations

from therex.inference.reference import truth
from therex.inference.world import World
from therex.language.tree import And, CompareFacts, Expression, Leaf, Or, Truth, Within


def support(expression: Expression, world: World) -> frozenset[str]:
    """Return the facts on the true paths of a true condition."""
    match expression:
        case And(parts):
            return frozenset[str]().union(*(support(part, world) for part in parts))
        case Or(parts):
            true = [part for part in parts if truth(part, world)]
            return frozenset[str]().union(*(support(part, world) for part in true))
        case _:
            return frozenset(_names(expression))


def missing(expression: Expression, world: World) -> frozenset[str]:
    """Return the unknown facts on the paths that keep a condition unknown."""
    if truth(expression, world) is not None:
        return frozenset()
    match expression:
        case And(parts) | Or(parts):
            return frozenset[str]().union(*(missing(part, world) for part in parts))
        case _:
            return frozenset(name for name in _names(expression) if name not in world)


def _names(leaf: Leaf) -> tuple[str, ...]:
    match leaf:
        case Truth():
            return ()
        case CompareFacts(fact, _, other):
            return (fact, other)
        case Within(option, fact):
            return (f"{fact}/{option}",)
        case _:
            return (leaf.fact,)
