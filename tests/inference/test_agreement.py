"""Properties of any rulebook and any patient: agreement, independence of order, no way back."""

from __future__ import annotations

from contextlib import closing
from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from tests.strategies import (
    VOCABULARY,
    choosing,
    condition,
    conditions,
    deriving,
    patient,
    patients,
    rule,
    rulebooks,
)
from therex.inference import reference
from therex.inference.infer import infer
from therex.inference.rete import Matcher
from therex.inference.verdicts import Truth3, Verdicts
from therex.inference.world import World
from therex.rulebook.model import Rule
from therex.rulebook.order import in_order_of_use

some = settings(max_examples=150)


def matched(rules: list[Rule], world: World) -> Verdicts:
    with closing(Matcher(rules, VOCABULARY)) as matcher:
        return matcher.evaluate(world)


@some
@given(rulebooks(), st.lists(patients(), min_size=2, max_size=6))
def test_both_evaluators_agree_on_any_rulebook_and_any_patient(
    rules: list[Rule], worlds: list[World]
) -> None:
    with closing(Matcher(rules, VOCABULARY)) as matcher:
        for world in worlds:
            ours, theirs = reference.evaluate(rules, world), matcher.evaluate(world)
            assert infer(rules, matcher, world) == ours
            assert theirs.derived == ours.derived
            assert theirs.withhold == ours.withhold
            for each in rules:
                if each.fails_closed or each.derives_flag:
                    assert theirs.rules[each.id] is ours.rules[each.id]
                else:
                    assert (each.id in theirs.rules) is (ours.rules[each.id] is True)


@pytest.mark.parametrize("wanted", [True, False, None])
def test_random_conditions_come_out_true_false_and_unknown(wanted: Truth3) -> None:
    def comes_out(drawn: tuple[str, World]) -> bool:
        return " and " in drawn[0] and reference.truth(condition(drawn[0]), drawn[1]) is wanted

    find(
        st.tuples(conditions(), patients()),
        comes_out,
        settings=settings(phases=[Phase.generate], max_examples=2_000),
    )


@some
@given(rulebooks(), patients(), st.integers())
def test_the_order_of_facts_and_rules_never_matters(rules: list[Rule], world: World, seed: int) -> None:
    shuffled, facts = list(rules), list(world.items())
    Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    Random(seed).shuffle(facts)  # noqa: S311 - as above
    in_use = list(in_order_of_use({each.id: each for each in shuffled}).values())
    assert in_use == list(in_order_of_use({each.id: each for each in rules}).values())
    assert reference.evaluate(in_use, dict(facts)) == reference.evaluate(rules, world)
    assert matched(shuffled, dict(facts)) == matched(rules, world)


@some
@given(rulebooks(), patients(), st.data())
def test_a_new_fact_never_undoes_a_conclusion(rules: list[Rule], world: World, data: st.DataObject) -> None:
    known = data.draw(st.sets(st.sampled_from(sorted(world)))) if world else set[str]()
    before = reference.evaluate(rules, {name: world[name] for name in known})
    after = reference.evaluate(rules, world)
    assert before.derived.items() <= after.derived.items()
    for verdicts, later in ((before.rules, after.rules), (before.withhold, after.withhold)):
        assert all(later[name] is verdict for name, verdict in verdicts.items() if verdict is not None)


CHAIN = [
    deriving("frail", "cough or falls >= 2"),
    deriving("at_risk", "frail and not dizzy"),
    deriving("needs_help", "at_risk"),
    choosing("fall_risk", ("high", "needs_help and fell"), ("low", "not needs_help"), ("some", "always")),
    rule("helped", "fall_risk >= some and not fever"),
]


@pytest.mark.parametrize(
    ("facts", "derived", "helped"),
    [
        ({"falls": "2", "dizzy": False, "fell": True, "fever": False},
         {"frail": 1, "at_risk": 1, "needs_help": 1, "fall_risk": 2}, True),
        ({"falls": "2", "dizzy": False, "fell": False, "fever": False},
         {"frail": 1, "at_risk": 1, "needs_help": 1, "fall_risk": 1}, True),
        ({"falls": "1", "cough": False, "fever": False},
         {"frail": 0, "at_risk": 0, "needs_help": 0, "fall_risk": 0}, False),
        ({"falls": "1", "fever": False}, {}, None),
        ({"cough": True}, {"frail": 1}, None),
        ({"dizzy": True}, {"at_risk": 0, "needs_help": 0, "fall_risk": 0}, False),
        ({"fever": True}, {}, False),
    ],
)  # fmt: skip
def test_a_chain_of_derivations_is_followed_to_its_end_by_both(
    facts: dict[str, bool | str], derived: dict[str, int], helped: Truth3
) -> None:
    with closing(Matcher(CHAIN, VOCABULARY)) as matcher:
        verdicts = infer(CHAIN, matcher, patient(**facts))
        assert matcher.evaluate(patient(**facts)).derived == derived
    assert verdicts.derived == derived
    assert verdicts.rules["helped"] is helped


@pytest.mark.parametrize(
    ("stated", "at"), [("250 mg/dL", True), ("13.9 mmol/L", True), ("250.4 mg/dL", False)]
)
def test_both_take_a_value_in_the_unit_it_was_stated_in(stated: str, *, at: bool) -> None:
    rules = [
        rule("at", "glucose = 250 mg/dL (13.9 mmol/L)"),
        rule("not", "glucose > 250 mg/dL (13.9 mmol/L)"),
    ]
    with closing(Matcher(rules, VOCABULARY)) as matcher:
        assert infer(rules, matcher, patient(glucose=stated)).rules == {"at": at, "not": not at}


@pytest.mark.parametrize("when", ["always", "cough"])
def test_a_choice_may_have_a_single_branch(when: str) -> None:
    rules = [choosing("fall_risk", ("high", when)), rule("held", "fall_risk = high")]
    with closing(Matcher(rules, VOCABULARY)) as matcher:
        assert infer(rules, matcher, patient(cough=True)).rules == {"sets-fall_risk": True, "held": True}
