"""A fact older than it stays fresh is unknown, and says so."""

from __future__ import annotations

import pytest

from tests.facts.reading import fact, patient, value


def bp(systolic: int, on: str) -> str:
    return f"{{value: {systolic}, on: {on}}}"


def weight(on: str) -> str:
    return f"{{value: 80 kg, on: {on}}}"


@pytest.mark.parametrize("on", ["2026-01-15", "2026-01-14"])
def test_a_blood_pressure_of_today_or_yesterday_counts(on: str) -> None:
    assert value("systolic_bp", bp(128, on)) == 128


def test_a_blood_pressure_of_two_days_ago_is_unknown_with_that_reason() -> None:
    old = fact("systolic_bp", bp(128, "2026-01-13"))
    assert (old.used, old.why_unknown) == (None, "stale: last stated on 2026-01-13")


def test_what_is_stale_is_still_shown() -> None:
    old = fact("systolic_bp", bp(128, "2026-01-13"))
    assert [statement.value for statement in old.statements] == [128]


def test_six_months_are_180_days() -> None:
    assert value("weight", weight("2025-07-19")) == 80
    assert value("weight", weight("2025-07-18")) is None


def test_a_fact_without_limit_never_grows_old() -> None:
    assert value("height", "{value: 170 cm, on: 1990-01-01}") == 170


def test_a_stale_statement_gives_way_to_a_fresh_one_even_if_it_is_the_stricter() -> None:
    both = fact("systolic_bp", bp(190, "2026-01-10"), bp(128, "2026-01-15"))
    assert both.used is not None
    assert both.used.value == 128
    assert not both.conflicting


def test_of_stale_statements_the_last_day_is_told() -> None:
    both = fact("systolic_bp", bp(190, "2026-01-12"), bp(128, "2026-01-10"))
    assert both.why_unknown == "stale: last stated on 2026-01-12"


def test_a_statement_without_a_date_is_of_the_day_of_assessment() -> None:
    used = fact("systolic_bp", "128").used
    assert used is not None
    assert str(used.on) == "2026-01-15"


def test_an_answer_to_a_screen_is_of_the_day_of_assessment() -> None:
    read = patient("assessment: {date: 2020-02-29}\nscreens: {red_flags: none}\n")
    used = read.facts["chest_pain"].used
    assert used is not None
    assert (used.value, str(used.on)) == (False, "2020-02-29")
