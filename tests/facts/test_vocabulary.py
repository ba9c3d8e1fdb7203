"""A value has a code that keeps its order, and words for people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.bad_files.corpus import known
from tests.facts.reading import fact
from therex.facts.vocabulary import Value


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("knee_pain", Decimal("3.5"), 3_500_000),
        ("knee_pain", Decimal("0.000001"), 1),
        ("falls_past_year", Decimal(2), 2_000_000),
        ("chest_pain", True, 1),
        ("chest_pain", False, 0),
        ("weight_bearing", "nwb", 0),
        ("weight_bearing", "fwb", 2),
        ("surgery_date", dt.date(1, 1, 2), 2),
    ],
)
def test_a_value_and_its_code_stand_for_each_other(name: str, value: Value, code: int) -> None:
    definition = known().facts[name]
    assert definition.code(value) == code
    assert definition.value(code) == value


@pytest.mark.parametrize(
    ("name", "stated", "words"),
    [
        ("weight", "80.5 kg", "80.5 kg"),
        ("weight", "176 lb", "176 lb"),
        ("body_temperature", "100.4 [degF]", "100.4 °F"),
        ("systolic_bp", "128", "128 mmHg"),
        ("knee_pain", "3", "3"),
        ("falls_past_year", "100", "100"),
        ("chest_pain", "no", "no"),
        ("weight_bearing", "pwb", "part of the weight"),
        ("surgery_date", "2025-11-20", "2025-11-20"),
        ("systolic_bp", "unknown", "unknown"),
    ],
)
def test_a_fact_is_said_as_people_read_it(name: str, stated: str, words: str) -> None:
    assert fact(name, stated).say() == words
