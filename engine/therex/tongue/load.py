"""From a BCP 47 tag to the language of a sheet."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from therex.facts.document import plain, read_document
from therex.tongue.catalogue import load_translations
from therex.tongue.language import Customary, Language, Translations
from therex.tongue.languages import FOLDER, Region, Spoken, read_tag
from therex.tongue.phrase_file import FILE, read_phrases


@cache
def language_for(tag: str, templates: Path) -> Language:
    """Return the language a tag asks for, made once.

    Raises:
        InputError: the language or region is not known, or its catalogues cannot be read.

    """
    phrases = read_phrases(templates / FILE)
    asked = read_tag(tag, templates)
    spoken, region = asked.language, asked.region
    return Language(
        tag=asked.text,
        name=spoken.name,
        locale=_locale(spoken, region),
        translations=_translations(spoken, templates),
        phrases=phrases,
        customary=_customary(templates) if region and region.customary else {},
        emergency=region.emergency if region else "",
        paper=region.paper if region else spoken.paper,
        comma=spoken.comma,
        review=spoken.review,
    )


def _translations(spoken: Spoken, templates: Path) -> Translations:
    if not spoken.folder:
        return {}
    return load_translations(templates / FOLDER / spoken.folder, Locale.parse(spoken.locale))


def _locale(spoken: Spoken, region: Region | None) -> Locale:
    """Return how numbers and days are written there; where that is not known, as the language has it."""
    if region is None:
        return Locale.parse(spoken.locale)
    try:
        return Locale.parse(f"{spoken.tag.replace('-', '_')}_{region.code}")
    except UnknownLocaleError:
        return Locale.parse(spoken.locale)


def _customary(templates: Path) -> dict[str, Customary]:
    units = plain(read_document(templates / FOLDER / "units.yaml"))["us"]
    return {metric: Customary(own["unit"], Decimal(own["per_metric"])) for metric, own in units.items()}
