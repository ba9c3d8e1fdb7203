"""Quantities are exact decimals in one canonical unit, whatever unit they were stated in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.facts.reading import fact, value
from therex.errors import TherexError
from therex.facts.units import canonical_unit, conversion, is_dimensionless, quantize


@pytest.mark.parametrize(
    ("name", "stated", "canonical"),
    [
        ("body_temperature", "38 Cel", "38"),
        ("body_temperature", "100.4 [degF]", "38"),
        ("body_temperature", "98.6 [degF]", "37"),
        ("body_temperature", "100.5 [degF]", "38.055556"),
        ("body_temperature", "38.5 °C", "38.5"),
        ("body_temperature", "104 °F", "40"),
        ("weight", "80 kg", "80"),
        ("weight", "176 [lb_av]", "79.832257"),
        ("weight", "176 lb", "79.832257"),
        ("weight", "100 lb", "45.359237"),
        ("height", "178 cm", "178"),
        ("height", "70 [in_i]", "177.8"),
        ("height", "70 in", "177.8"),
        ("height", "1.75 m", "175"),
        ("glucose", "99 mg/dL", "99"),
        ("glucose", "5.5 mmol/L", "99.088"),
        ("glucose", "3.9 mmol/L", "70.2624"),
        ("systolic_bp", "128 mm[Hg]", "128"),
        ("systolic_bp", "128mmHg", "128"),
        ("systolic_bp", "128", "128"),
        ("knee_pain", "3.5", "3.5"),
        ("knee_pain", '"3 {score}"', "3"),
        ("falls_past_year", "3.0", "3"),
    ],
)
def test_a_value_is_kept_exactly_in_the_canonical_unit(name: str, stated: str, canonical: str) -> None:
    assert value(name, stated) == Decimal(canonical)


def test_number_and_unit_stay_as_they_were_written() -> None:
    used = fact("body_temperature", "100.4 [degF]").used
    assert used is not None
    assert (str(used.number), used.unit) == ("100.4", "[degF]")


def test_a_spelling_of_people_is_kept_as_the_code_of_ucum() -> None:
    used = fact("weight", "176 lb").used
    assert used is not None
    assert used.unit == "[lb_av]"


@pytest.mark.parametrize(
    ("unit", "to", "number", "converted"),
    [
        ("[lb_av]", "kg", "1", "0.453592"),
        ("kg", "kg", "1", "1"),
        ("[degF]", "Cel", "32", "0"),
        ("[degF]", "Cel", "-40", "-40"),
        ("[in_i]", "cm", "1", "2.54"),
        ("m", "cm", "1.234567", "123.4567"),
        ("wk", "d", "2", "14"),
        ("kPa", "mm[Hg]", "16", "120.009852"),  # 133.322387415 Pa
    ],
)
def test_units_of_one_dimension_convert(unit: str, to: str, number: str, converted: str) -> None:
    assert conversion(unit, to)(Decimal(number)) == Decimal(converted)


@pytest.mark.parametrize(("unit", "to"), [("kg", "m"), ("stones", "kg"), ("kg", "stones"), ("", "kg")])
def test_units_that_do_not_convert_are_refused(unit: str, to: str) -> None:
    with pytest.raises(TherexError, match=rf'^unit "{unit}" does not convert to "{to}"$'):
        conversion(unit, to)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("38.000", "38"),
        ("100", "100"),
        ("0.0000005", "0"),
        ("0.0000015", "0.000002"),
        ("2.50", "2.5"),
        ("-0.0000025", "-0.000002"),
    ],
)
def test_a_number_is_kept_to_the_millionth_half_to_even_and_without_idle_zeros(given: str, kept: str) -> None:
    assert str(quantize(Decimal(given))) == kept


def test_how_people_write_units() -> None:
    spellings = ["y", "bpm", "mmHg", "lb", "in", "°C", "degF", "kg", "furlong"]
    codes = ["a", "/min", "mm[Hg]", "[lb_av]", "[in_i]", "Cel", "[degF]", "kg", "furlong"]
    assert [canonical_unit(text) for text in spellings] == codes


def test_scores_and_counts_are_without_dimension() -> None:
    assert [is_dimensionless(unit) for unit in ("", "1", "{score}", "%", "kg", "{")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
