"""The reference evaluator, against truth tables of strong Kleene logic written by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.strategies import HOLD, TELL, choosing, condition, deriving, patient, rule
from therex.inference.reference import evaluate, truth
from therex.inference.verdicts import Truth3

YES, NO, UNKNOWN = True, False, None


def of_two(text: str, cough: Truth3, fever: Truth3) -> Truth3:
    known = {name: value for name, value in (("cough", cough), ("fever", fever)) if value is not None}
    return truth(condition(text), patient(**known))


@pytest.mark.parametrize(
    ("cough", "fever", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, YES, NO, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, NO, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_and_and_or_follow_the_strong_kleene_tables(
    cough: Truth3, fever: Truth3, both: Truth3, either: Truth3
) -> None:
    assert of_two("cough and fever", cough, fever) is both
    assert of_two("cough or fever", cough, fever) is either


@pytest.mark.parametrize(("cough", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_follows_the_strong_kleene_table(cough: Truth3, opposite: Truth3) -> None:
    assert of_two("not cough", cough, None) is opposite


def test_what_contradicts_itself_stays_unknown_while_its_fact_is() -> None:
    assert of_two("cough and not cough", UNKNOWN, None) is UNKNOWN
    assert of_two("cough or not cough", UNKNOWN, None) is UNKNOWN


def test_always_is_true_without_facts() -> None:
    assert truth(condition("always"), {}) is YES
    assert truth(condition("not always"), {}) is NO
    assert truth(condition("always or cough"), {}) is YES
    assert truth(condition("not always and cough"), {}) is NO


@pytest.mark.parametrize(
    ("text", "below", "at", "above"),
    [
        ("falls = 2", NO, YES, NO),
        ("falls != 2", YES, NO, YES),
        ("falls < 2", YES, NO, NO),
        ("falls <= 2", YES, YES, NO),
        ("falls > 2", NO, NO, YES),
        ("falls >= 2", NO, YES, YES),
    ],
)
def test_each_comparison_holds_on_its_side_of_the_number(
    text: str, *, below: bool, at: bool, above: bool
) -> None:
    found = [truth(condition(text), patient(falls=number)) for number in ("1", "2", "3")]
    assert found == [below, at, above]
    assert truth(condition(text), {}) is UNKNOWN


@pytest.mark.parametrize(
    ("text", "none", "part", "full"),
    [
        ("weight_bearing = part", NO, YES, NO),
        ("weight_bearing != part", YES, NO, YES),
        ("weight_bearing in (none, part)", YES, YES, NO),
        ("not weight_bearing in (none, part)", NO, NO, YES),
    ],
)
def test_a_choice_is_one_of_its_options(text: str, *, none: bool, part: bool, full: bool) -> None:
    found = [truth(condition(text), patient(weight_bearing=option)) for option in ("none", "part", "full")]
    assert found == [none, part, full]
    assert truth(condition(text), {}) is UNKNOWN


def test_ordered_options_compare_by_their_place() -> None:
    found = [
        truth(condition("effort >= moderate"), patient(effort=option))
        for option in ("light", "moderate", "hard")
    ]
    assert found == [NO, YES, YES]


def test_a_set_holds_an_option_or_not() -> None:
    assert truth(condition("band in equipment"), patient(equipment="band")) is YES
    assert truth(condition("chair in equipment"), patient(equipment="band")) is NO
    assert truth(condition("not chair in equipment"), patient(equipment="band")) is YES
    assert truth(condition("chair in equipment"), {}) is UNKNOWN


def test_two_facts_compare_when_both_are_known() -> None:
    worse = condition("pain_now > pain_before")
    assert truth(worse, patient(pain_now="5", pain_before="4")) is YES
    assert truth(worse, patient(pain_now="4", pain_before="4")) is NO
    assert truth(worse, patient(pain_now="3", pain_before="4")) is NO
    assert truth(worse, patient(pain_now="5")) is UNKNOWN
    assert truth(worse, patient(pain_before="4")) is UNKNOWN


def test_days_compare_by_the_calendar() -> None:
    later = condition("surgery > stroke")
    assert truth(later, patient(surgery=dt.date(2026, 3, 1), stroke=dt.date(2026, 2, 28))) is YES
    assert truth(later, patient(surgery=dt.date(2025, 12, 31), stroke=dt.date(2026, 1, 1))) is NO


def test_values_in_different_units_compare_in_the_canonical_one() -> None:
    # 13.9 mmol/L are 250.4224 mg/dL
    stated = patient(glucose="13.9 mmol/L")
    assert truth(condition("glucose > 250.4 mg/dL"), stated) is YES
    assert truth(condition("glucose > 250.5 mg/dL"), stated) is NO


@pytest.mark.parametrize(("cough", "code"), [(YES, 1), (NO, 0)])
def test_a_derived_flag_is_yes_or_no_as_its_condition(*, cough: bool, code: int) -> None:
    verdicts = evaluate([deriving("frail", "cough"), rule("uses", "frail")], patient(cough=cough))
    assert verdicts.derived == {"frail": code}
    assert verdicts.rules == {"sets-frail": cough, "uses": cough}


def test_a_derived_flag_is_unknown_while_its_condition_is() -> None:
    verdicts = evaluate([deriving("frail", "cough"), rule("uses", "frail")], {})
    assert verdicts.derived == {}
    assert verdicts.rules == {"sets-frail": UNKNOWN, "uses": UNKNOWN}


RISK = choosing("fall_risk", ("high", "fell and cough"), ("some", "fell"), ("low", "always"))


@pytest.mark.parametrize(
    ("fell", "cough", "risk"),
    [(YES, YES, 2), (YES, NO, 1), (NO, YES, 0), (NO, NO, 0), (NO, UNKNOWN, 0)],
)
def test_the_first_true_branch_gives_the_value(fell: Truth3, cough: Truth3, risk: int) -> None:
    known = {name: value for name, value in (("fell", fell), ("cough", cough)) if value is not None}
    verdicts = evaluate([RISK], patient(**known))
    assert verdicts.derived == {"fall_risk": risk}
    assert verdicts.rules == {"sets-fall_risk": YES}


def test_a_later_branch_waits_for_an_unknown_one_before_it() -> None:
    verdicts = evaluate([RISK], patient(fell=True))  # "high" hangs on the cough, so "some" may not be taken
    assert verdicts.derived == {}
    assert verdicts.rules == {"sets-fall_risk": UNKNOWN}


def test_only_a_rule_that_fails_closed_is_asked_when_to_withhold() -> None:
    acts = rule("acts", "cough", HOLD, withhold_if="fever")
    tells = rule("tells", "cough", TELL, withhold_if="fever")
    assert evaluate([acts, tells], patient(fever=True)).withhold == {"acts": YES}
    assert evaluate([acts, tells], patient(fever=False)).withhold == {"acts": NO}
    assert evaluate([acts, tells], {}).withhold == {"acts": UNKNOWN}
