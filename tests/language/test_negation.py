"""`not` is pushed to the comparisons, so no reader of a tree ever meets it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.strategies import condition, conditions, patients
from therex.inference.reference import truth
from therex.inference.verdicts import Truth3
from therex.inference.world import World
from therex.language.tree import And, Expression, Or, negate

#: Strong Kleene negation, as a table.
NOT: dict[Truth3, Truth3] = {True: False, False: True, None: None}


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("not falls = 2", "falls != 2"),
        ("not falls != 2", "falls = 2"),
        ("not falls < 2", "falls >= 2"),
        ("not falls <= 2", "falls > 2"),
        ("not falls > 2", "falls <= 2"),
        ("not falls >= 2", "falls < 2"),
        ("not pain_now < pain_before", "pain_now >= pain_before"),
        ("not not cough", "cough"),
        ("not (cough and fever)", "not cough or not fever"),
        ("not (cough or fever)", "not cough and not fever"),
        ("not (cough and (fever or not dizzy))", "not cough or (not fever and dizzy)"),
        ("not glucose >= 70 mg/dL (3.9 mmol/L)", "glucose < 70 mg/dL (3.9 mmol/L)"),
    ],
)
def test_not_turns_each_comparison_and_swaps_and_with_or(text: str, same_as: str) -> None:
    assert condition(text) == condition(same_as)


@settings(max_examples=200)
@given(conditions(leaves=8))
def test_twice_not_is_the_condition_itself(text: str) -> None:
    assert negate(negate(condition(text))) == condition(text)


@settings(max_examples=300)
@given(conditions(leaves=8), patients())
def test_not_swaps_yes_and_no_and_leaves_unknown(text: str, world: World) -> None:
    tree = condition(text)
    assert truth(negate(tree), world) is NOT[truth(tree, world)]


@settings(max_examples=200)
@given(conditions(leaves=8))
def test_and_holds_no_and_and_or_holds_no_or(text: str) -> None:
    def flat(tree: Expression) -> bool:
        if not isinstance(tree, And | Or):
            return True
        return len(tree.parts) > 1 and all(type(part) is not type(tree) and flat(part) for part in tree.parts)

    assert flat(condition(text))
    assert flat(negate(condition(text)))
