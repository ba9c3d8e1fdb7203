"""The only patterns the matcher is given: facts joined by `all`; no negation, no `or`, no joins on values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import durable_rules_engine as engine
import pytest
from hypothesis import given, settings

from tests.strategies import TELL, VOCABULARY, patient, rule, rulebooks
from therex.inference.rete import Matcher
from therex.rulebook.model import Rule

#: One comparison of a pattern: operator, property, operand.
Comparison = tuple[str, str, object]
#: One compiled branch: the comparisons of each of its patterns.
Branch = list[list[Comparison]]

any_rulebook = given(rulebooks())
some = settings(max_examples=40, deadline=None)


def compiled(rules: list[Rule]) -> list[Branch]:
    """Return what the engine was given; a definition of any other make-up fails to unpack."""
    definitions: list[str] = []
    create = engine.create_ruleset

    def noted(name: str, definition: str) -> object:
        definitions.append(definition)
        return create(name, definition)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_ruleset", noted)
        Matcher(rules, VOCABULARY).close()
    found: list[Branch] = []
    for definition in definitions:
        for branch in json.loads(definition).values():
            ((kind, patterns),) = branch.items()
            assert kind == "all"
            found.append([list(_comparisons(*pattern.values())) for pattern in patterns])
    return found


def _comparisons(pattern: dict[str, Any]) -> Iterator[Comparison]:
    for part in pattern.get("$and", [pattern]):
        ((key, value),) = part.items()
        if key.startswith("$"):
            ((prop, operand),) = value.items()
            yield key, prop, operand
        else:
            yield "=", key, value


@some
@any_rulebook
def test_patterns_hold_plain_comparisons_only(rules: list[Rule]) -> None:
    for patterns in compiled(rules):
        for operator, prop, _ in (comparison for pattern in patterns for comparison in pattern):
            assert operator in {"=", "$neq", "$lt", "$lte", "$gt", "$gte"}
            assert prop in {"f", "v", "u", "e"}


@some
@any_rulebook
def test_no_pattern_refers_to_another_message(rules: list[Rule]) -> None:
    for patterns in compiled(rules):
        for operator, prop, operand in (comparison for pattern in patterns for comparison in pattern):
            assert type(operand) is (str if prop == "f" else int)
            assert prop != "f" or operator == "="


@some
@any_rulebook
def test_no_fact_fills_two_patterns_of_a_rule(rules: list[Rule]) -> None:
    for patterns in compiled(rules):
        facts = [operand for pattern in patterns for _, prop, operand in pattern if prop == "f"]
        assert len(facts) == len(patterns) == len(set(facts))


def test_two_facts_are_joined_by_a_message_about_both() -> None:
    assert compiled([rule("worse", "pain_now > pain_before and cough", TELL)]) == [
        [[("=", "f", "cough"), ("=", "v", 1)], [("=", "f", "pain_before ~ pain_now"), ("$lt", "v", 0)]]
    ]


def test_all_comparisons_of_one_fact_are_merged_into_one_pattern() -> None:
    within = rule("within", "falls > 1 and falls < 4 and falls != 3")
    merged = {("=", "f", "falls"), ("$gt", "v", 1_000_000), ("$lt", "v", 4_000_000), ("$neq", "v", 3_000_000)}
    assert [set(pattern) for (pattern, *rest) in compiled([within]) if not rest].count(merged) == 1
    with closing(Matcher([within], VOCABULARY)) as matcher:
        found = [matcher.evaluate(patient(falls=str(number))).rules["within"] for number in range(6)]
    assert found == [False, False, True, False, False, False]


def test_the_opposite_of_a_safety_rule_is_a_rule_of_its_own() -> None:
    found = compiled([rule("acts", "cough", withhold_if="fever")])
    assert sorted(found) == [
        [[("=", "f", fact), (operator, "v", 1)]]
        for fact, operator in (("cough", "$neq"), ("cough", "="), ("fever", "$neq"), ("fever", "="))
    ]


def test_alternatives_are_rules_of_their_own() -> None:
    found = compiled([rule("either", "cough or (fever and not dizzy)", TELL)])
    assert sorted(found, key=len) == [
        [[("=", "f", "cough"), ("=", "v", 1)]],
        [[("=", "f", "dizzy"), ("$neq", "v", 1)], [("=", "f", "fever"), ("=", "v", 1)]],
    ]
