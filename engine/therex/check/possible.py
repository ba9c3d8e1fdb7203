"""What no patient could tell: proofs by trying every kind of patient that a condition can tell apart.

A number is tried at each cut-off and a millionth to either side; an option, a flag at each of its values;
and each fact unknown. Facts are taken as independent, but for derived flags, so more is tried than can
happen: what is found equal is equal, what is found different may still be so where facts hang together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod

from therex.check.trees import Path, focused, node_at, replaced
from therex.facts.units import Linear
from therex.facts.vocabulary import MILLION, Definition, Kind
from therex.inference.reference import truth
from therex.inference.verdicts import Truth3
from therex.inference.world import Known, World
from therex.language.tree import (
    And,
    Compare,
    CompareFacts,
    Expression,
    Leaf,
    Or,
    Truth,
    Within,
    facts_of,
    leaves,
    negate,
)
from therex.rulebook.model import Rulebook

#: More kinds of patient than these are not tried; then nothing is proved.
_MOST = 20_000


@dataclass(frozen=True)
class _Change:
    """A condition, and what comes to stand at a place in it."""

    tree: Expression
    path: Path
    new: Expression

    @property
    def old(self) -> Expression:
        return node_at(self.tree, self.path)


def may_differ(tree: Expression, path: Path, new: Expression, rulebook: Rulebook) -> bool:
    """Say whether a patient may tell a condition from the one with `new` at `path`; no is proved."""
    return _may_tell(_Change(tree, path, new), rulebook, (True, None, False))


def may_show(tree: Expression, path: Path, rulebook: Rulebook, *, side: bool) -> bool:
    """Say whether the leaf at `path` may be `side` and decide the condition; no is proved."""
    return _may_tell(_Change(tree, path, Truth(value=not side)), rulebook, (side,))


def _may_tell(change: _Change, rulebook: Rulebook, sides: tuple[Truth3, ...]) -> bool:
    """Say whether a patient may notice a change, of those for whom what was there has one of these truths.

    The proof is tried with derived flags in their own words, and with each as a fact of its own; with the
    other facts that stand in several places, and without them. The smaller may be all that can be tried.
    """
    in_full = _Change(_in_full(change.tree, rulebook), change.path, _in_full(change.new, rulebook))
    return all(
        _may_tell_with(kept, attempt, rulebook, sides)
        for attempt in (in_full, change)
        for kept in (_repeated(attempt.tree), frozenset[str]())
    )


def _repeated(tree: Expression) -> frozenset[str]:
    """Return the facts that stand in several comparisons."""
    read = Counter(fact for leaf in leaves(tree) for fact in facts_of(leaf))
    return frozenset(fact for fact, times in read.items() if times > 1)


def _may_tell_with(
    kept: frozenset[str], change: _Change, rulebook: Rulebook, sides: tuple[Truth3, ...]
) -> bool:
    old = change.old
    before = focused(change.tree, change.path, facts_of(old) | facts_of(change.new) | kept)
    after = replaced(before, change.path, change.new)
    kinds = _kinds([old, change.new], [before, after], rulebook)
    return kinds is None or any(
        truth(before, world) is not truth(after, world) and truth(old, world) in sides
        for world in _worlds(kinds)
    )


def _in_full(tree: Expression, rulebook: Rulebook) -> Expression:
    """Return the condition with what derives a flag in place of the flag: their truth is the same."""
    if isinstance(tree, And | Or):
        return type(tree)(tuple(_in_full(part, rulebook) for part in tree.parts))
    rule = rulebook.derivations.get(tree.fact) if isinstance(tree, Compare) else None
    if rule is None or not rule.derives_flag:
        return tree
    assert isinstance(tree, Compare)  # noqa: S101 - it reads the flag
    is_yes = (tree.op == "=") == bool(tree.code)
    return _in_full(rule.when if is_yes else negate(rule.when), rulebook)


#: For each fact the values worth trying.
Kinds = dict[str, list[Known | None]]


def _kinds(changed: list[Expression], trees: list[Expression], rulebook: Rulebook) -> Kinds | None:
    """Return for each fact the values worth trying, or None where they are too many or fact meets fact."""
    if any(isinstance(leaf, CompareFacts) for tree in changed for leaf in leaves(tree)):
        return None
    readers: dict[str, list[Leaf]] = {}
    for tree in trees:
        for leaf in leaves(tree):
            if isinstance(leaf, Within):
                readers.setdefault(f"{leaf.fact}/{leaf.option}", []).append(leaf)
            elif not isinstance(leaf, Truth | CompareFacts):
                readers.setdefault(leaf.fact, []).append(leaf)
    kinds = {name: _values(name, found, rulebook) for name, found in readers.items()}
    return kinds if prod(map(len, kinds.values())) <= _MOST else None


def _worlds(kinds: Kinds) -> Iterator[World]:
    for values in product(*kinds.values()):
        yield {name: known for name, known in zip(kinds, values, strict=True) if known is not None}


def _values(name: str, readers: list[Leaf], rulebook: Rulebook) -> list[Known | None]:
    """Return unknown, and one value of each sort that the comparisons can tell apart."""
    sorts: dict[tuple[object, ...], Known] = {}
    for known in _candidates(name, readers, rulebook):
        answers = tuple(truth(leaf, {name: known}) for leaf in readers)
        sorts.setdefault(answers, known)
    return [None, *sorts.values()]


def _candidates(name: str, readers: list[Leaf], rulebook: Rulebook) -> Iterable[Known]:
    if "/" in name:
        return map(Known, (0, 1))
    if rule := rulebook.derivations.get(name):
        assert rule.derives is not None  # noqa: S101 - that is what makes it a derivation
        return (Known(code) for code, _ in rule.derives.branches)
    definition = rulebook.vocabulary[name]
    if definition.kind is Kind.FLAG:
        return map(Known, (0, 1))
    if not definition.kind.is_number:
        return map(Known, range(len(definition.options)))
    return _numbers(definition, [leaf for leaf in readers if isinstance(leaf, Compare)])


def _numbers(definition: Definition, readers: list[Compare]) -> Iterator[Known]:
    whole = definition.kind is Kind.COUNT and not definition.calculated
    codes = {code for leaf in readers for code in _around(leaf.code, MILLION if whole else 1)}
    yield from (Known(code) for code in sorted(codes) if _is_plausible(definition, code))
    for unit in sorted({unit for leaf in readers for unit, _ in leaf.by_unit}):
        to_canonical = definition.units[unit]
        cutoffs = {cutoff for leaf in readers for other, cutoff in leaf.by_unit if other == unit}
        cutoffs |= {_unconverted(leaf.code, to_canonical) for leaf in readers}
        for stated in sorted({code for cutoff in cutoffs for code in _around(cutoff, 1)}):
            code = definition.code(to_canonical(Decimal(stated) / MILLION))
            if _is_plausible(definition, code):
                yield Known(code, unit, stated)


def _unconverted(code: int, to_canonical: Linear) -> int:
    """Return the number in another unit that is nearest to a canonical one."""
    return int((Decimal(code) - to_canonical.offset * MILLION) / to_canonical.scale)


def _is_plausible(definition: Definition, code: int) -> bool:
    if definition.plausible is None:
        return True
    low, high = map(definition.code, definition.plausible)
    return low <= code <= high


def _around(cutoff: int, step: int) -> Iterator[int]:
    """Yield the numbers at a cut-off and beside it; whole ones where only whole ones can be."""
    below = cutoff // step * step
    yield from (below - step, below, below + step, below + 2 * step)
