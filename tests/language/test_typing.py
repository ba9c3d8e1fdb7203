"""Every name, unit and option is checked, and an error points at the very word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.strategies import PLACE, SCOPE, VOCABULARY, condition
from therex.errors import InputError, Place
from therex.language.parser import Scope, parse_condition


def error_of(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        condition(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "at", "said", "expected"),
    [
        ("cough or feverr", "feverr", 'unknown fact "feverr"', '"fever"'),
        ("glucos > 70 mg/dL", "glucos", 'unknown fact "glucos"', '"glucose"'),
        ("cough and qqqq", "qqqq", 'unknown fact "qqqq"', "a known fact"),
        ("pain_now > pain_befor", "pain_befor", 'unknown fact "pain_befor"', '"pain_before"'),
        ("glucose > setting.glucose_limt", "glucose_limt", 'setting "glucose_limt"', '"glucose_limit"'),
        ("cough or glucose > 70", "70", '"70" has no unit', "mg/dL or mmol/L"),
        ("glucose > 70 mg", "70 mg", 'wrong unit "mg"', "mg/dL or mmol/L"),
        ("falls > 2 {score}", "2 {score}", 'wrong unit "{score}"', "a number without unit"),
        ("glucose > 250 mg/dL (13.9 mmol)", "13.9 mmol)", 'wrong unit "mmol"', "mg/dL or mmol/L"),
        ("weight_bearing = ful", "ful", '"ful" is no option of "weight_bearing"', '"full"'),
        ("weight_bearing in (none, hal)", "hal", '"hal" is no option', "one of none, part, full"),
        ("rope in equipment", "rope", '"rope" is no option of "equipment"', "band, chair"),
        ("weight_bearing < full", "< full", '"weight_bearing" has no order', "= or !="),
        ("cough > 1", "> 1", '"cough" has no order', "= or !="),
        ("cough = 1", "1", '"cough" is not a number', ""),
        ("surgery > 5", "5", '"surgery" is not a number', ""),
        ("effort = 2", "2", '"effort" is not a number', "an option"),
        ("cough = fever", "fever", '"cough" is yes or no', "`not cough`"),
        ("falls and cough", "falls", '"falls" is a count, not yes or no', "a comparison"),
        ("falls in (one)", "falls", '"falls" is not a choice', "options"),
        ("band in weight_bearing", "weight_bearing", '"weight_bearing" is not a set', "in (...)"),
        ("equipment = band", "equipment", '"equipment" is a set', "option in equipment"),
        ("pain_now > falls", "falls", '"falls" cannot be compared with "pain_now"', "another quantity"),
        ("pain_now > glucose", "glucose", '"glucose" cannot be compared with "pain_now"', "another quantity"),
        ("surgery > falls", "falls", '"falls" cannot be compared with "surgery"', "another date"),
        ("pain_now > pain_now", "pain_now", '"pain_now" cannot be compared with "pain_now"', "another"),
        ("surgery > 2026", "2026", '"surgery" is not a number', ""),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_at_its_column(text: str, at: str, said: str, expected: str) -> None:
    error = error_of(text)
    assert said in error.message
    assert expected in error.expected
    assert error.place == Place("rules.yaml", 7, 11 + text.rindex(at))


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("", 11, "at its end"),
        ("cough or", 19, "at its end"),
        ("(cough and fever", 27, "at its end"),
        ("cough or or fever", 20, 'at "or"'),
        ("cough fever", 17, 'at "fever"'),
        ("falls > > 2", 19, 'at ">"'),
        ("falls == 2", 18, 'at "="'),
        ("weight_bearing in ()", 30, 'at ")"'),
        ("falls + 1 > 2", 17, 'at "+"'),
        ("2 < falls", 11, 'at "2"'),
        ("Cough", 11, 'at "Cough"'),
        ("cough; fever", 16, 'at ";"'),
    ],
)
def test_what_cannot_be_read_is_refused_where_reading_stopped(text: str, column: int, found: str) -> None:
    error = error_of(text)
    assert f'the condition "{text}" cannot be read {found}' in error.message
    assert error.place == Place("rules.yaml", 7, column)


def test_an_error_in_a_later_line_of_a_condition_is_shown_there() -> None:
    assert error_of("cough\nor feverr").place == Place("rules.yaml", 8, 4)


def test_an_error_is_one_line_with_file_line_and_column() -> None:
    assert str(error_of("cough or feverr")).startswith('rules.yaml:7:20: unknown fact "feverr"')
    assert "\n" not in str(error_of("cough\nor feverr"))


def test_a_fact_out_of_scope_is_unknown() -> None:
    scope = Scope({"cough": VOCABULARY["cough"]}, SCOPE.settings)
    with pytest.raises(InputError, match='unknown fact "fever"'):
        parse_condition("cough or fever", scope, PLACE)


@pytest.mark.parametrize(
    "text", ["> 10", ">= 11", "< 0", "<= -1", "= 11", "!= 11", "<= 10", ">= 0", "< 11", "> -1"]
)
def test_a_comparison_with_only_one_answer_is_refused(text: str) -> None:
    pain = replace(VOCABULARY["pain_now"], plausible=(Decimal(0), Decimal(10)))
    with pytest.raises(InputError, match="can only ever have one answer") as caught:
        parse_condition(f"pain_now {text}", Scope({"pain_now": pain}), PLACE)
    assert "0 to 10" in caught.value.expected


@pytest.mark.parametrize("text", ["> 9", ">= 10", "< 1", "<= 0", "= 10", "!= 0", "< 10", "> 0"])
def test_a_comparison_at_the_edge_of_the_plausible_is_read(text: str) -> None:
    pain = replace(VOCABULARY["pain_now"], plausible=(Decimal(0), Decimal(10)))
    parse_condition(f"pain_now {text}", Scope({"pain_now": pain}), PLACE)
