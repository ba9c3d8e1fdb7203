"""The fixed words of the handout, and lines of text that know where they come from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from therex.errors import InputError, Place
from therex.language.message import MessageError, Value
from therex.tongue.language import Language, plain_english
from therex.tongue.load import language_for
from therex.tongue.phrase_file import FILE

_ENGLISH = "en"
#: The signs that keep a text's direction to itself; see Unicode's bidirectional algorithm.
_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = {"R", "AL"}
_NO_VALUES: Mapping[str, Value | Line] = MappingProxyType({})
#: So many texts without an amount are remembered as lines: those of a rulebook, and some.
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the sheet and its source: ``rule:ID``, ``exercise:ID``, ``phrase:ID`` and so on.

    `lang` is the language of a text that is not in the language of the sheet, else empty.
    """

    text: str
    source: str
    lang: str = ""


class Phrases:
    """The sentences of ``phrases.yaml`` by id, and all other texts, in one language."""

    def __init__(
        self, entries: Mapping[str, str], file: str = FILE, language: Language | None = None
    ) -> None:
        self._entries, self._file = entries, file
        self.language = language or plain_english(entries)
        self._whole = lru_cache(_REMEMBERED)(self._filled)  # most texts hold no amount

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def text(self, name: str, /, **values: Value | Line) -> str:
        """Return a phrase with its arguments filled in.

        Raises:
            InputError: the file of phrases does not hold it, or a value for it is missing.

        """
        return self.line(name, **values).text

    def line(self, name: str, /, **values: Value | Line) -> Line:
        """Return a phrase as a line of the sheet; with a line in it that is not translated, in English.

        Raises:
            InputError: the file of phrases does not hold it, or a value for it is missing.

        """
        if name not in self._entries:
            raise InputError(f'the phrase "{name}" is missing', Place(self._file), "it as `id: sentence`")
        return self._line(self._entries[name], f"phrase:{name}", name, values)

    def said(self, text: str, source: str, /, **values: Value) -> Line:
        """Return a text of the rulebook as a line of the sheet, with its arguments filled in."""
        return self._line(text, source, "", values)

    def in_english(self) -> Phrases:
        """Return the same phrases as the clinician reads them."""
        return self._english

    @cached_property
    def _english(self) -> Phrases:
        return Phrases(self._entries, self._file, self.language.english)

    def untranslated(self, prefix: str) -> list[str]:
        """Return the phrases without a translation, but for those whose id starts with `prefix`."""
        return [name for name, text in self._entries.items()
                if not name.startswith(prefix) and not self.language.knows(text, name)]  # fmt: skip

    def _line(self, text: str, source: str, context: str, values: Mapping[str, Value | Line]) -> Line:
        return self._filled(text, source, context, values) if values else self._whole(text, source, context)

    def _filled(
        self, text: str, source: str, context: str, values: Mapping[str, Value | Line] = _NO_VALUES
    ) -> Line:
        known = self.language.knows(text, context)
        known &= not any(isinstance(value, Line) and value.lang for value in values.values())
        language = self.language if known else self.language.english
        try:
            plain = {name: _plain(value, language.direction) for name, value in values.items()}
            said = language.filled(text, context, **plain)
        except (MessageError, KeyError) as error:
            wrong = f'the text "{text}" of {source} cannot be filled in: {error}'
            raise InputError(wrong, Place(self._file)) from None
        return Line(said, source, "" if known else _ENGLISH)


def _plain(value: Value | Line, direction: str) -> Value:
    """Return a value to fill in; a text read the other way is kept from turning what is around it."""
    if isinstance(value, Line):
        value = value.text
    if isinstance(value, str) and direction_of(value) not in {"", direction}:
        return f"{_ISOLATE}{value}{_POP}"
    return value


def direction_of(text: str) -> str:
    """Return ``ltr`` or ``rtl`` by the first letter that has a direction; nothing where none has."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return "ltr"
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
    return ""


def load_phrases(templates: Path, tag: str = _ENGLISH) -> Phrases:
    """Return the phrases of a folder of templates in the language of a BCP 47 tag.

    Raises:
        InputError: a file is missing or wrong, or the language is not known.

    """
    language = language_for(tag, templates)
    return Phrases(language.phrases, str(templates / FILE), language)
