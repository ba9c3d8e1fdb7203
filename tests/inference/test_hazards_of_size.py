"""How much the matcher is given at once: rules are spread over rulesets, and too large a rule is refused."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from typing import Any

import durable_rules_engine as engine
import pytest

from tests.strategies import HOLD, TELL, VOCABULARY, rule
from therex.errors import CapacityError
from therex.facts.vocabulary import Definition, Kind
from therex.inference.rete import Matcher
from therex.inference.world import Known, World
from therex.language.tree import And, Compare, Expression, Or
from therex.rulebook.model import Outcome, Rule

FLAGS = {name: Definition(name, name, Kind.FLAG) for name in (f"flag{number}" for number in range(600))}
YES = [Compare(name, "=", 1) for name in FLAGS]
CAPACITY = {**VOCABULARY, **FLAGS}


def named(name: str, when: Expression, outcome: Outcome = TELL) -> Rule:
    return replace(rule(name, "always", outcome), when=when)


def definitions(rules: list[Rule]) -> list[dict[str, dict[str, list[dict[str, Any]]]]]:
    """Return the rulesets that the matcher would be given."""
    found: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_ruleset", lambda _name, definition: found.append(definition))
        Matcher(rules, CAPACITY)
    return [json.loads(definition) for definition in found]


def check_limits(rules: list[Rule]) -> None:
    """Check every ruleset against the limits; past them the matcher is wrong, or hangs for ever."""
    for definition in definitions(rules):
        patterns = [pattern for branch in definition.values() for pattern in branch["all"]]
        parts = [part for pattern in patterns for part in pattern["c0"].get("$and", [pattern["c0"]])]
        properties = {prop for part in parts for prop in (part if len(part) == 1 else ())}
        assert len(definition) < 64, "open paths through the patterns for one message"
        assert len(properties) < 253, "properties of a message beside its two ids"


def fired(rules: list[Rule], world: World) -> set[str]:
    check_limits(rules)
    with closing(Matcher(rules, CAPACITY)) as matcher:
        return {name for name, verdict in matcher.evaluate(world).rules.items() if verdict}


def all_yes(*names: str) -> World:
    return dict.fromkeys(names or FLAGS, Known(1))


SAME_CONDITION = [named(f"rule{number}", YES[0]) for number in range(400)]
ONE_SHARED = [named(f"rule{number}", And((YES[0], YES[number]))) for number in range(1, 400)]
ONE_FACT = [named(f"rule{number}", Compare("falls", ">", number)) for number in range(400)]
MANY_FACTS = [named(f"rule{number}", YES[number]) for number in range(600)]
WIDE = [named(f"rule{number}", And(tuple(YES[number : number + 16]))) for number in range(580)]
THREE_EACH = [named(f"rule{number}", And(tuple(YES[3 * number : 3 * number + 3]))) for number in range(200)]


def test_400_rules_on_one_condition_all_fire() -> None:
    assert fired(SAME_CONDITION, all_yes("flag0")) == {f"rule{number}" for number in range(400)}


def test_399_rules_that_share_a_condition_all_fire() -> None:
    assert fired(ONE_SHARED, all_yes()) == {f"rule{number}" for number in range(1, 400)}
    assert fired(ONE_SHARED, all_yes(*list(FLAGS)[1:])) == set()


def test_400_cutoffs_on_one_fact_all_hold_on_their_side() -> None:
    assert fired(ONE_FACT, {"falls": Known(250)}) == {f"rule{number}" for number in range(250)}


def test_600_facts_with_a_rule_each_all_fire() -> None:
    assert fired(MANY_FACTS, all_yes()) == {f"rule{number}" for number in range(600)}


def test_580_rules_of_16_facts_each_fire_when_all_16_are_known() -> None:
    assert fired(WIDE, all_yes(*(f"flag{number}" for number in range(100, 120)))) == {
        f"rule{number}" for number in range(100, 105)}  # fmt: skip


def test_200_rules_on_600_facts_fire_when_their_own_three_are_known() -> None:
    assert fired(THREE_EACH, all_yes("flag3", "flag4", "flag5", "flag6", "flag7", "flag9")) == {"rule1"}


@pytest.mark.parametrize(
    ("rules", "branches"),
    [
        (SAME_CONDITION, 1),
        (ONE_SHARED, 399),
        (ONE_FACT, 400),
        (MANY_FACTS, 600),
        (WIDE, 580),
        (THREE_EACH, 200),
    ],
)
def test_each_different_condition_is_given_to_the_matcher_once(rules: list[Rule], branches: int) -> None:
    assert sum(map(len, definitions(rules))) == branches


def test_a_rule_on_200_facts_at_once_works() -> None:
    rules = [named("large", And(tuple(YES[:200])))]
    assert fired(rules, all_yes(*list(FLAGS)[:200])) == {"large"}
    assert fired(rules, all_yes(*list(FLAGS)[:199])) == set()


def test_60_alternatives_fire_when_the_last_is_known() -> None:
    assert fired([named("large", Or(tuple(YES[:60])), HOLD)], all_yes("flag59")) == {"large"}


def test_a_rule_on_more_facts_than_a_message_holds_is_refused_by_name() -> None:
    with pytest.raises(
        CapacityError, match=r'rule "large" reads 241 facts at once; .* holds 240: .*`derive`'
    ):
        Matcher([named("large", And(tuple(YES[:241])))], CAPACITY)


def _pairs(count: int) -> Expression:
    """Return `(flag0 or flag1) and (flag2 or flag3) and ...`: two to the power of `count` alternatives."""
    return And(tuple(Or(tuple(YES[2 * number : 2 * number + 2])) for number in range(count)))


def test_a_rule_of_64_alternatives_works() -> None:
    rules = [named("large", _pairs(6))]
    assert fired(rules, all_yes("flag1", "flag2", "flag4", "flag7", "flag8", "flag11")) == {"large"}
    assert fired(rules, all_yes("flag1", "flag2", "flag4", "flag7", "flag8")) == set()


def test_a_rule_of_128_alternatives_is_refused_by_name() -> None:
    with pytest.raises(CapacityError, match=r'rule "large" has 128 alternatives; .* holds 64: .*`derive`'):
        Matcher([named("large", _pairs(7))], CAPACITY)


def test_a_rule_of_65_alternatives_is_refused_by_name() -> None:
    with pytest.raises(CapacityError, match=r'rule "large" has 65 alternatives'):
        Matcher([named("large", Or(tuple(YES[:65])))], CAPACITY)
