"""Messages with amounts in them; expectations by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from therex.language.message import MessageError, Plain, Span, Value, arguments, filled, parsed

HOLD = "Hold {value, plural, =0 {not at all} one {# second} other {# seconds}}."


def _filled(text: str, **values: Value) -> str:
    return filled(text, Plain(), values)


def _span(least: int, most: int) -> Span:
    return Span(Decimal(least), Decimal(most))


def test_a_text_without_braces_is_itself() -> None:
    assert _filled("Don't stop at #1.") == "Don't stop at #1."


def test_a_name_is_filled_in_and_what_is_filled_in_is_not_read_again() -> None:
    assert _filled("For {name}.", name="Ana {name}") == "For Ana {name}."


def test_a_plural_takes_the_exact_number_before_the_category() -> None:
    assert _filled(HOLD, value=0) == "Hold not at all."
    assert _filled(HOLD, value=1) == "Hold 1 second."
    assert _filled(HOLD, value=Decimal("2.50")) == "Hold 2.5 seconds."


def test_a_range_takes_the_branch_of_its_last_number() -> None:
    assert _filled(HOLD, value=_span(0, 1)) == "Hold 0 to 1 second."
    assert _filled(HOLD, value=_span(1, 5)) == "Hold 1 to 5 seconds."


def test_a_range_never_takes_a_branch_that_would_hide_its_numbers() -> None:
    days = "{value, plural, =7 {every day} one {once} other {# days}}"
    assert _filled(days, value=7) == "every day"
    assert _filled(days, value=_span(5, 7)) == "5 to 7 days"
    assert _filled(days, value=_span(0, 1)) == "0 to 1 days"


def test_a_range_of_one_number_is_that_number() -> None:
    assert _filled(HOLD, value=_span(1, 1)) == "Hold 1 second."


def test_a_measure_is_the_number_with_its_unit() -> None:
    assert _filled("weight {value, measure, kg}", value=Decimal("2.5")) == "weight 2.5 kg"


def test_a_plural_may_hold_other_arguments() -> None:
    text = "{count, plural, one {# sheet for {name}} other {# sheets for {name}}}"
    assert _filled(text, count=3, name="Ana") == "3 sheets for Ana"
    assert {argument.name for argument in arguments(parsed(text))} == {"count", "name"}


def test_a_number_keeps_its_tens() -> None:
    assert _filled("{value}", value=100) == "100"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hold {value", '"{value" is no argument'),
        ("Hold {value, select, a {b}}", "is no argument"),
        ("Hold } on", '"}" without "{" at sign 6'),
        ("{n, plural, one {# day}}", 'the last of them "other"'),
        ("{n, plural, one {# day} other {# days}", 'the last of them "other"'),
        ("{n, plural, one {# day} other {# days", 'the branch "other" of "n" is not closed'),
    ],
)
def test_what_is_no_message_is_refused(text: str, wrong: str) -> None:
    with pytest.raises(MessageError) as error:
        _filled(text, value=1, n=1)
    assert wrong in str(error.value)


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        _filled("For {name}.")
