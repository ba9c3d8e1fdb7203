"""The only patterns the matcher is given: facts joined by `all`, whole numbers, no negation, no `or`."""

from __future__ import annotations

import json
from collections.abc import Iterator

import durable_rules_engine as engine
import pytest
from hypothesis import given, settings

from tests.strategies import VOCABULARY, patient, rule, rulebooks
from therex.inference.rete import Matcher
from therex.rulebook.model import Rule

#: Everything that may stand as a key in a definition, beside the names of rules and messages.
OPERATORS = {"$neq", "$lt", "$lte", "$gt", "$gte"}
PROPERTIES = {"f", "v", "u", "e"}

Comparison = tuple[str, str, object]


def definitions(rules: list[Rule]) -> Iterator[tuple[str, dict[str, list[dict[str, object]]]]]:
    """Yield what the engine is given for each branch of the rules."""
    given_: list[str] = []

    def create(_name: str, definition: str) -> object:
        given_.append(definition)
        return engine.create_ruleset(_name, definition)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("therex.inference.rete.engine.create_ruleset", create)
        Matcher(rules, VOCABULARY).close()
    for definition in given_:
        yield from json.loads(definition).items()
