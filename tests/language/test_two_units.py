"""A cut-off published in two units: a value is compared in the unit it was stated in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.strategies import PLACE, VOCABULARY, condition, patient
from therex.errors import InputError
from therex.inference.reference import truth
from therex.language.parser import Scope, parse_condition
from therex.language.tree import Compare


def test_the_second_number_is_kept_as_it_was_published() -> None:
    assert condition("glucose >= 250 mg/dL (13.9 mmol/L)") == Compare(
        "glucose", ">=", 250_000_000, by_unit=(("mmol/L", 13_900_000),)
    )


def test_a_lone_cutoff_in_another_unit_is_converted_exactly() -> None:
    # 13.9 mmol/L * 18.016 mg/dL per mmol/L = 250.4224 mg/dL
    assert condition("glucose > 13.9 mmol/L") == Compare("glucose", ">", 250_422_400)


@pytest.mark.parametrize(
    ("stated", "above", "at", "below"),
    [
        ("250 mg/dL", False, True, False),
        ("13.9 mmol/L", False, True, False),
        ("250.4 mg/dL", True, False, False),
        ("249.6 mg/dL", False, False, True),
        ("14.0 mmol/L", True, False, False),
        ("13.8 mmol/L", False, False, True),
    ],
)
def test_250_mg_and_13_9_mmol_are_both_at_the_cutoff(
    stated: str, *, above: bool, at: bool, below: bool
) -> None:
    world = patient(glucose=stated)
    cutoff = "250 mg/dL (13.9 mmol/L)"
    assert truth(condition(f"glucose > {cutoff}"), world) is above
    assert truth(condition(f"glucose = {cutoff}"), world) is at
    assert truth(condition(f"glucose < {cutoff}"), world) is below


def test_with_one_number_13_9_mmol_is_above_250_mg() -> None:
    world = patient(glucose="13.9 mmol/L")
    assert truth(condition("glucose > 250 mg/dL"), world) is True
    assert truth(condition("glucose > 250.4224 mg/dL"), world) is False


def test_three_decimals_of_a_millimole_are_not_lost() -> None:
    # 3.885 mmol/L * 18.016 = 69.99216 mg/dL: below 70 when converted, and below 3.9 as stated
    world = patient(glucose="3.885 mmol/L")
    assert truth(condition("glucose = 69.99216 mg/dL"), world) is True
    assert truth(condition("glucose < 70 mg/dL (3.9 mmol/L)"), world) is True


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("glucose > 13.9 mmol/L (250 mg/dL)", 21, 'the first cut-off is in "mmol/L"'),
        ("glucose > 250 mg/dL (260 mg/dL)", 32, 'the second cut-off "260 mg/dL" is in no other unit'),
        ("pain_now > 5 (6)", 25, 'the second cut-off "6" is in no other unit'),
        ("falls > 5 (6)", 22, 'the second cut-off "6" is in no other unit'),
    ],
)
def test_the_second_cutoff_must_be_in_another_unit(text: str, column: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        condition(text)
    assert said in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.column == column


def test_a_slip_of_the_decimal_point_in_the_second_cutoff_is_refused() -> None:
    glucose = replace(VOCABULARY["glucose"], plausible=(Decimal(20), Decimal(900)))
    with pytest.raises(InputError, match="can only ever have one answer"):
        parse_condition("glucose > 250 mg/dL (139 mmol/L)", Scope({"glucose": glucose}), PLACE)
