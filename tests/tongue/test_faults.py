"""What makes a translation unfit to print."""

from __future__ import annotations

import pytest
from babel import Locale

from therex.errors import Place
from therex.tongue.catalogue import is_fit
from therex.tongue.faults import faults
from therex.tongue.po import Entry

SECONDS = "{value, plural, one {Hold # second} other {Hold # seconds}} on the 6 to 20 scale."


def _faults(english: str, translated: str, locale: str = "es") -> list[str]:
    entry = Entry(english, "", translated, Place("es.po"))
    return [wrong for wrong, _ in faults(entry, Locale.parse(locale))]


@pytest.mark.parametrize(
    ("locale", "english", "translated"),
    [
        ("es", "Rest 5 minutes.", "Descanse 5 minutos."),
        ("es", "Rest 2.5 minutes.", "Descanse 2,5 minutos."),
        ("es", SECONDS, "{value, plural, one {Aguante # segundo} other {# segundos}} entre 6 a 20."),
        ("zh_Hans", SECONDS, "按 6 到 20 的量表,保持{value, plural, other {# 秒}}。"),
        ("ar", "Bend it {value} degrees.",
         "{value, plural, zero {# درجة} one {درجة} two {درجتان} few {# درجات} many {# درجة} other {# درجة}}"),
        ("es", "{value, plural, =7 {every day} one {# day} other {# days}}",
         "{value, plural, =7 {todos los días} one {# día} other {# días}}"),
        ("es", "weight {value, measure, kg}", "peso de {value, measure, kg}"),
        ("es", "For {name}: 8 of 10, then 8 more.", "Para {name}: 8 de 10 y otros 8."),
    ],
)  # fmt: skip
def test_a_translation_that_says_the_same_is_fit(locale: str, english: str, translated: str) -> None:
    assert _faults(english, translated, locale) == []


@pytest.mark.parametrize(
    ("locale", "english", "translated", "wrong"),
    [
        ("es", "Rest 5 minutes.", "Descanse 15 minutos.", 'lacks "5"'),
        ("es", "Rest 5 minutes.", "Descanse unos minutos.", 'lacks "5"'),
        ("ar", "Rest 5 minutes.", "استرح \u0665 دقائق.", 'lacks "5"'),
        ("es", "8 of 10, then 8 more.", "8 de 10 y otros.", 'lacks "8"'),
        ("es", "For {name}.", "Para {nombre}.", 'has "nombre"'),
        ("es", "For {name}.", "Para usted.", "has nothing to fill in"),
        ("es", "weight {value, measure, kg}", "peso de {value}", 'has "value"'),
        ("es", "weight {value, measure, kg}", "peso de {value, measure, m}", 'has "value m"'),
        ("es", "For {name}.", "Para {name.", "cannot be read"),
        ("ar", "{value, plural, one {# day} other {# days}}", "{value, plural, one {يوم} other {# يوم}}",
         'no branch "few", "many", "two", "zero"'),
        ("zh_Hans", "{value, plural, one {# day} other {# days}}", "{value, plural, one {天} other {# 天}}",
         'the branch "one"'),
        ("es", "{value, plural, one {# day} other {# days}}", "{value, plural, one {# día} other {días}}",
         'the branch "other" of "value" does not say the number'),
        ("es", "{value, plural, one {# day} other {# days, 5 at most}}",
         "{value, plural, one {# día} other {# días}}", 'lacks "5"'),
        ("es", SECONDS, "{value, plural, one {# segundo de 6 a 20} other {# segundos}}", 'lacks "20", "6"'),
    ],
)  # fmt: skip
def test_a_translation_that_could_mislead_is_not(
    locale: str, english: str, translated: str, wrong: str
) -> None:
    assert wrong in " / ".join(_faults(english, translated, locale))


def test_an_empty_a_doubtful_and_a_faulty_translation_are_not_printed() -> None:
    spanish = Locale("es")
    assert is_fit(Entry("Rest 5.", "", "Descanse 5.", Place("")), spanish)
    assert not is_fit(Entry("Rest 5.", "", "", Place("")), spanish)
    assert not is_fit(Entry("Rest 5.", "", "Descanse 5.", Place(""), fuzzy=True), spanish)
    assert not is_fit(Entry("Rest 5.", "", "Descanse 6.", Place("")), spanish)
