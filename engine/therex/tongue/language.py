"""A language as one region writes it: texts, plurals, numbers, days and units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from therex.language.message import Span, Value, filled

#: English text by context and text to its translation.
Translations = Mapping[tuple[str, str], str]

#: Digits a person has counted are never grouped, and none is lost.
_DIGITS = "0.########"


@dataclass(frozen=True, slots=True)
class Customary:
    """A unit that a region uses beside a metric one: its name, and how many make one metric unit."""

    unit: str
    per_metric: Decimal


@dataclass(frozen=True)
class Language:
    """A language as spoken in a region.

    `tag` is the BCP 47 tag of the page; `customary` are the units shown beside metric ones, by metric unit;
    `emergency` is the number to call for help, empty when the region is not known; `review` is ``original``,
    ``draft``, or who reviewed the translation and when. `phrases` are the English phrases that amounts are
    said with.
    """

    tag: str
    name: str
    locale: Locale
    translations: Translations = field(repr=False)
    phrases: Mapping[str, str] = field(repr=False)
    customary: Mapping[str, Customary] = field(default_factory=dict)
    emergency: str = ""
    paper: str = "a4"
    comma: str = ","
    review: str = "original"

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.locale.text_direction)

    @property
    def is_english(self) -> bool:
        """Say whether texts are printed as they were written."""
        return bool(self.locale.language == "en")

    def knows(self, english: str, context: str = "") -> bool:
        """Say whether a text can be said in this language."""
        return self.is_english or (context, english) in self.translations

    def text(self, english: str, context: str = "") -> str:
        """Return a text in this language, or as it is where there is no translation."""
        return self.translations.get((context, english), english)

    def filled(self, english: str, context: str = "", /, **values: Value) -> str:
        """Return a message in this language with its arguments filled in; see ``language/message.py``.

        Raises:
            MessageError: the text is no message.
            KeyError: a value is missing.

        """
        voice = self if self.knows(english, context) else self.english
        return filled(self.text(english, context), voice, values)

    def number(self, amount: Span) -> str:
        """Return an amount in Latin digits, so that the therapist can check it: "2.5", "8 to 12"."""
        least, most = self._digits(amount.least), self._digits(amount.most)
        return most if least == most else self._phrase("range", least=least, most=most)

    def plural(self, amount: Decimal) -> str:
        """Return the CLDR category of a number: ``one``, ``few``, ``other`` ..."""
        return str(self.locale.plural_form(amount.normalize()))

    def measure(self, amount: Span, unit: str) -> str:
        """Return an amount of a metric unit, with the region's own unit before it.

        The own unit is rounded down, the safe side of a load or a distance; where nothing would be left,
        the metric unit stands alone.
        """
        metric = self._phrase(f"unit_{unit}", value=amount)
        if unit not in self.customary:
            return metric
        own = self.customary[unit]
        least, most = (
            (each * own.per_metric).to_integral_value(ROUND_FLOOR) for each in (amount.least, amount.most)
        )
        if not least:
            return metric
        said = self._phrase(f"unit_{own.unit}", value=Span(least, most))
        return self._phrase("unit_both", own=said, metric=metric)

    def listed(self, things: Iterable[str]) -> str:
        """Return things in a row, with the comma of the language between them."""
        return f"{self.comma} ".join(things)

    def long_day(self, day: dt.date) -> str:
        """Return a day as "20 November 2026"."""
        return format_date(day, "long", locale=self.locale)

    def diary_day(self, day: dt.date) -> str:
        """Return a day as "Fri 20 Nov"."""
        return format_skeleton("MMMEd", day, locale=self.locale)

    def _phrase(self, name: str, /, **values: Value) -> str:
        return self.filled(self.phrases[name], name, **values)

    def _digits(self, number: Decimal) -> str:
        return format_decimal(number, _DIGITS, locale=self.locale, numbering_system="latn")

    @cached_property
    def english(self) -> Language:
        """The language of texts that have no translation, and of the clinician."""
        return plain_english(self.phrases)


def plain_english(phrases: Mapping[str, str]) -> Language:
    """Return English without a region, as the clinician's page and the texts without translation have it."""
    return Language("en", "English", Locale("en", "GB"), {}, phrases)
