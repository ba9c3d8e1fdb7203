"""A condition in the rule language, as its author would write it."""

from __future__ import annotations

from therex.facts.vocabulary import Definition, Kind, Vocabulary
from therex.language.tree import Among, And, Compare, CompareFacts, Expression, Leaf, Or, Truth, Within


def written(condition: Expression, vocabulary: Vocabulary) -> str:
    """Return `condition` in the rule language."""
    if not isinstance(condition, And | Or):
        return _leaf(condition, vocabulary)
    joint = " and " if isinstance(condition, And) else " or "
    return joint.join(_part(part, condition, vocabulary) for part in condition.parts)


def _part(part: Expression, group: And | Or, vocabulary: Vocabulary) -> str:
    """Return a part, in brackets where an `or` stands inside an `and`."""
    text = written(part, vocabulary)
    return f"({text})" if isinstance(part, Or) and isinstance(group, And) else text


def _leaf(leaf: Leaf, vocabulary: Vocabulary) -> str:
    match leaf:
        case Truth(value):
            return "always" if value else "not always"
        case Compare(fact):
            return _comparison(leaf, vocabulary[fact])
        case CompareFacts(fact, op, other):
            return f"{fact} {op} {other}"
        case Among(fact, codes, negated):
            options = ", ".join(str(vocabulary[fact].value(code)) for code in codes)
            return f"{'not ' if negated else ''}{fact} in ({options})"
        case Within(option, fact, negated):
            return f"{'not ' if negated else ''}{option} in {fact}"


def _comparison(leaf: Compare, definition: Definition) -> str:
    if definition.kind is Kind.FLAG:
        return leaf.fact if (leaf.op == "=") == bool(leaf.code) else f"not {leaf.fact}"
    number = leaf.text or str(definition.value(leaf.code))
    return f"{leaf.fact} {leaf.op} {number}"
