"""The translations of a language that are fit to print, from its .po files; read once, then kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from therex.kept import keep, kept, place_for
from therex.tongue.faults import faults
from therex.tongue.language import Translations
from therex.tongue.po import CATALOGUES, Entry, read_entries


def load_translations(folder: Path, locale: Locale) -> Translations:
    """Return what the catalogues in `folder` translate; for what is unfit, English is printed.

    Raises:
        InputError: a catalogue cannot be read.

    """
    place = place_for("translations", ("babel",), _content(folder, locale))
    if place is not None and (found := kept(place, dict)) is not None:
        return found
    found = {entry.key: entry.translated for entry in entries_of(folder) if is_fit(entry, locale)}
    if place is not None:
        keep(found, place)
    return found


def entries_of(folder: Path) -> Iterator[Entry]:
    """Yield the entries of all catalogues of a language.

    Raises:
        InputError: a catalogue is missing or cannot be read.

    """
    for name in CATALOGUES:
        yield from read_entries(folder / f"{name}.po")


def is_fit(entry: Entry, locale: Locale) -> bool:
    """Say whether a translation may be printed: it is there, a person stands by it, and it has no fault."""
    return bool(entry.translated) and not entry.fuzzy and not any(faults(entry, locale))


def _content(folder: Path, locale: Locale) -> Iterator[bytes]:
    yield str(locale).encode()
    for name in CATALOGUES:
        yield (folder / f"{name}.po").read_bytes()
