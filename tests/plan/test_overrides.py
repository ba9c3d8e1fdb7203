"""A rule that is set aside: the plan is the one that it would be without what the rule holds back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patients import TODAY, decision, exercise, printed, rule, shipped, small, wish
from therex.inference.session import Session
from therex.plan.decision import Decision
from therex.rulebook.override import why_not

ARCHETYPES = Path(__file__).parents[1] / "archetypes"

#: Each rule with its condition, what of it may be set aside, and what may not.
RULES: dict[str, tuple[str, list[str], list[str]]] = {
    "wishes": (
        "always",
        [],
        [wish("press, pull, hop, jump"), wish("hop", "aerobic"), wish("pull", "balance")],
    ),
    "high": (
        "cough",
        ["{avoid: impact >= 1}", "{limit: effort_borg6_20, to: 12}"],
        ["{advise: Rest a while., box: everyday}"],
    ),
    "middle": ("fever", ["{avoid: impact = 2}"], []),
    "wait": ("faint", ["{act: hold, do: Wait.}"], []),
    "ask": (
        "pain >= 5",
        ["{act: clearance, do: Ask.}", "{supervise: Stay near., patient: Ask for help.}", "{monitor: Look.}"],
        [wish("jump", "flexibility")],
    ),
    "help": ("cough and faint", [], ["{act: same_day, do: Call.}"]),
}
EXERCISES = [
    exercise(name, impact=str(place), dose="{sets: 2, reps: 10, effort_borg6_20: 13-14}")
    for place, name in enumerate(("press", "pull", "hop", "jump"))
]
#: A rule that only asks while it is unknown.
SOFT = "if_unknown: note\n    if_unknown_reason: for a test"
#: What "high" bars when it is set aside for one exercise, as an author would write it.
SPARING = {
    "pull": "{avoid: impact >= 2}",
    "hop": "{avoid: impact = 1 or impact = 3}",
    "jump": "{avoid: impact = 1 or impact = 2}",
}
Aside = tuple[tuple[str, str], ...]
ASIDE: list[Aside] = [
    *(
        (one,)
        for one in [("high", ""), ("middle", ""), ("wait", ""), ("ask", ""), *(("high", n) for n in SPARING)]
    ),
    (("high", ""), ("middle", "")),
    (("ask", ""), ("wait", "")),
    (("high", "hop"), ("middle", "hop")),
]


def rules_without(aside: Aside) -> list[str]:
    """Return the rules as they would be written if nobody had asked them to hold these things back."""
    texts = []
    for name, (when, holding, rest) in RULES.items():
        left = holding
        for exercise_spared in [what for which, what in aside if which == name]:
            spared = name == "high" and exercise_spared
            left = [SPARING[exercise_spared], *holding[1:]] if spared else []
        if left or rest:
            more = SOFT if name == "middle" else ""
            texts.append(rule(name, when, *left, *rest, more=more))
    return texts


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Aside], Session]]:
    """Return the small rulebook without some of it, opened once."""
    with ExitStack() as stack:

        @cache
        def opened(aside: Aside) -> Session:
            folder = tmp_path_factory.mktemp("rules")
            return stack.enter_context(small(folder, rules_without(aside), EXERCISES))

        yield opened


def overrides(aside: Aside) -> str:
    lines = [f"  - {{rule: {name}{f', exercise: {what}' if what else ''}, reason: Seen., by: A. Ro}}"
             for name, what in aside]  # fmt: skip
    return "overrides:\n" + "\n".join(lines) + "\n"


def comparable(found: Decision, aside: Aside) -> dict[str, object]:
    """Return a decision without what names it, and without the record of the rules that were set aside."""
    named = {name for name, _ in aside}
    firings = tuple(firing for firing in found.firings if firing.rule not in named)
    apart = {"id", "rulebook", "overrides"}
    return found.model_copy(update={"firings": firings}).model_dump(exclude=apart)


answers = st.fixed_dictionaries(
    {name: st.sampled_from(["yes", "no", "unknown"]) for name in ("cough", "fever", "faint")}
    | {"pain": st.sampled_from(["4", "5", "unknown"])}
)


@settings(max_examples=120)
@given(facts=answers, aside=st.sampled_from(ASIDE))
def test_the_plan_is_the_one_of_rules_that_never_held_it_back(
    facts: dict[str, str], aside: Aside, rulebook: Callable[[Aside], Session]
) -> None:
    text = TODAY + "facts:\n" + "".join(f"  {name}: {value}\n" for name, value in facts.items())
    found = decision(text + overrides(aside), rulebook(()))
    assert comparable(found, aside) == comparable(decision(text, rulebook(aside)), aside)


COUGH = TODAY + "facts: {cough: yes, fever: no, faint: no, pain: 0}\n"
HIGH, HOP = (("high", ""),), (("high", "hop"),)


def test_a_rule_set_aside_is_still_listed_with_its_verdict(rulebook: Callable[[Aside], Session]) -> None:
    found = decision(COUGH + overrides(HIGH), rulebook(()))
    assert {firing.rule: firing.set_aside for firing in found.firings} == {"high": True, "wishes": False}


def test_a_hold_that_cannot_be_ruled_out_can_be_set_aside(rulebook: Callable[[Aside], Session]) -> None:
    text = TODAY + "facts: {cough: no, fever: no, pain: 0}\n"
    held = decision(text, rulebook(()))
    freed = decision(text + overrides((("wait", ""),)), rulebook(()))
    assert (held.action.exercise_today, freed.action.exercise_today) == (False, True)
    assert [call.rule for call in held.action.calls] == ["wait"]
    assert freed.action.calls == ()


@pytest.mark.parametrize(("name", "fact"), [("wait", "faint"), ("middle", "fever")])
def test_an_unknown_rule_set_aside_is_still_listed_and_asks_no_more(
    name: str, fact: str, rulebook: Callable[[Aside], Session]
) -> None:
    text = TODAY + f"facts: {{cough: no, fever: no, faint: no, pain: 0, {fact}: unknown}}\n"
    text = text.replace(f"{fact}: no, ", "")
    asked = decision(text, rulebook(()))
    freed = decision(text + overrides(((name, ""),)), rulebook(()))
    (firing,) = [one for one in freed.firings if one.rule == name]
    assert (firing.truth, firing.missing, firing.set_aside) == ("unknown", (fact,), True)
    assert [one.fact for one in asked.questions] == [fact]
    assert freed.questions == ()


def test_what_the_rule_advises_is_still_said(rulebook: Callable[[Aside], Session]) -> None:
    found = decision(COUGH + overrides(HIGH), rulebook(()))
    assert [told.patient for told in found.told] == ["Rest a while."]


def test_the_record_says_what_was_set_aside_by_whom_and_whether_it_was_felt(
    rulebook: Callable[[Aside], Session],
) -> None:
    (high,) = decision(COUGH + overrides(HIGH), rulebook(())).overrides
    assert (high.rule, high.exercise, high.by, high.reason) == ("high", "", "A. Ro", "Seen.")
    assert (high.truth, high.effect) == ("true", True)
    assert [words.split()[0] for words in high.set_aside] == ["bars", "limits"]
    (hop,) = decision(COUGH + overrides(HOP), rulebook(())).overrides
    assert hop.set_aside == ("bars hop hop",)


def test_what_does_not_apply_or_is_held_back_by_another_rule_is_not_felt(
    rulebook: Callable[[Aside], Session],
) -> None:
    session = rulebook(())
    (at_rest,) = decision(COUGH.replace("cough: yes", "cough: no") + overrides(HIGH), session).overrides
    assert (at_rest.truth, at_rest.effect) == ("false", False)
    feverish = COUGH.replace("fever: no", "fever: yes")
    found = decision(feverish + overrides(HOP), session)
    assert [one.effect for one in found.overrides] == [False]
    assert "hop" not in printed(found)
    both = decision(feverish + overrides((*HOP, ("middle", "hop"))), session)
    assert [one.effect for one in both.overrides] == [True, True]
    assert "hop" in printed(both)


def test_an_override_makes_another_decision_in_any_order(rulebook: Callable[[Aside], Session]) -> None:
    def name(text: str) -> str:
        return decision(COUGH + text, rulebook(())).id

    one, two = overrides((*HOP, ("middle", ""))), overrides((("middle", ""), *HOP))
    assert name(one) == name(two) != name("")
    assert name(one.replace("Seen.", "Tried.")) != name(one)
    assert name(one.replace("A. Ro", "B. Li")) != name(one)


def files() -> list[Path]:
    return sorted(path for path in ARCHETYPES.glob("*.yaml") if "expect" not in path.name)


def bars(found: Decision) -> dict[str, set[str]]:
    """Return the rules that bar or withhold each exercise."""
    return {one.id: set(one.rules) for one in found.withheld} | {
        one.id: set(one.rules) for one in found.barred
    }


@settings(max_examples=15)
@given(file=st.sampled_from(files()), data=st.data())
def test_no_override_lets_through_what_another_rule_holds_back(file: Path, data: st.DataObject) -> None:
    text = file.read_text(encoding="utf-8")
    before = decision(text)
    known = shipped().rulebook.rules
    open_ = sorted(firing.rule for firing in before.firings if not why_not(known[firing.rule]))
    names = data.draw(st.sets(st.sampled_from(open_), min_size=1, max_size=3)) if open_ else set()
    after = decision(text + overrides(tuple((name, "") for name in names)) if names else text)
    barred = {name for name, rules in bars(before).items() if rules - names}
    assert barred & printed(after).keys() == set()
    others = [call for call in before.action.calls if call.rule not in names]
    assert list(after.action.calls) == others
    holding = {"emergency", "same_day", "hold"}
    if any(call.level in holding for call in others):
        assert not after.action.exercise_today
    urgent = {"emergency", "same_day"}
    assert [call for call in after.action.calls if call.level in urgent] == [
        call for call in before.action.calls if call.level in urgent
    ]
