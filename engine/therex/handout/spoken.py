"""What the clinician is told about the language of the patient's pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from therex.handout.phrases import Line, Phrases
from therex.tongue.texts import CLINICIANS


def language_note(pages: object, phrases: Phrases) -> str:
    """Return the language of the pages, who reviewed the translation, and how much of it is missing."""
    language, english = phrases.language, phrases.in_english()
    said = [f"{language.name} ({language.tag})"]
    if language.review == "draft":
        said.append(english.text("c_translation_draft"))
    elif language.review != "original":
        said.append(english.text("c_translation_reviewed", review=language.review))
    missing = {line.text for line in lines_of(pages) if line.lang}
    missing |= {f"phrase:{name}" for name in phrases.untranslated(CLINICIANS)}
    if missing:
        said.append(english.text("c_untranslated", count=len(missing)))
    return "; ".join(said)


def lines_of(part: object) -> Iterator[Line]:
    """Yield every line of a part of the sheet."""
    if isinstance(part, Line):
        yield part
    elif isinstance(part, tuple | list):
        for one in part:
            yield from lines_of(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from lines_of(getattr(part, field.name))
