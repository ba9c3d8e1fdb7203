"""What the adapter asks of the matcher's C engine, call by call.

The engine loses facts, leaks or aborts the process when it is used in other ways: these tests pin
the one way that was measured to be sound.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import durable_rules_engine as engine
import pytest

from tests.strategies import HOLD, TELL, VOCABULARY, choosing, condition, deriving, patient, rule
from therex.errors import EvaluatorsDisagreeError
from therex.inference import rete
from therex.inference.rete import Matcher
from therex.inference.verdicts import Verdicts
from therex.inference.world import World
from therex.rulebook.model import Derive, Rule


class Spy:
    """The engine's module, with every call noted before it is made."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., object]:
        function: Callable[..., object] = getattr(engine, name)

        def noted(*given: object) -> object:
            self.calls.append((name, given))
            return function(*given)

        return noted

    def given(self, name: str) -> list[tuple[object, ...]]:
        """Return what each call of one function was given."""
        return [given for called, given in self.calls if called == name]

    def messages(self, name: str = "assert_fact") -> list[dict[str, object]]:
        """Return the messages that were asserted, or retracted."""
        return [json.loads(str(given[1])) for given in self.given(name)]


@pytest.fixture(name="spy")
def _spy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spy]:
    spy = Spy()
    monkeypatch.setattr(rete, "engine", spy)
    yield spy
    monkeypatch.undo()


RULES = [
    deriving("frail", "cough or fever"),
    choosing("fall_risk", ("high", "frail and fell"), ("low", "always")),
    rule("acts", "fall_risk = high and glucose > 250 mg/dL (13.9 mmol/L)", HOLD, withhold_if="not dizzy"),
    rule("tells", "pain_now > pain_before and not weight_bearing in (none, part)", TELL),
]
WHOLE = patient(
    cough=True,
    fever=True,
    fell=True,
    dizzy=False,
    glucose="14 mmol/L",
    pain_now="5",
    pain_before="4",
    weight_bearing="full",
)


def evaluated(rules: list[Rule], *worlds: World) -> list[Verdicts]:
    with closing(Matcher(rules, VOCABULARY)) as matcher:
        return [matcher.evaluate(world) for world in worlds]


def test_only_these_functions_of_the_engine_are_called(spy: Spy) -> None:
    evaluated(RULES, WHOLE, {}, WHOLE)
    assert {name for name, _ in spy.calls} == {
        "create_ruleset", "assert_fact", "start_action_for_state", "complete_and_start_action",
        "retract_fact", "delete_ruleset"}  # fmt: skip


def test_one_message_tells_a_ruleset_all_facts_that_it_reads(spy: Spy) -> None:
    evaluated(RULES, WHOLE)
    first, last = spy.messages()[0], spy.messages()[-1]
    told = {name for name in WHOLE if not name.startswith("pain")} | {"glucose u", "glucose e"}
    assert set(first) == told | {"pain_before ~ pain_now", "sid", "id"}
    assert set(last) == set(first) | {"frail", "fall_risk"}


