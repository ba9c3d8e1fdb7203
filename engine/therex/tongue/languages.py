"""The languages and the regions that the sheet can be printed for, and the tags that ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from therex.errors import InputError, Place, nearest
from therex.facts.document import Mapping, plain, read_document

FOLDER = "locale"
_SCRIPT = 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language of ``languages.yaml``.

    `folder` holds its catalogues (none for English); `complete` ones must miss nothing; `review` is ``draft``
    or says who reviewed it and when; `comma` stands between things in a row; `place`
    is where it stands in the file.
    """

    tag: str
    name: str
    folder: str
    locale: str
    complete: bool
    review: str
    paper: str
    comma: str
    place: Place


@dataclass(frozen=True, slots=True)
class Region:
    """A region of ``regions.yaml``: the number to call for help, the units of daily life, the paper."""

    code: str
    emergency: str
    customary: bool
    paper: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag taken apart: a language that is known, and a region or nothing."""

    language: Spoken
    region: Region | None

    @property
    def text(self) -> str:
        """The tag as BCP 47 writes it: ``es-US``."""
        return "-".join([self.language.tag, *([self.region.code] if self.region else [])])


@cache
def read_languages(templates: Path) -> dict[str, Spoken]:
    """Return the languages by tag.

    Raises:
        InputError: the file is missing, or an entry is not as it should be.

    """
    return {
        tag: Spoken(
            tag=tag,
            name=_text(entry, "name", place),
            folder=str(entry.get("folder", "")),
            locale=_text(entry, "locale", place),
            complete=entry.get("complete") == "yes",
            review=_review(entry.get("review"), place),
            paper=_text(entry, "paper", place),
            comma=_text(entry, "comma", place),
            place=place,
        )
        for tag, entry, place in _entries(templates / FOLDER / "languages.yaml")
    }


@cache
def read_regions(templates: Path) -> dict[str, Region]:
    """Return the regions by ISO 3166 code.

    Raises:
        InputError: the file is missing, or an entry is not as it should be.

    """
    return {
        code: Region(
            code, _text(entry, "emergency", place), entry.get("units") == "us", _text(entry, "paper", place)
        )
        for code, entry, place in _entries(templates / FOLDER / "regions.yaml")
    }


def read_tag(tag: str, templates: Path) -> Tag:
    """Return what a BCP 47 tag asks for: ``es``, ``es-US``, ``zh-Hans-CN``, also ``zh``.

    Raises:
        InputError: the language or the region is not known.

    """
    languages, regions = read_languages(templates), read_regions(templates)
    language, *rest = tag.replace("_", "-").split("-")
    script = rest.pop(0).title() if rest and len(rest[0]) == _SCRIPT else ""
    wanted = f"{language.lower()}-{script}" if script else language.lower()
    matches = [
        one
        for name, one in languages.items()
        if name == wanted or (not script and name.split("-")[0] == wanted)
    ]
    if not matches:
        raise InputError(
            f'unknown language "{tag}"', expected=nearest(wanted, languages) or _one_of(languages)
        )
    if len(rest) > 1:
        raise InputError(
            f'the language "{tag}" has too many parts', expected="a language and a region, as in es-US"
        )
    if rest and rest[0].upper() not in regions:
        raise InputError(f'unknown region "{rest[0]}" in "{tag}"', expected=_one_of(regions))
    return Tag(matches[0], regions[rest[0].upper()] if rest else None)


def _one_of(known: dict[str, Any]) -> str:
    return f"one of {', '.join(sorted(known))}"


def _entries(path: Path) -> list[tuple[str, dict[str, Any], Place]]:
    document = read_document(path)
    if not isinstance(document, Mapping):
        raise InputError("not a list of entries", Place(str(path)), "`tag: {...}` on each line")
    found = []
    for key, node in document.entries.items():
        entry = plain(node)
        if not isinstance(entry, dict):
            raise InputError(f'"{key}" is not as it should be', document.keys[key], "a mapping")
        found.append((key, entry, document.keys[key]))
    return found


def _text(entry: dict[str, Any], key: str, place: Place) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise InputError(f'"{key}" is missing', place, "a text (numbers in quotes)")
    return value


def _review(value: object, place: Place) -> str:
    """Return ``original`` or ``draft``, or "J. Rivera on 2026-11-20"."""
    if value in ("original", "draft"):
        return str(value)
    if isinstance(value, dict) and {"by", "on"} == set(value):
        return f"{value['by']} on {value['on']}"
    raise InputError("the review is not stated", place, "`draft`, or `by` and `on`")
