"""Numbers, plurals, days and units as each language writes them; expectations by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel import Locale

from tests.tongue.support import TEMPLATES
from therex.language.message import Span
from therex.tongue.language import Language
from therex.tongue.load import language_for

DAY = dt.date(2026, 11, 20)


def _language(tag: str) -> Language:
    return language_for(tag, TEMPLATES)


def _amount(least: str, most: str = "") -> Span:
    return Span(Decimal(least), Decimal(most or least))


@pytest.mark.parametrize(
    ("number", "category"),
    [
        ("0", "zero"), ("1", "one"), ("2", "two"), ("3", "few"), ("10", "few"), ("11", "many"),
        ("99", "many"), ("100", "other"), ("103", "few"), ("0.5", "other"), ("2.0", "two"),
    ],
)  # fmt: skip
def test_arabic_has_six_plurals(number: str, category: str) -> None:
    assert _language("ar").plural(Decimal(number)) == category


def test_spanish_has_two_plurals_for_the_numbers_of_a_sheet_and_chinese_one() -> None:
    assert [_language("es").plural(Decimal(number)) for number in (0, 1, 2, 1000)] == [
        "other",
        "one",
        "other",
        "other",
    ]
    assert {_language("zh").plural(Decimal(number)) for number in range(50)} == {"other"}


def test_a_decimal_sign_is_that_of_the_region() -> None:
    assert [_language(tag).number(_amount("2.50")) for tag in ("en", "es", "es-US", "zh")] == [
        "2.5",
        "2,5",
        "2.5",
        "2.5",
    ]


def test_digits_are_latin_in_every_language_and_never_grouped() -> None:
    assert [_language(tag).number(_amount("1500")) for tag in ("es", "ar-EG", "ar-SA", "zh")] == ["1500"] * 4


def test_the_decimal_sign_of_arabic_goes_with_latin_digits() -> None:
    assert [_language(tag).number(_amount("2.5")) for tag in ("ar", "ar-EG", "ar-SA")] == ["2.5"] * 3


def test_days_are_written_as_in_the_region() -> None:
    assert _language("en").long_day(DAY) == "20 November 2026"
    assert _language("en-US").long_day(DAY) == "November 20, 2026"
    assert _language("es").long_day(DAY) == "20 de noviembre de 2026"
    assert _language("ar").long_day(DAY) == "20 نوفمبر 2026"
    assert _language("zh").long_day(DAY) == "2026年11月20日"


def test_days_of_the_diary_are_short() -> None:
    assert _language("en").diary_day(dt.date(2027, 1, 3)) == "Sun 3 Jan"
    assert _language("zh").diary_day(DAY) == "11月20日周五"


def test_arabic_alone_is_read_from_the_right() -> None:
    assert [_language(tag).direction for tag in ("en", "es", "ar", "zh")] == ["ltr", "ltr", "rtl", "ltr"]


def test_a_load_in_pounds_is_never_more_than_the_kilograms() -> None:
    american = _language("en-US")
    assert american.measure(_amount("2.5"), "kg") == "5 lb (2.5 kg)"  # 5.51 lb
    assert american.measure(_amount("1", "5"), "kg") == "2 to 11 lb (1 to 5 kg)"  # 2.20 and 11.02 lb


def test_what_is_less_than_a_pound_stays_in_kilograms() -> None:
    assert _language("en-US").measure(_amount("0.4"), "kg") == "0.4 kg"  # 0.88 lb


def test_a_distance_is_in_feet_where_people_walk_feet() -> None:
    assert _language("en-US").measure(_amount("10"), "m") == "32 feet (10 metres)"  # 32.8 ft
    assert _language("en-GB").measure(_amount("10"), "m") == "10 metres"
    assert _language("en").measure(_amount("1"), "m") == "1 metre"


def test_a_text_without_translation_stays_english_with_english_numbers() -> None:
    spanish = Language("es", "Español", Locale("es"), {("", "{value} kg"): "{value} kilos"}, {})
    assert spanish.filled("{value} kg", value=Decimal("2.5")) == "2,5 kilos"
    assert spanish.filled("{value} stone", value=Decimal("2.5")) == "2.5 stone"
    assert not spanish.knows("{value} stone")


def test_a_short_phrase_is_told_apart_by_its_context() -> None:
    spanish = Language(
        "es", "Español", Locale("es"), {("start", "Start"): "Inicio", ("", "Start"): "Empiece"}, {}
    )
    assert (spanish.text("Start", "start"), spanish.text("Start")) == ("Inicio", "Empiece")


def test_things_in_a_row_are_joined_by_the_comma_of_the_language() -> None:
    things = ("a", "b", "c")
    said = {tag: _language(tag).listed(things) for tag in ("en", "es", "ar", "zh")}
    assert said == {"en": "a, b, c", "es": "a, b, c", "ar": "a، b، c", "zh": "a、 b、 c"}
