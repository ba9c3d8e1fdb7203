"""The catalogues of all languages, brought up to date with what the English sheet can say."""

from __future__ import annotations

from pathlib import Path

from therex.tongue.languages import FOLDER, read_languages
from therex.tongue.po import CATALOGUES, catalogue_text, read_entries
from therex.tongue.texts import Text


def extracted(texts: list[Text], templates: Path) -> dict[Path, str]:
    """Return what each .po file is to hold; a text that moved between files keeps its translation.

    Raises:
        InputError: a catalogue, or the list of languages, cannot be read.

    """
    found: dict[Path, str] = {}
    for language in read_languages(templates).values():
        if not language.folder:
            continue
        files = {name: templates / FOLDER / language.folder / f"{name}.po" for name in CATALOGUES}
        before = [entry for path in files.values() if path.is_file() for entry in read_entries(path)]
        for name, path in files.items():
            found[path] = catalogue_text(name, language.folder, texts, before)
    return found


def write_catalogues(texts: list[Text], templates: Path) -> list[Path]:
    """Bring the .po files up to date, and return those that changed.

    Raises:
        InputError: a catalogue, or the list of languages, cannot be read.

    """
    changed = []
    for path, content in extracted(texts, templates).items():
        if not path.is_file() or path.read_text(encoding="utf-8") != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            changed.append(path)
    return changed