def test_a_ruleset_holds_one_message_at_a_time(spy: Spy) -> None:
    evaluated(RULES, WHOLE, patient(cough=False))
    calls = [name for name, _ in spy.calls if name in {"assert_fact", "retract_fact"}]
    assert calls == ["assert_fact", "retract_fact"] * (len(calls) // 2)


def test_facts_that_match_nothing_do_not_hide_those_after_them() -> None:
    world = patient(dizzy=True, fell=False, falls="3", fever=False, cough=True)
    assert evaluated([rule("held", "cough"), rule("other", "dizzy and fell")], world)[0].rules == {
        "held": True, "other": False}  # fmt: skip


def test_all_patients_share_one_session(spy: Spy) -> None:
    evaluated(RULES, *[WHOLE, {}, patient(cough=False)] * 3)
    messages = spy.messages() + spy.messages("retract_fact")
    assert {message["sid"] for message in messages} == {"0"}


def test_every_message_is_retracted(spy: Spy) -> None:
    evaluated(RULES, WHOLE, patient(cough=False))
    assert spy.messages("retract_fact") == spy.messages()


def test_no_fact_of_one_patient_reaches_the_next() -> None:
    rules = [rule("both", "cough and fever"), rule("one", "cough")]
    first, second, third = evaluated(rules, patient(cough=True), patient(fever=True), patient(cough=False))
    assert first.rules == {"both": None, "one": True}
    assert second.rules == {"both": None, "one": None}
    assert third.rules == {"both": False, "one": False}


def test_no_fact_outlives_an_evaluation_that_failed() -> None:
    first, second = (Derive("fall_risk", ((code, condition("cough")),)) for code in (1, 2))
    rules = [rule("low", "always", first), rule("high", "always", second), rule("both", "cough and fever")]
    with closing(Matcher(rules, VOCABULARY)) as matcher:
        with pytest.raises(EvaluatorsDisagreeError):
            matcher.evaluate(patient(cough=True))
        assert matcher.evaluate(patient(fever=True)).rules == {"both": None}


def test_a_rule_with_two_true_alternatives_concludes_once(spy: Spy) -> None:
    world = patient(cough=True, fever=True, dizzy=True)
    rules = [deriving("frail", "cough or fever or dizzy"), rule("held", "frail")]
    assert evaluated(rules, world)[0].rules == {"sets-frail": True, "held": True}
    assert ["frail" in message for message in spy.messages()] == [False, True]


def test_messages_hold_names_and_whole_numbers_only(spy: Spy) -> None:
    evaluated(RULES, WHOLE, patient(glucose="3.885 mmol/L", cough=True, pain_now="0.00001", pain_before="0"))
    assert spy.messages()
    for message in spy.messages():
        assert {name: type(value) for name, value in message.items() if name in {"sid", "id"}} == {
            "sid": str, "id": str}  # fmt: skip
        assert {type(value) for name, value in message.items() if name not in {"sid", "id"}} == {int}


@pytest.mark.parametrize(("stated", "above", "at"), [("0.00001", False, True), ("0.000011", True, False)])
def test_a_number_as_small_as_a_hundred_thousandth_is_compared(stated: str, *, above: bool, at: bool) -> None:
    rules = [rule("above", "pain_now > 0.00001"), rule("at", "pain_now = 0.00001")]
    assert evaluated(rules, patient(pain_now=stated))[0].rules == {"above": above, "at": at}


def test_a_large_number_is_compared() -> None:
    rules = [rule("above", "falls > 999999999"), rule("at", "falls = 1000000000")]
    assert evaluated(rules, patient(falls="1000000000"))[0].rules == {"above": True, "at": True}


def test_closing_frees_every_ruleset_once(spy: Spy) -> None:
    matcher = Matcher([rule(f"rule-{number}", f"falls > {number}") for number in range(100)], VOCABULARY)
    assert len(spy.given("create_ruleset")) > 1
    matcher.close()
    matcher.close()
    assert len(spy.given("delete_ruleset")) == len(spy.given("create_ruleset"))


def test_threads_that_share_a_matcher_do_not_mix_their_patients(monkeypatch: pytest.MonkeyPatch) -> None:
    class Yielding(Spy):
        """Lets the other thread run between any two calls."""

        def __getattr__(self, name: str) -> Callable[..., object]:
            time.sleep(0.0001)
            return super().__getattr__(name)

    monkeypatch.setattr(rete, "engine", Yielding())
    rules = [rule("cough", "cough"), rule("fever", "fever"), rule("both", "cough and fever")]
    wanted = {"cough": {"cough": True, "fever": None, "both": None},
              "fever": {"cough": None, "fever": True, "both": None}}  # fmt: skip
    found: list[tuple[str, object]] = []

    def work(fact: str) -> None:
        world = patient(**{fact: True})
        found.extend((fact, matcher.evaluate(world).rules) for _ in range(20))

    with closing(Matcher(rules, VOCABULARY)) as matcher:
        threads = [threading.Thread(target=work, args=(fact,)) for fact in wanted]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 40
    assert all(rules == wanted[fact] for fact, rules in found)
