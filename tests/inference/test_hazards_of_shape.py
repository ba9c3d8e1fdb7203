"""The only shape the matcher is given: one pattern over one message a rule; no joins, no negation, no `or`.

Retracting a message that took part in a join reads and writes past the end of the engine's frames,
which has crashed the process, so no rule may have two patterns.
"""

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
#: One compiled branch: the comparisons of its only pattern.
Branch = list[Comparison]

any_rulebook = given(rulebooks())
some = settings(max_examples=40)


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
            (pattern,) = patterns
            found.append(list(_comparisons(*pattern.values())))
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
def test_no_rule_joins_messages(rules: list[Rule]) -> None:
    compiled(rules)  # unpacks one pattern a rule


@some
@any_rulebook
def test_patterns_compare_facts_with_whole_numbers_only(rules: list[Rule]) -> None:
    for pattern in compiled(rules):
        for operator, prop, operand in pattern:
            fact, _, which = prop.partition(" ")
            assert operator in {"=", "$neq", "$lt", "$lte", "$gt", "$gte"}
            assert fact.partition("/")[0] in VOCABULARY
            assert which in {"", "u", "e"} or which.startswith("~ ")
            assert type(operand) is int


def test_two_facts_are_compared_before_and_told_as_one() -> None:
    assert compiled([rule("worse", "pain_now > pain_before and cough", TELL)]) == [
        [("=", "cough", 1), ("$lt", "pain_before ~ pain_now", 0)]
    ]


def test_all_comparisons_of_one_fact_hold_at_once() -> None:
    within = rule("within", "falls > 1 and falls < 4 and falls != 3")
    merged: set[Comparison] = {
        ("$gt", "falls", 1_000_000),
        ("$lt", "falls", 4_000_000),
        ("$neq", "falls", 3_000_000),
    }
    assert [set(pattern) for pattern in compiled([within])].count(merged) == 1
    with closing(Matcher([within], VOCABULARY)) as matcher:
        found = [matcher.evaluate(patient(falls=str(number))).rules["within"] for number in range(6)]
    assert found == [False, False, True, False, False, False]


def test_the_opposite_of_a_safety_rule_is_a_rule_of_its_own() -> None:
    found = compiled([rule("acts", "cough", withhold_if="fever")])
    assert sorted(found) == [
        [(operator, fact, 1)]
        for operator, fact in (("$neq", "cough"), ("$neq", "fever"), ("=", "cough"), ("=", "fever"))
    ]


def test_alternatives_are_rules_of_their_own() -> None:
    found = compiled([rule("either", "cough or (fever and not dizzy)", TELL)])
    assert sorted(found, key=len) == [[("=", "cough", 1)], [("$neq", "dizzy", 1), ("=", "fever", 1)]]
