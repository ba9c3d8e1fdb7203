"""Catalogues of translations as gettext .po files: read with Babel, written so that little moves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import PoFileError, denormalize, read_po

from therex.errors import InputError, Place
from therex.tongue.texts import Text

#: The files of a language.
CATALOGUES = ("handout", "exercises", "rules")
_HEAD = """\
# {name}: what patients read, from English. One entry a text; `#:` says where it is used.
# How to translate: docs/how-to/translate.md
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation as it stands in its file; one marked `fuzzy` waits for a person, and is not used."""

    english: str
    context: str
    translated: str
    place: Place
    notes: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds a translation by."""
        return self.context, self.english


def read_entries(path: Path) -> list[Entry]:
    """Return the entries of a .po file.

    Raises:
        InputError: the file cannot be read, or is no .po file.

    """
    try:
        with path.open("rb") as stream:
            catalogue = read_po(stream, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise InputError(f"not a catalogue: {error}", Place(str(path)), "msgid and msgstr") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", Place(str(path)), "a .po file in UTF-8") from None
    return [
        Entry(
            english=str(message.id),
            context=message.context or "",
            translated=str(message.string),
            place=Place(str(path), message.lineno or 1),
            notes=tuple(message.user_comments),
            fuzzy=message.fuzzy,
        )
        for message in catalogue
        if message.id
    ]


def catalogue_text(name: str, language: str, texts: list[Text], before: list[Entry]) -> str:
    """Return a .po file of `texts`: what was translated stays, what is new is empty, the rest goes."""
    known = {entry.key: entry for entry in before}
    parts = [_HEAD.format(name=name, language=language)]
    parts += [_entry(text, known.get(text.key)) for text in texts if text.catalogue == name]
    return "\n".join(parts)


def _entry(text: Text, before: Entry | None) -> str:
    lines = [f"# {note}".rstrip() for note in before.notes] if before else []
    lines += [f"#: {used}" for used in text.used_by]
    lines += ["#, fuzzy"] if before and before.fuzzy else []
    lines += [f"msgctxt {quoted(text.context)}"] if text.context else []
    lines += [f"msgid {quoted(text.english)}", f"msgstr {quoted(before.translated if before else '')}"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as one .po string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    quoted_text = f'"{escaped}"'
    assert denormalize(quoted_text) == text  # noqa: S101 - what is written is read back the same
    return quoted_text
