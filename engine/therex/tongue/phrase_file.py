"""The English phrases: the fixed words of the handout."""

from __future__ import annotations

from pathlib import Path

from therex.errors import InputError, Place
from therex.facts.document import plain, read_document

FILE = "handout/phrases.yaml"


def read_phrases(path: Path) -> dict[str, str]:
    """Return the English phrases of a file by id.

    Raises:
        InputError: the file is missing or holds anything but `id: sentence`.

    """
    content = plain(read_document(path))
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise InputError("not a list of phrases", Place(str(path)), "`id: sentence` on each line")
    return content
