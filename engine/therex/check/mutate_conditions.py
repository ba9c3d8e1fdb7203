"""Small mistakes in a condition: each what a slip of the author's hand would make of one place in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from therex.check.trees import Path, nodes
from therex.facts.units import IDENTITY
from therex.facts.vocabulary import Definition, Vocabulary
from therex.inference.branches import TURNED
from therex.language.tree import (
    OPPOSITE,
    Among,
    And,
    Compare,
    CompareFacts,
    Expression,
    Leaf,
    Or,
    Truth,
    negate,
)
from therex.language.written import written

_LOOSER_OR_STRICTER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


@dataclass(frozen=True)
class Edit:
    """A node of a condition replaced by another; `change` says it in the rule language."""

    path: Path
    new: Expression
    change: str


def edits(tree: Expression, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Yield every small mistake in a condition."""
    for path, node in nodes(tree):
        before = written(node, vocabulary)
        if isinstance(node, And | Or):
            yield from _of_group(path, node, vocabulary)
            continue
        for new in _of_leaf(node, vocabulary):
            yield Edit(path, new, f"{before} became {written(new, vocabulary)}")


def _of_group(path: Path, group: And | Or, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Swap the joining word; leave a part out (in its place stands what changes nothing)."""
    other = Or(group.parts) if isinstance(group, And) else And(group.parts)
    yield Edit(path, other, f"{written(group, vocabulary)} became {written(other, vocabulary)}")
    for place, part in enumerate(group.parts):
        without = Truth(isinstance(group, And))
        yield Edit((*path, place), without, f"{written(part, vocabulary)} was left out")


def _of_leaf(leaf: Leaf, vocabulary: Vocabulary) -> Iterator[Leaf]:
    match leaf:
        case Truth():
            return
        case Compare(fact, op):
            yield from (replace(leaf, op=other) for other in _operators(op))
            yield from _bounds(leaf, vocabulary[fact])
        case CompareFacts(_, op):
            yield from (replace(leaf, op=other) for other in _operators(op))
        case Among(_, codes):
            yield replace(leaf, negated=not leaf.negated)
            if len(codes) > 1:
                yield from (replace(leaf, codes=tuple(c for c in codes if c != lost)) for lost in codes)
        case _:
            opposite = negate(leaf)
            assert not isinstance(opposite, And | Or)  # noqa: S101 - of a comparison
            yield opposite


def _operators(op: str) -> list[str]:
    return [_LOOSER_OR_STRICTER[op], TURNED[op]] if op in _LOOSER_OR_STRICTER else [OPPOSITE[op]]


def _bounds(leaf: Compare, definition: Definition) -> Iterator[Compare]:
    """Yield the comparison with another number or option: one step off, or read in another unit."""
    if definition.kind.is_number:
        yield from _moved(leaf, definition)
        yield from _misread(leaf, definition)
    elif definition.kind.has_order:
        for code in (leaf.code - 1, leaf.code + 1):
            if 0 <= code < len(definition.options):
                yield replace(leaf, code=code, text=str(definition.value(code)))


def _moved(leaf: Compare, definition: Definition) -> Iterator[Compare]:
    """Move each cut-off by one in the last digit that was written."""
    (number, unit), *others = _cutoffs(leaf, definition)
    for moved in beside(number):
        code = definition.code(definition.units.get(unit, IDENTITY)(moved))
        yield _said(replace(leaf, code=code), [(moved, unit), *others])
    for place, (other, other_unit) in enumerate(others):
        for moved in beside(other):
            by_unit = list(leaf.by_unit)
            by_unit[place] = (other_unit, definition.code(moved))
            said = [(number, unit), *others]
            said[place + 1] = (moved, other_unit)
            yield _said(replace(leaf, by_unit=tuple(by_unit)), said)


def _misread(leaf: Compare, definition: Definition) -> Iterator[Compare]:
    """Read the first number as if it were in another unit of the fact; leave out the other cut-offs."""
    (number, unit), *others = _cutoffs(leaf, definition)
    for other, to_canonical in definition.units.items():
        code = definition.code(to_canonical(number))
        if other != unit and code != leaf.code:
            yield _said(replace(leaf, code=code, by_unit=()), [(number, other)])
    if others:
        yield _said(replace(leaf, by_unit=()), [(number, unit)])


def _cutoffs(leaf: Compare, definition: Definition) -> list[tuple[Decimal, str]]:
    """Return the numbers of a comparison with all the digits they were written with, and their units."""
    first, *others = (leaf.text or str(definition.value(leaf.code))).split(" (")
    parts = [part.partition(" ") for part in (first, *(other[:-1] for other in others))]
    return [(Decimal(number), unit) for number, _, unit in parts]


def _said(leaf: Compare, cutoffs: list[tuple[Decimal, str]]) -> Compare:
    first, *others = (f"{number} {unit}".strip() for number, unit in cutoffs)
    return replace(leaf, text=first + "".join(f" ({other})" for other in others))


def beside(number: Decimal) -> tuple[Decimal, Decimal]:
    """Return the numbers that differ by one in the last digit that was written."""
    step = Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))
    return number - step, number + step
