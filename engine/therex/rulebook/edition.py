"""The release of a rulebook: of which day it is, and when its evidence is to be looked at again."""

from __future__ import annotations

from therex.errors import InputError
from therex.facts.document import find
from therex.rulebook.files import Problems, RawRulebook
from therex.rulebook.model import Edition, Source
from therex.rulebook.schema import EditionEntry
from therex.rulebook.vocabularies import entries, evidence

SECTION, ENTRY = "edition", "rulebook"


def build_edition(raw: RawRulebook, sources: dict[str, Source], problems: Problems) -> Edition | None:
    """Return the edition, or None when the rules do not state one."""
    found = entries(raw, SECTION, EditionEntry, problems)
    for name in found.keys() - {ENTRY}:
        wrong = InputError(f'unknown edition "{name}"', raw.places[SECTION, name], f"`{ENTRY}:` and no other")
        problems.found.append(wrong)
    entry = found.get(ENTRY)
    if entry is None:
        return None
    node = raw.sections[SECTION][ENTRY]
    with problems.collect():
        if entry.review_by <= entry.released:
            place = find(node, ("review_by",)).place
            raise InputError(f'"review_by" is {entry.review_by}', place, f"a day after {entry.released}")
        cited = evidence(entry.evidence, sources, find(node, ("evidence",)))
        return Edition(entry.released, entry.review_by, cited)
    return None
