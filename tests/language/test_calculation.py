"""Facts computed from facts: exact arithmetic, full years, days, and tables that never extrapolate."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from therex.errors import InputError, Place
from therex.facts.vocabulary import Definition, Kind, Value
from therex.language.calculation import Calculation, Norm, compute
from therex.language.calculation_parser import inputs_of, parse_term

PLACE = Place("calculations.yaml", 3, 5)
FACTS = {
    **{name: Definition(name, name, Kind.COUNT) for name in ("a", "b", "c", "min_rate", "days_off")},
    **{name: Definition(name, name, Kind.DATE) for name in ("born", "today")},
    "sex": Definition("sex", "sex", Kind.CHOICE, options={"male": "", "female": ""}),
}
FACTS |= {name: Definition(name, name, Kind.FLAG) for name in ("cough", "fever")}
SETTINGS = {"margin": Decimal(15)}
CHAIR_STAND = Norm(
    "chair_stand_below",
    "30-second chair stand, below average",
    (
        ({"sex": "male", "age": (Decimal(60), Decimal(64))}, Decimal(14)),
        ({"sex": "male", "age": (Decimal(65), Decimal(69))}, Decimal(12)),
        ({"sex": "female", "age": (Decimal(60), Decimal(64))}, Decimal(12)),
    ),
)


def result(text: str, **values: Value | int) -> Decimal | None:
    return rounded(text, None, **values)


def rounded(text: str, digits: int | None, /, **values: Value | int) -> Decimal | None:
    known = {
        name: Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in values.items()
    }
    term = parse_term(text, FACTS, SETTINGS, PLACE)
    return compute(Calculation("x", term, None, inputs_of(term), digits, text), known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 3 - 2", "5"),
        ("10 - (3 - 2)", "9"),
        ("8 / 4 / 2", "1"),
        ("8 / 4 * 2", "4"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.333333"),
        ("2 / 3", "0.666667"),
        ("min(2, 3) + max(2, 3)", "5"),
        ("max(min(9, 4), 2 * 1.5)", "4"),
        ("3 - 5", "-2"),
    ],
)
def test_arithmetic_is_exact_and_binds_as_in_school(text: str, expected: str) -> None:
    assert result(text) == Decimal(expected)


def test_a_body_mass_index_is_rounded_as_told() -> None:
    # 82 / (1.75 * 1.75) = 26.7755...
    assert rounded("a / (b * b)", 1, a=82, b=Decimal("1.75")) == Decimal("26.8")
    assert rounded("a / (b * b)", 0, a=82, b=Decimal("1.75")) == Decimal(27)


def test_the_reserve_of_the_heart_rate_is_computed() -> None:
    # Karvonen at 40 %: (150 - 70) * 0.4 + 70 = 102
    assert result("(a - b) * 0.4 + b", a=150, b=70) == Decimal(102)


def test_names_may_start_like_a_function() -> None:
    assert result("min_rate - days_off", min_rate=60, days_off=2) == Decimal(58)


@pytest.mark.parametrize("text", ["a / b", "a / (b * 2)", "b / b"])
def test_a_division_by_nought_gives_nothing(text: str) -> None:
    assert result(text, a=5, b=0) is None


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        ("1960-06-15", "2026-06-14", 65),
        ("1960-06-15", "2026-06-15", 66),
        ("1960-06-15", "2026-12-31", 66),
        ("1960-12-31", "2026-01-01", 65),
        ("2000-02-29", "2026-02-28", 25),
        ("2000-02-29", "2026-03-01", 26),
        ("2000-02-29", "2028-02-29", 28),
        ("2026-01-01", "2026-01-01", 0),
    ],
)
def test_years_are_full_years_as_a_birthday_counts_them(born: str, today: str, years: int) -> None:
    dates = {"born": dt.date.fromisoformat(born), "today": dt.date.fromisoformat(today)}
    assert result("years(today - born)", **dates) == years


@pytest.mark.parametrize(
    ("born", "today", "days"),
    [
        ("2024-02-28", "2024-03-01", 2),
        ("2026-02-28", "2026-03-01", 1),
        ("2025-12-31", "2026-01-01", 1),
        ("2026-01-01", "2026-01-01", 0),
        ("2025-01-01", "2026-01-01", 365),
    ],
)
def test_days_are_counted_over_months_and_leap_years(born: str, today: str, days: int) -> None:
    dates = {"born": dt.date.fromisoformat(born), "today": dt.date.fromisoformat(today)}
    assert result("days(today - born)", **dates) == days


def test_days_and_numbers_mix_in_one_calculation() -> None:
    dates = {"born": dt.date(2026, 1, 1), "today": dt.date(2026, 1, 15)}
    assert result("days(today - born) / 7 + a", a=1, **dates) == 3


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("a + bb", 'unknown fact "bb"', '"b"'),
        ("min_rat * 2", 'unknown fact "min_rat"', '"min_rate"'),
        ("a + born", '"born" is not a number', "a number"),
        ("sex * 2", '"sex" is not a number', "a number"),
        ("years(today - a)", '"a" is not a date', "a date"),
        ("days(today - sex)", '"sex" is not a date', "a date"),
        ("a +", "cannot be read", "arithmetic"),
        ("a ** 2", "cannot be read", "arithmetic"),
        ("years(today)", "cannot be read", "arithmetic"),
        ("min(a)", "cannot be read", "arithmetic"),
        ("count()", "cannot be read", "arithmetic"),
        ("count(cough, a)", '"a" is not a yes-or-no fact', "a yes-or-no fact"),
        ("a + cough", '"cough" is not a number', "a number"),
        ("a - setting.margn", 'unknown setting "margn"', '"margin"'),
        ("a > 2", "cannot be read", "arithmetic"),
        ("", "cannot be read", "arithmetic"),
    ],
)
def test_a_calculation_that_does_not_fit_is_refused(text: str, said: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_term(text, FACTS, SETTINGS, PLACE)
    assert said in caught.value.message
    assert expected in caught.value.expected
    assert caught.value.place == PLACE


@pytest.mark.parametrize(
    ("cough", "fever", "expected"), [(True, True, 2), (True, False, 1), (False, True, 1), (False, False, 0)]
)
def test_count_says_how_many_flags_are_yes(*, cough: bool, fever: bool, expected: int) -> None:
    assert result("count(cough, fever)", cough=cough, fever=fever) == expected
    assert result("3 * count(cough, fever) - 2", cough=cough, fever=fever) == 3 * expected - 2


def test_a_setting_stands_for_its_value_and_is_no_input() -> None:
    assert result("a - setting.margin", a=180) == 165
    assert inputs_of(parse_term("a - setting.margin", FACTS, SETTINGS, PLACE)) == ("a",)


def test_a_calculation_names_each_input_once() -> None:
    term = parse_term("a / (b * b) + years(today - born) + min(a, 3)", FACTS, SETTINGS, PLACE)
    assert inputs_of(term) == ("a", "b", "today", "born")


@pytest.mark.parametrize(
    ("sex", "age", "expected"),
    [
        ("male", "60", 14),
        ("male", "64", 14),
        ("male", "64.9", 14),
        ("male", "65", 12),
        ("male", "69", 12),
        ("female", "64", 12),
        ("male", "59", None),
        ("male", "59.9", None),
        ("male", "70", None),
        ("female", "65", None),
        ("male", "120", None),
    ],
)
def test_a_norm_holds_inside_its_table_and_never_past_it(sex: str, age: str, expected: int | None) -> None:
    calculation = Calculation("cutoff", None, CHAIR_STAND, ("sex", "age"), None, "")
    assert compute(calculation, {"sex": sex, "age": Decimal(age)}) == expected
