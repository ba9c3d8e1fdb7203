"""What is said to be equal is equal for every patient, and forcing a comparison is what it says."""

from __future__ import annotations

from hypothesis import given

from tests.strategies import VOCABULARY, condition, conditions, patients, rulebooks
from therex.check.mutate_conditions import edits
from therex.check.possible import may_differ, may_show
from therex.check.trees import comparisons, replaced, swayed
from therex.inference.reference import evaluate, truth
from therex.inference.world import Known, World
from therex.language.tree import Truth
from therex.rulebook.model import Rule, Rulebook


def rulebook_of(*rules: Rule) -> Rulebook:
    """Return a rulebook of the small vocabulary, with these rules and no exercises."""
    return Rulebook(
        digest="",
        facts=VOCABULARY,
        attributes={},
        purposes={},
        dose_parts={},
        limits={},
        equipment={},
        household=frozenset(),
        settings={},
        sources={},
        calculations={},
        topics={},
        rules={rule.id: rule for rule in rules},
        exercises={},
    )


@given(conditions(leaves=6), patients())
def test_no_patient_can_tell_a_mistake_that_is_said_to_be_none(text: str, world: World) -> None:
    tree, rulebook = condition(text), rulebook_of()
    for edit in edits(tree, VOCABULARY):
        changed = replaced(tree, edit.path, edit.new)
        if truth(tree, world) is not truth(changed, world):
            assert may_differ(tree, edit.path, edit.new, rulebook), edit.change


@given(rulebooks(), patients())
def test_neither_can_one_whose_derived_facts_follow_from_the_others(rules: list[Rule], world: World) -> None:
    rulebook = rulebook_of(*rules)
    world = world | {fact: Known(code) for fact, code in evaluate(rules, world).derived.items()}
    for rule in rules:
        for edit in edits(rule.when, VOCABULARY):
            changed = replaced(rule.when, edit.path, edit.new)
            if truth(rule.when, world) is not truth(changed, world):
                assert may_differ(rule.when, edit.path, edit.new, rulebook), edit.change


@given(conditions(leaves=6), patients())
def test_a_comparison_that_is_shown_was_never_said_to_be_impossible_to_show(text: str, world: World) -> None:
    tree = condition(text)
    found = swayed(tree, world)
    for path, leaf in comparisons(tree):
        value, decides = found[path]
        assert value is truth(leaf, world)
        forced = [truth(replaced(tree, path, Truth(side)), world) for side in (True, False)]
        assert decides == (forced[0] is not forced[1])
        if decides and value is not None:
            assert may_show(tree, path, rulebook_of(), side=value)
