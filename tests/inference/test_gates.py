"""Rules that a patient's conditions leave aside are no, whatever else is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patients import decision, example, patient, shipped
from tests.strategies import TELL, VOCABULARY, condition, deriving, patients, rule, rulebooks
from therex.inference import reference
from therex.inference.gates import ALWAYS, by_gate, gate, is_shut
from therex.inference.verdicts import Verdicts
from therex.inference.world import Known, World
from therex.rulebook.model import Rule
from therex.rulebook.order import in_order_of_use

any_rules_and_patient = given(rulebooks(), patients())


@pytest.mark.parametrize(
    ("when", "demanded"),
    [
        ("frail", {"frail"}),
        ("not frail", set()),
        ("cough", set()),  # stated, neither listed nor derived: it may be anything while the rules run
        ("frail and cough", {"frail"}),
        ("frail or cough", set()),
        ("frail or at_risk", {"frail", "at_risk"}),
        ("(frail or at_risk) and needs_help", {"needs_help"}),
        ("(frail or at_risk) and (frail or cough)", {"frail", "at_risk"}),
        ("always", set()),
    ],
)
def test_a_gate_is_the_flags_of_which_a_condition_demands_one(when: str, demanded: set[str]) -> None:
    assert gate(condition(when), VOCABULARY) == demanded


def test_rules_that_derive_are_never_left_aside() -> None:
    sets = deriving("at_risk", "frail")
    tells = rule("tells", "frail", TELL)
    assert by_gate([sets, tells], VOCABULARY) == {ALWAYS: (sets,), frozenset({"frail"}): (tells,)}


@pytest.mark.parametrize(
    ("world", "shut"),
    [
        ({"frail": 0}, False),
        ({"frail": 0, "at_risk": 0}, True),
        ({"frail": 0, "at_risk": 1}, False),
        ({}, False),
    ],
)
def test_a_gate_is_shut_when_all_its_flags_are_known_to_be_no(world: dict[str, int], *, shut: bool) -> None:
    assert (
        is_shut(frozenset({"frail", "at_risk"}), {name: Known(code) for name, code in world.items()}) is shut
    )


def test_a_rule_that_demands_nothing_is_never_shut_out() -> None:
    assert not is_shut(ALWAYS, {})


@settings(max_examples=300)
@any_rules_and_patient
def test_a_rule_behind_a_shut_gate_is_no(rules: list[Rule], world: World) -> None:
    verdicts = reference.evaluate(rules, world)
    known = world | {fact: Known(code) for fact, code in verdicts.derived.items()}
    for demanded, group in by_gate(rules, VOCABULARY).items():
        if is_shut(demanded, known):
            assert {verdicts.rules[each.id] for each in group} == {False}


@settings(max_examples=300)
@any_rules_and_patient
def test_derivations_first_and_then_each_gate_find_what_all_rules_at_once_find(
    rules: list[Rule], world: World
) -> None:
    groups = by_gate(in_order_of_use({each.id: each for each in rules}).values(), VOCABULARY)
    found = reference.evaluate(groups.pop(ALWAYS), world)
    known = world | {fact: Known(code) for fact, code in found.derived.items()}
    for group in groups.values():
        more = reference.evaluate(group, known)
        found.rules.update(more.rules)
        found.withhold.update(more.withhold)
    assert found == reference.evaluate(rules, world)


@given(st.sampled_from(["knee_oa_with_high_bp", "falls_after_two_falls", "stroke_eight_months"]))
@settings(max_examples=3)
def test_the_shipped_rules_find_the_same_with_and_without_gates(name: str) -> None:
    session = shipped()
    judged = session.judge_patient(patient(example(name)).facts)
    rules = session.rulebook.scoped("patient")
    stated = {fact: known for fact, known in judged.world.items() if fact not in judged.verdicts.derived}
    whole: Verdicts = reference.evaluate(rules, stated)
    assert judged.verdicts.rules == whole.rules
    assert judged.verdicts.derived == whole.derived


def test_a_patient_without_a_list_of_conditions_leaves_no_rule_aside() -> None:
    text = "assessment: {date: 2026-11-20}\nmedications: []\n"
    unknown = {firing.topic for firing in decision(text).firings if firing.truth == "unknown"}
    assert any(topic.startswith("precautions/heart") for topic in unknown)
