"""A condition as alternatives, each a set of comparisons that all hold: the only shape the matcher is given.

Negation in the matcher's patterns depends on order, so there is none: a rule's opposite is a rule of
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

from therex.errors import CapacityError
from therex.language.tree import Among, And, Compare, CompareFacts, Expression, Leaf, Or, Truth, Within

#: A constraint on one fact: code (v), unit (u) or code as stated (e), operator, number.
Constraint = tuple[str, str, int]
#: One way for a condition to be true: what each fact must satisfy.
Branch = dict[str, tuple[Constraint, ...]]

#: A comparison seen from its other side.
TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

JOINT = " ~ "
MAX_BRANCHES = 64


def pair(first: str, second: str) -> str:
    """Return the name of the fact that says how two facts compare: -1, 0 or 1.

    Joining two messages on their values has crashed the matcher, so they are compared before.
    """
    return f"{first}{JOINT}{second}"


def branches(expression: Expression, units: Mapping[str, list[str]], what: str) -> list[Branch]:
    """Return the alternatives under which `expression` is true.

    Args:
        expression: the condition.
        units: the accepted units of each fact; a message carries the place of its unit in this list.
        what: the rule, for the error.

    Raises:
        CapacityError: there are more than the matcher can hold.

    """
    if isinstance(expression, Or):
        found = [branch for part in expression.parts for branch in branches(part, units, what)]
    elif isinstance(expression, And):
        found = [{}]
        for part in expression.parts:
            alternatives = branches(part, units, what)
            _check_count(len(found) * len(alternatives), what)
            found = [_merged(left, right) for left, right in product(found, alternatives)]
    else:
        found = _leaf(expression, units)
    _check_count(len(found), what)
    return _distinct(found)


def _check_count(count: int, what: str) -> None:
    if count > MAX_BRANCHES:
        raise CapacityError(
            f"{what} has {count} alternatives; the matcher holds {MAX_BRANCHES}: "
            "name a part of the condition by a `derive` rule"
        )


def _merged(left: Branch, right: Branch) -> Branch:
    merged = dict(left)
    for fact, constraints in right.items():
        merged[fact] = tuple(sorted({*merged.get(fact, ()), *constraints}))
    return merged


def _distinct(found: list[Branch]) -> list[Branch]:
    return list({repr(sorted(branch.items())): branch for branch in found}.values())


def _leaf(leaf: Leaf, units: Mapping[str, list[str]]) -> list[Branch]:
    match leaf:
        case Truth(value):
            return [{}] if value else []
        case Compare(fact, op, code, by_unit):
            places: Callable[[str], int] = units.get(fact, []).index
            in_others: list[Branch] = [
                {fact: (("u", "=", places(unit)), ("e", op, number))} for unit, number in by_unit
            ]
            excluded: tuple[Constraint, ...] = tuple(("u", "!=", places(unit)) for unit, _ in by_unit)
            return [{fact: (*excluded, ("v", op, code))}, *in_others]
        case CompareFacts(fact, op, other):
            first, second = sorted((fact, other))
            return [{pair(first, second): (("v", op if fact == first else TURNED[op], 0),)}]
        case Among(fact, codes, True):
            return [{fact: tuple(("v", "!=", code) for code in codes)}]
        case Among(fact, codes, False):
            return [{fact: (("v", "=", code),)} for code in codes]
        case Within(option, fact, negated):
            return [{f"{fact}/{option}": (("v", "=", int(not negated)),)}]
    raise AssertionError(leaf)
