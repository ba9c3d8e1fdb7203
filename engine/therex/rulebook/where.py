"""Which exercises a condition over attributes matches; known once, for attributes never change."""

from __future__ import annotations

from collections.abc import Iterable

from therex.facts.vocabulary import Value, Vocabulary
from therex.language.order import holds
from therex.language.tree import Among, And, Compare, CompareFacts, Expression, Or, Truth, Within
from therex.rulebook.model import Exercise


def matching(where: Expression, exercises: Iterable[Exercise], attributes: Vocabulary) -> frozenset[str]:
    """Return the ids of the exercises for which `where` is true."""
    return frozenset(exercise.id for exercise in exercises if _true(where, exercise.attributes, attributes))


def _true(where: Expression, values: dict[str, Value | frozenset[str]], attributes: Vocabulary) -> bool:
    def code(name: str) -> int:
        value = values[name]
        assert not isinstance(value, frozenset)  # noqa: S101 - typed when it was read
        return attributes[name].code(value)

    match where:
        case Truth(value):
            return value
        case Compare(fact, op, operand):
            return holds(op, code(fact), operand)
        case CompareFacts(fact, op, other):
            return holds(op, code(fact), code(other))
        case Among(fact, codes, negated):
            return (code(fact) in codes) != negated
        case Within(option, fact, negated):
            options = values[fact]
            assert isinstance(options, frozenset)  # noqa: S101 - typed when it was read
            return (option in options) != negated
        case And(parts):
            return all(_true(part, values, attributes) for part in parts)
        case Or(parts):
            return any(_true(part, values, attributes) for part in parts)
