"""A language made up for tests: English in Cyrillic letters, so that whatever was not translated shows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from babel import Locale

from therex.language.message import NUMBER_SIGN, Argument, Message, parsed
from therex.resources import data_folder
from therex.rulebook.model import Rulebook
from therex.tongue.extract import write_catalogues
from therex.tongue.languages import FOLDER
from therex.tongue.phrase_file import FILE, read_phrases
from therex.tongue.po import CATALOGUES, quoted, read_entries
from therex.tongue.texts import texts_of

TEMPLATES = data_folder("templates")
_LETTERS = str.maketrans(
    ascii_lowercase + ascii_uppercase,
    "".join(chr(0x0430 + place) for place in range(26)) + "".join(chr(0x0410 + place) for place in range(26)),
)
_BACK = {to: of for of, to in _LETTERS.items()}


def made_up(english: str, locale: Locale) -> str:
    """Return a text in the made-up language, with the plurals of a real one."""
    return "".join(_part(part, locale) for part in parsed(english))


def back(text: str) -> str:
    """Return the English of a text in the made-up language."""
    return text.translate(_BACK)


def _part(part: str | Argument, locale: Locale) -> str:
    if isinstance(part, str):
        return part.translate(_LETTERS)
    if part is NUMBER_SIGN:
        return "#"
    if part.kind == "measure":
        return f"{{{part.name}, measure, {part.unit}}}"
    if not part.branches:
        return f"{{{part.name}}}"
    branches = dict(part.branches)
    exact = [name for name in branches if name.startswith("=")]
    wanted = dict.fromkeys([*exact, *sorted(locale.plural_form.tags), "other"])
    said = (
        f"{name} {{{_all(branches.get(name, branches['other']), locale)}}}"
        for name in wanted
        if name != "many" or locale.language != "es"
    )
    return f"{{{part.name}, plural, {' '.join(said)}}}"


def _all(message: Message, locale: Locale) -> str:
    return "".join(_part(part, locale) for part in message)


def pattern_of(message: Message, values: Mapping[str, str], number: str) -> str:
    """Return what a message may become, as a regular expression; `values` are patterns by argument."""

    def part_of(part: str | Argument) -> str:
        if isinstance(part, str):
            return re.escape(part)
        if not part.branches:
            unit = r"(?: \w+)" if part.kind == "measure" else ""
            return f"(?:{values.get(part.name, number)}){unit}"
        return f"(?:{'|'.join(pattern_of(branch, values, number) for _, branch in part.branches)})"

    return "".join(part_of(part) for part in message)


def templates_in(folder: Path, rulebook: Rulebook, language: str = "es", *, complete: bool = True) -> Path:
    """Return a copy of the templates in which one language is wholly translated into the made-up one."""
    templates = folder / "templates"
    shutil.copytree(TEMPLATES, templates)
    file = templates / FOLDER / "languages.yaml"
    listed = file.read_text(encoding="utf-8")
    mark = f"folder: {language}, locale: {language}, complete: "
    assert f"{mark}no" in listed or f"{mark}yes" in listed
    listed = listed.replace(f"{mark}no", f"{mark}yes")
    file.write_text(listed if complete else listed.replace(f"{mark}yes", f"{mark}no"), encoding="utf-8")
    for name in CATALOGUES:
        (templates / FOLDER / language / f"{name}.po").unlink()
    write_catalogues(texts_of(rulebook, read_phrases(templates / FILE)), templates)
    for name in CATALOGUES:
        translate(templates / FOLDER / language / f"{name}.po", Locale.parse(language))
    return templates


def translate(catalogue: Path, locale: Locale) -> None:
    """Fill in every entry of a .po file with the made-up language."""
    text = catalogue.read_text(encoding="utf-8")
    for entry in read_entries(catalogue):
        context = f"msgctxt {quoted(entry.context)}\n" if entry.context else ""
        empty = f'\n{context}msgid {quoted(entry.english)}\nmsgstr ""\n'
        assert text.count(empty) == 1
        text = text.replace(empty, empty[:-3] + quoted(made_up(entry.english, locale)) + "\n")
    catalogue.write_text(text, encoding="utf-8")
