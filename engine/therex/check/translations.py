"""Whether the catalogues of a language translate every text, and each as it may be printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from therex.errors import InputError, Place, short
from therex.rulebook.model import Rulebook
from therex.tongue.catalogue import entries_of
from therex.tongue.faults import faults
from therex.tongue.languages import FOLDER, Spoken, read_languages
from therex.tongue.phrase_file import FILE, read_phrases
from therex.tongue.texts import Text, texts_of


@dataclass(frozen=True)
class Progress:
    """How far a language is: texts without a translation, and translations that may not be printed."""

    language: Spoken
    missing: tuple[InputError, ...]
    wrong: tuple[InputError, ...]


def lint_translations(rulebook: Rulebook, templates: Path) -> list[InputError]:
    """Return what is missing or wrong in the languages that are marked complete.

    Raises:
        InputError: a file of languages, phrases or translations cannot be read.

    """
    texts = texts_of(rulebook, read_phrases(templates / FILE))
    found: list[InputError] = []
    for language in read_languages(templates).values():
        if language.complete and language.folder:
            progress = progress_of(language, texts, templates)
            found += [*progress.missing, *progress.wrong]
    return sorted(found, key=lambda finding: (finding.place, finding.message))


def progress_of(language: Spoken, texts: list[Text], templates: Path) -> Progress:
    """Return how far a language is.

    Raises:
        InputError: a catalogue cannot be read.

    """
    folder, locale = templates / FOLDER / language.folder, Locale.parse(language.locale)
    entries = {entry.key: entry for entry in entries_of(folder)}
    missing, wrong = [], []
    for text in texts:
        entry = entries.get(text.key)
        if entry is None or entry.fuzzy or not entry.translated:
            place = entry.place if entry else Place(str(folder / f"{text.catalogue}.po"))
            said = f'"{short(text.english)}" ({text.used_by[0]}) is not translated'
            expected = "a translation" if entry else "the entry: therex translations extract"
            missing.append(InputError(said, place, expected))
        else:
            wrong += [
                InputError(f'"{short(entry.english)}": {fault}', entry.place, expected)
                for fault, expected in faults(entry, locale)
            ]
    return Progress(language, tuple(missing), tuple(wrong))
