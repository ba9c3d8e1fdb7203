"""The fixed words of the handout, and a line of text that knows where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from therex.errors import InputError, Place
from therex.facts.document import plain, read_document

FILE = "handout/phrases.yaml"


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the sheet and its source: ``rule:ID``, ``exercise:ID``, ``phrase:ID`` and so on."""

    text: str
    source: str


class Phrases:
    """The sentences of ``phrases.yaml`` by id."""

    def __init__(self, entries: Mapping[str, str], file: str = FILE) -> None:
        self._entries, self._file = entries, file

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def text(self, name: str, /, **values: object) -> str:
        """Return a phrase with its ``{placeholders}`` filled in.

        Raises:
            InputError: the file of phrases does not hold it.

        """
        if name not in self._entries:
            raise InputError(f'the phrase "{name}" is missing', Place(self._file), "it as `id: sentence`")
        text = self._entries[name]
        for key, value in values.items():
            text = text.replace("{" + key + "}", str(value))
        return text

    def line(self, name: str, /, **values: object) -> Line:
        """Return a phrase as a line of the sheet."""
        return Line(self.text(name, **values), f"phrase:{name}")


def load_phrases(templates: Path) -> Phrases:
    """Read the phrases of a folder of templates.

    Raises:
        InputError: the file is missing or holds anything but `id: sentence`.

    """
    path = templates / FILE
    content = plain(read_document(path))
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise InputError("not a list of phrases", Place(str(path)), "`id: sentence` on each line")
    return Phrases(content, str(path))
