"""The syntax tree of a condition: small, closed, and free of `not`.

Negation is pushed to the comparisons when a condition is read, so every reader of the tree meets
six kinds of node only. Operands are codes: whole numbers that keep the order of the values
(:meth:`therex.facts.vocabulary.Definition.code`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True)
class Truth:
    """Always true, or never."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against a fixed value.

    `by_unit` holds the published cut-off in other units: a fact stated in such a unit is compared,
    as it was stated, with that number. `text` is the operand as the rule's author wrote it.
    """

    fact: str
    op: str
    code: int
    by_unit: tuple[tuple[str, int], ...] = ()
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class CompareFacts:
    """A fact against another fact of the same unit."""

    fact: str
    op: str
    other: str


@dataclass(frozen=True, slots=True)
class Among:
    """A choice that is one of several options, or none of them."""

    fact: str
    codes: tuple[int, ...]
    negated: bool = False
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """An option that is part of an exercise's set attribute, or not."""

    option: str
    fact: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Expression, ...]


Leaf = Truth | Compare | CompareFacts | Among | Within
Expression = Leaf | And | Or


def negate(expression: Expression) -> Expression:
    """Return the condition that holds exactly when this one does not (unknown stays unknown)."""
    match expression:
        case Truth(value):
            return Truth(not value)
        case Compare(fact, op, code, by_unit, text):
            return Compare(fact, OPPOSITE[op], code, by_unit, text)
        case CompareFacts(fact, op, other):
            return CompareFacts(fact, OPPOSITE[op], other)
        case Among(fact, codes, negated, text):
            return Among(fact, codes, not negated, text)
        case Within(option, fact, negated):
            return Within(option, fact, not negated)
        case And(parts):
            return Or(tuple(map(negate, parts)))
        case Or(parts):
            return And(tuple(map(negate, parts)))


def all_of(*expressions: Expression) -> Expression:
    """Join conditions by `and`, without needless nesting."""
    return _join(And, Truth(value=True), expressions)


def any_of(*expressions: Expression) -> Expression:
    """Join conditions by `or`, without needless nesting."""
    return _join(Or, Truth(value=False), expressions)


def _join(kind: type[And | Or], neutral: Truth, expressions: tuple[Expression, ...]) -> Expression:
    parts: list[Expression] = []
    for expression in expressions:
        if isinstance(expression, kind):
            parts.extend(expression.parts)
        elif expression != neutral:
            parts.append(expression)
    if not parts:
        return neutral
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def leaves(expression: Expression) -> Iterator[Leaf]:
    """Yield the comparisons of a condition, from left to right."""
    if isinstance(expression, And | Or):
        for part in expression.parts:
            yield from leaves(part)
    else:
        yield expression


def facts_of(expression: Expression) -> frozenset[str]:
    """Return the names of the facts (or attributes) a condition reads."""
    names: set[str] = set()
    for leaf in leaves(expression):
        match leaf:
            case CompareFacts(fact, _, other):
                names |= {fact, other}
            case Compare(fact) | Among(fact) | Within(_, fact):
                names.add(fact)
    return frozenset(names)
