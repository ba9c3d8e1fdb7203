"""Of two statements that disagree the stricter is used, and both are kept."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.facts.reading import fact


@pytest.mark.parametrize(
    ("name", "milder", "stricter"),
    [
        ("systolic_bp", "128", "190"),  # on_conflict: higher
        ("glucose", "250 mg/dL", "65 mg/dL"),  # lower
        ("glucose", "70 mg/dL", "3.8 mmol/L"),  # lower: 68.4608 mg/dL
        ("weight_bearing", "fwb", "nwb"),  # first
        ("chest_pain", "no", "yes"),  # yes
        ("teach_back_done", "yes", "no"),  # no
        ("surgery_date", "2025-10-01", "2025-11-20"),  # later
    ],
)
def test_the_stricter_of_two_statements_is_used_in_any_order(name: str, milder: str, stricter: str) -> None:
    alone = fact(name, stricter).used
    assert alone is not None
    for stated in ((milder, stricter), (stricter, milder)):
        both = fact(name, *stated)
        assert both.used is not None
        assert both.used.value == alone.value
        assert both.conflicting
        assert len(both.statements) == 2


def test_without_a_stricter_side_two_statements_leave_the_fact_unknown() -> None:
    both = fact("sore_side", "left", "right")
    assert (both.used, both.why_unknown, len(both.statements)) == (None, "stated twice, differently", 2)


def test_two_statements_of_one_value_agree() -> None:
    both = fact("sore_side", "left", "left")
    assert both.used is not None
    assert (both.used.value, both.conflicting) == ("left", False)


def test_one_temperature_in_two_units_is_no_conflict() -> None:
    both = fact("body_temperature", "100.4 [degF]", "38 Cel")
    assert both.used is not None
    assert (both.used.value, both.conflicting, len(both.statements)) == (38, False, 2)


def test_the_middle_of_three_is_never_used() -> None:
    both = fact("systolic_bp", "128", "190", "150")
    assert both.used is not None
    assert both.used.value == 190


def test_the_order_of_equal_statements_changes_nothing() -> None:
    said = [
        "{value: 5.5 mmol/L, on: 2026-01-14, by: B. Li}",
        "{value: 99.088 mg/dL, on: 2026-01-15, by: A. Ro}",
        "{value: 5.50 mmol/L, on: 2026-01-15, by: C. Da}",
    ]
    used = {
        (read.used.unit, str(read.used.number), read.used.by, read.used.on)
        for order in permutations(said)
        if (read := fact("glucose", *order)).used
    }
    assert len(used) == 1
