"""When the evaluators differ, nothing comes out but an error that names the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from tests.strategies import HOLD, TELL, VOCABULARY, choosing, condition, deriving, patient, rule
from therex.errors import EvaluatorsDisagreeError
from therex.inference import reference, rete
from therex.inference.infer import infer
from therex.inference.rete import Matcher
from therex.inference.verdicts import Verdicts
from therex.inference.world import World
from therex.rulebook.model import Derive

RULES = [
    deriving("frail", "falls >= 2"),
    choosing("fall_risk", ("high", "fell"), ("low", "always")),
    rule("acts", "cough", HOLD, withhold_if="fever"),
    rule("tells", "frail and dizzy", TELL),
]
WORLD = patient(falls="2", fell=True, cough=True, fever=True, dizzy=True)


@pytest.fixture(name="matcher")
def _matcher() -> Iterator[Matcher]:
    matcher = Matcher(RULES, VOCABULARY)
    yield matcher
    matcher.close()


def test_undisturbed_they_agree_that_everything_is_true(matcher: Matcher) -> None:
    verdicts = infer(RULES, matcher, WORLD)
    assert set(verdicts.rules.values()) == {True}
    assert verdicts.derived == {"frail": 1, "fall_risk": 2}


def _says(rule_id: str, *, value: bool | None) -> Callable[[Verdicts], None]:
    return lambda verdicts: verdicts.rules.update({rule_id: value})


def _withholds(*, value: bool | None) -> Callable[[Verdicts], None]:
    return lambda verdicts: verdicts.withhold.update(acts=value)


def _derives(fact: str, code: int) -> Callable[[Verdicts], None]:
    return lambda verdicts: verdicts.derived.update({fact: code})


def _forgets(fact: str) -> Callable[[Verdicts], None]:
    return lambda verdicts: verdicts.derived.__delitem__(fact)


MISTAKES = [
    ("acts", _says("acts", value=False)),
    ("acts", _says("acts", value=None)),
    ("acts", _withholds(value=False)),
    ("acts", _withholds(value=None)),
    ("tells", _says("tells", value=False)),
    ("sets-frail", _says("sets-frail", value=None)),
    ("sets-fall_risk", _says("sets-fall_risk", value=None)),
    ("frail", _derives("frail", 0)),
    ("frail", _forgets("frail")),
    ("fall_risk", _derives("fall_risk", 1)),
]


@pytest.mark.parametrize(("named", "mistake"), MISTAKES)
def test_a_mistake_of_the_reference_is_caught_and_named(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch, named: str, mistake: Callable[[Verdicts], None]
) -> None:
    right = reference.evaluate(RULES, WORLD)
    mistake(right)
    monkeypatch.setattr(reference, "evaluate", lambda _rules, _world: right)
    with pytest.raises(EvaluatorsDisagreeError, match=rf"differ on {named}$"):
        infer(RULES, matcher, WORLD)


@pytest.mark.parametrize(("named", "mistake"), MISTAKES)
def test_a_mistake_of_the_matcher_is_caught_and_named(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch, named: str, mistake: Callable[[Verdicts], None]
) -> None:
    right = matcher.evaluate(WORLD)
    mistake(right)
    monkeypatch.setattr(Matcher, "evaluate", lambda _self, _world: right)
    with pytest.raises(EvaluatorsDisagreeError, match=rf"differ on {named}$"):
        infer(RULES, matcher, WORLD)


def test_all_rules_in_dispute_are_named(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_is_known(_self: Matcher, _world: World) -> Verdicts:
        return Verdicts()

    monkeypatch.setattr(Matcher, "evaluate", nothing_is_known)
    with pytest.raises(EvaluatorsDisagreeError) as caught:
        infer(RULES, matcher, WORLD)
    assert str(caught.value).endswith("differ on sets-frail, sets-fall_risk, acts, tells, fall_risk, frail")


def test_a_rule_left_unknown_by_the_reference_may_be_left_out_by_the_matcher(matcher: Matcher) -> None:
    world = patient(falls="2", fell=True, cough=True, fever=True)
    assert "tells" not in matcher.evaluate(world).rules
    assert infer(RULES, matcher, world).rules["tells"] is None


def test_a_rule_both_true_and_false_in_the_matcher_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rete, "negate", lambda expression: expression)
    with (
        closing(Matcher(RULES, VOCABULARY)) as wrong,
        pytest.raises(EvaluatorsDisagreeError, match='rule "acts" both true and false'),
    ):
        infer(RULES, wrong, WORLD)


def test_two_values_of_one_derived_fact_are_refused() -> None:
    first, second = (Derive("fall_risk", ((code, condition("cough")),)) for code in (1, 2))
    rules = [rule("first", "cough", first), rule("second", "cough", second)]
    with closing(Matcher(rules, VOCABULARY)) as matcher:
        with pytest.raises(EvaluatorsDisagreeError, match='derived two values of "fall_risk"'):
            matcher.evaluate(patient(cough=True))
        assert matcher.evaluate(patient(cough=False)) == Verdicts()
