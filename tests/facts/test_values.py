"""One value as a file writes it, read against its definition."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.facts.reading import fact, value
from therex.errors import InputError


@pytest.mark.parametrize(
    ("name", "stated", "read"),
    [
        ("chest_pain", "yes", True),
        ("chest_pain", "No", False),
        ("chest_pain", "true", True),
        ("chest_pain", '"no"', False),
        ("weight_bearing", "pwb", "pwb"),
        ("sore_side", '"left"', "left"),
        ("surgery_date", "2025-11-20", dt.date(2025, 11, 20)),
        ("surgery_date", '"2026-01-15"', dt.date(2026, 1, 15)),
        ("falls_past_year", "0", Decimal(0)),
        ("knee_pain", "+3", Decimal(3)),
        ("knee_pain", '"3"', Decimal(3)),
        ("knee_pain", "3.123456", Decimal("3.123456")),
        ("systolic_bp", "50", Decimal(50)),
        ("systolic_bp", "300 mm[Hg]", Decimal(300)),
        ("weight", "  80   kg  ", Decimal(80)),
        ("weight", "000000000080 kg", Decimal(80)),
    ],
)
def test_a_value_is_read(name: str, stated: str, read: object) -> None:
    assert value(name, stated) == read


@pytest.mark.parametrize(
    ("name", "stated", "wrong"),
    [
        ("systolic_bp", "49", "is not plausible"),
        ("systolic_bp", "300.000001", "is not plausible"),
        ("systolic_bp", "128.", "wrong unit"),
        ("systolic_bp", ".5", "is not a number"),
        ("systolic_bp", "1_000", "wrong unit"),
        ("systolic_bp", "0x80", "wrong unit"),
        ("systolic_bp", "120-130", "is not a number"),
        ("systolic_bp", "1:30", "is not a number"),
        ("systolic_bp", "1 e5 mm[Hg]", "is not a number"),
        ("systolic_bp", "128 130", "wrong unit"),
        ("systolic_bp", "١٢٨", "is not a number"),
        ("knee_pain", "3.1234567", "has too many digits"),
        ("knee_pain", "0000000000000003.0000000", "has too many digits"),
        ("knee_pain", "-0.5", "is not plausible"),
        ("chest_pain", "maybe", "is not yes or no"),
        ("chest_pain", "0", "is not yes or no"),
        ("weight_bearing", "PWB", "is no option"),
        ("weight_bearing", "0", "is no option"),
        ("surgery_date", "20251120", "is not a date"),
        ("surgery_date", "2025-11-20T10:00", "is not a date"),
        ("surgery_date", "0000-01-01", "is not a date"),
    ],
)
def test_what_is_no_such_value_is_refused(name: str, stated: str, wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        fact(name, stated)


def test_a_number_keeps_the_digits_it_was_written_with() -> None:
    used = fact("weight", "80.50 kg").used
    assert used is not None
    assert str(used.number) == "80.50"


def test_a_fact_said_to_be_unknown_is_unknown_for_that_reason() -> None:
    said = fact("systolic_bp", "unknown")
    assert (said.used, said.code, said.why_unknown) == (None, None, "said to be unknown")


def test_one_unknown_among_statements_leaves_the_fact_unknown() -> None:
    said = fact("systolic_bp", "128", "unknown")
    assert (said.used, said.why_unknown) == (None, "said to be unknown")
