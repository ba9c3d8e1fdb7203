"""Places in a condition: its nodes by path, and the condition with one of them replaced or forced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from therex.inference.reference import truth
from therex.inference.verdicts import Truth3
from therex.inference.world import World
from therex.language.tree import And, CompareFacts, Expression, Leaf, Or, Truth, all_of, facts_of, negate

#: Which part to take at each group on the way down.
Path = tuple[int, ...]

_RANK = {False: 0, None: 1, True: 2}


def nodes(tree: Expression, path: Path = ()) -> Iterator[tuple[Path, Expression]]:
    """Yield every node with its path, groups before their parts."""
    yield path, tree
    if isinstance(tree, And | Or):
        for place, part in enumerate(tree.parts):
            yield from nodes(part, (*path, place))


def comparisons(tree: Expression) -> Iterator[tuple[Path, Leaf]]:
    """Yield the comparisons with their paths, from left to right; `always` is none."""
    for path, node in nodes(tree):
        if not isinstance(node, And | Or | Truth):
            yield path, node


def node_at(tree: Expression, path: Path) -> Expression:
    """Return the node at `path`."""
    for place in path:
        assert isinstance(tree, And | Or)  # noqa: S101 - a path leads through groups
        tree = tree.parts[place]
    return tree


def replaced(tree: Expression, path: Path, new: Expression) -> Expression:
    """Return the condition with `new` at `path`."""
    if not path:
        return new
    assert isinstance(tree, And | Or)  # noqa: S101 - a path leads through groups
    parts = list(tree.parts)
    parts[path[0]] = replaced(parts[path[0]], path[1:], new)
    return type(tree)(tuple(parts))


def focused(tree: Expression, path: Path, facts: frozenset[str]) -> Expression:
    """Return the condition with every comparison beside `path` out of the way that reads none of `facts`.

    Such a comparison is taken as true where it is joined by `and`, as false where by `or`. As groups
    never fall when a part rises, a difference at `path` that shows in the whole condition shows here too:
    what makes no difference here makes none there.
    """
    if not path:
        return tree
    assert isinstance(tree, And | Or)  # noqa: S101 - a path leads through groups
    neutral = Truth(isinstance(tree, And))
    parts = [
        focused(part, path[1:], facts) if place == path[0] else _cleared(part, facts, neutral)
        for place, part in enumerate(tree.parts)
    ]
    return type(tree)(tuple(parts))


def _cleared(tree: Expression, facts: frozenset[str], neutral: Truth) -> Expression:
    if isinstance(tree, And | Or):
        return type(tree)(tuple(_cleared(part, facts, neutral) for part in tree.parts))
    is_free = isinstance(tree, CompareFacts) or not facts_of(tree) & facts
    return neutral if is_free and not isinstance(tree, Truth) else tree


def company(tree: Expression, path: Path) -> Expression:
    """Return what must hold for the condition to hang on the node at `path`: all else out of its way."""
    if not path:
        return Truth(value=True)
    assert isinstance(tree, And | Or)  # noqa: S101 - a path leads through groups
    beside = [part for place, part in enumerate(tree.parts) if place != path[0]]
    if isinstance(tree, Or):
        beside = [negate(part) for part in beside]
    return all_of(*beside, company(tree.parts[path[0]], path[1:]))


def swayed(tree: Expression, world: World) -> dict[Path, tuple[Truth3, bool]]:
    """Return for each leaf its truth, and whether the condition hangs on it alone.

    It does when the condition with the leaf forced to true differs from that with it forced to false.
    """
    return {path: (value, high is not low) for path, (value, high, low) in _forced(tree, world, ())}


def _forced(
    tree: Expression, world: World, path: Path
) -> Iterator[tuple[Path, tuple[Truth3, Truth3, Truth3]]]:
    """Yield for each leaf its truth, and the truth of the tree with it forced to true and to false."""
    if not isinstance(tree, And | Or):
        yield path, (truth(tree, world), True, False)
        return
    values = [truth(part, world) for part in tree.parts]
    for place, part in enumerate(tree.parts):
        rest = values[:place] + values[place + 1 :]
        for leaf, (value, high, low) in _forced(part, world, (*path, place)):
            yield leaf, (value, _joined(tree, (high, *rest)), _joined(tree, (low, *rest)))


def _joined(group: And | Or, values: Iterable[Truth3]) -> Truth3:
    """Join truths as the reference evaluator does: the least by `and`, the most by `or`."""
    pick = min if isinstance(group, And) else max
    return pick(values, key=_RANK.__getitem__)
