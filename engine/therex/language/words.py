"""A condition said in English, from the labels of the vocabulary."""

from __future__ import annotations

from therex.facts.vocabulary import Definition, Kind, Vocabulary
from therex.language.tree import Among, And, Compare, CompareFacts, Expression, Leaf, Or, Truth, Within

_NUMBERS = {
    "=": "is",
    "!=": "is not",
    "<": "is below",
    "<=": "is at most",
    ">": "is above",
    ">=": "is at least",
}
_DATES = {
    "=": "is on the same day as",
    "!=": "is on another day than",
    "<": "is before",
    "<=": "is no later than",
    ">": "is after",
    ">=": "is no earlier than",
}
#: From so many flags on, a list reads better than "with a, or with b, or with c".
_MANY = 3


def in_words(condition: Expression, vocabulary: Vocabulary) -> str:
    """Return `condition` as a therapist reads it.

    A flag is said by its label alone ("with a pacemaker", "without a pacemaker"), for labels are
    noun phrases. Groups inside groups stand in brackets, so that "and" and "or" cannot be confused.
    """
    if isinstance(condition, And | Or):
        comma_word = ", and " if isinstance(condition, And) else ", or "
        return comma_word.join(_parts(condition, vocabulary))
    return _leaf(condition, vocabulary)


def _parts(group: And | Or, vocabulary: Vocabulary) -> list[str]:
    """Return what a group says, part by part; its flags as one list where they are many."""
    listed = _listed_flags(group, vocabulary)
    said = []
    for part in group.parts:
        if isinstance(part, And | Or):
            said.append(_bracketed(part, vocabulary))
        elif part not in listed:
            said.append(_leaf(part, vocabulary))
        elif part == listed[0]:
            said.append(_list_of(group, listed, vocabulary))
    return said


def _bracketed(group: And | Or, vocabulary: Vocabulary) -> str:
    parts = _parts(group, vocabulary)
    joined = (" and " if isinstance(group, And) else " or ").join(parts)
    return joined if len(parts) == 1 else f"({joined})"


def _listed_flags(group: And | Or, vocabulary: Vocabulary) -> list[Compare]:
    """Return the flags of a group that are said as one list: all with, or (joined by `and`) all without."""
    flags = [part for part in group.parts if isinstance(part, Compare) and _is_flag(part, vocabulary)]
    present = [flag for flag in flags if _is_present(flag)]
    absent = [flag for flag in flags if not _is_present(flag)] if isinstance(group, And) else []
    longest = max(present, absent, key=len)
    return longest if len(longest) >= _MANY else []


def _list_of(group: And | Or, flags: list[Compare], vocabulary: Vocabulary) -> str:
    labels = "; ".join(vocabulary[flag.fact].label for flag in flags)
    if not _is_present(flags[0]):
        return f"with none of [{labels}]"
    return f"with {'all' if isinstance(group, And) else 'any'} of [{labels}]"


def _is_flag(leaf: Compare, vocabulary: Vocabulary) -> bool:
    return vocabulary[leaf.fact].kind is Kind.FLAG


def _is_present(flag: Compare) -> bool:
    """Say whether a comparison of a flag asks for yes, in whatever way it is put."""
    return (flag.op == "=") == bool(flag.code)


def _leaf(leaf: Leaf, vocabulary: Vocabulary) -> str:
    match leaf:
        case Truth(value):
            return "always" if value else "never"
        case Compare(fact):
            return _comparison(leaf, vocabulary[fact])
        case CompareFacts(fact, op, other):
            words = _DATES if vocabulary[fact].kind is Kind.DATE else _NUMBERS
            return f"{vocabulary[fact].label} {words[op]} {vocabulary[other].label}"
        case Among(fact, codes, negated):
            definition = vocabulary[fact]
            options = [f'"{definition.say(definition.value(code))}"' for code in codes]
            return f"{definition.label} is {'none' if negated else 'one'} of {', '.join(options)}"
        case Within(option, fact, negated):
            definition = vocabulary[fact]
            listed = "not listed" if negated else "listed"
            return f'{listed} under {definition.label}: "{definition.say(option)}"'


def _comparison(leaf: Compare, definition: Definition) -> str:
    if definition.kind is Kind.FLAG:
        return f"{'with' if _is_present(leaf) else 'without'} {definition.label}"
    if definition.kind.is_number:
        number = leaf.text.replace(" {score}", "") or definition.say(definition.value(leaf.code))
        return f"{definition.label} {_NUMBERS[leaf.op]} {number}"
    words = _DATES if definition.kind is Kind.DATE else _NUMBERS
    return f'{definition.label} {words[leaf.op]} "{definition.say(definition.value(leaf.code))}"'
