"""The corpus of broken files: how each is made, and the one line that a person should read about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from therex.facts.known import Known
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook

HERE = Path(__file__).parent
RULEBOOK = HERE / "rulebook"


@dataclass(frozen=True)
class BadFile:
    """One broken file: its name, how to put it at a path, and the message it deserves."""

    name: str
    put: Callable[[Path], object]
    expected: str

    def __str__(self) -> str:
        return self.name


def stored(folder: str) -> list[BadFile]:
    """Return the files kept in `folder`, each with the line beside it."""
    found = []
    for line in sorted((HERE / folder).glob("*.expected")):
        source = next(path for path in sorted(line.parent.glob(f"{line.stem}.*")) if path != line)
        expected = line.read_text(encoding="utf-8").removesuffix("\n")
        found.append(BadFile(source.name, partial(shutil.copyfile, source), expected))
    return found


def _writer(content: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content())


_UTF8 = "; expected a file saved as UTF-8 text"
_EMPTY = "1:1: the file is empty; expected a YAML or JSON file with content"
_TOO_LARGE = "1:1: the file is too large; expected at most 2 MB"
_TOO_DEEP = "nested too deeply; expected at most 40 levels"
_DEEP = b'{"facts":\n {"systolic_bp": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
_HEAD = "assessment: {date: 2026-01-15}\n"
_MISSPELT = '3:3: unknown fact "systolc_bp"; nearest is "systolic_bp"'
_LINES = f"{_HEAD}facts:\n  systolc_bp: 128\n"
#: Files better made than kept: huge ones and those that are not text.
_GENERATED: list[tuple[str, Callable[[], bytes], str]] = [
    ("fifty_megabytes.yaml", lambda: b"# " + b"x" * 50_000_000, _TOO_LARGE),
    ("one_byte_too_many.yaml", lambda: b"#" * 2_000_001, _TOO_LARGE),
    ("empty.yaml", lambda: b"", _EMPTY),
    ("only_blanks.yaml", lambda: b" \n\t\r\n", _EMPTY),
    ("latin_1.yaml", lambda: "# Müller\n".encode("latin-1"), f"1:4: not text in UTF-8 (byte FC){_UTF8}"),
    ("cut_off.yaml", lambda: "# Müller\nby: André".encode()[:-1], f"2:9: not text in UTF-8 (byte C3){_UTF8}"),
    ("picture.yaml", lambda: b"\x89PNG\r\n\x1a\n\x00\x00", f"1:1: not text in UTF-8 (byte 89){_UTF8}"),
    ("utf_16.yaml", lambda: _HEAD.encode("utf-16"), f"1:1: not text in UTF-8 (byte FF){_UTF8}"),
    ("zeros.yaml", lambda: b"by: \0", "1:5: a control character (U+0000); expected printable text"),
    ("old_line_ends.yaml", lambda: _LINES.replace("\n", "\r").encode(), _MISSPELT),
    ("windows_line_ends.yaml", lambda: _LINES.replace("\n", "\r\n").encode(), _MISSPELT),
    ("byte_order_mark.yaml", lambda: _LINES.encode("utf-8-sig"), _MISSPELT),
    ("deep.json", lambda: _DEEP, f"2:56: {_TOO_DEEP}"),
    ("million_brackets.yaml", lambda: b"[" * 1_000_000, f"1:41: {_TOO_DEEP}"),
]
_FILE = "; expected a YAML or JSON file"
GENERATED = [
    *(BadFile(name, _writer(content), f"{name}:{expected}") for name, content, expected in _GENERATED),
    BadFile("folder.yaml", Path.mkdir, f"folder.yaml:1:1: this is a folder{_FILE}"),
    BadFile(
        "missing.yaml",
        lambda _: None,
        f"missing.yaml:1:1: cannot be read: no such file or directory{_FILE}",
    ),
    BadFile(
        "a_file.yaml/patient.yaml",
        lambda path: path.parent.touch(),
        f"a_file.yaml/patient.yaml:1:1: cannot be read: not a directory{_FILE}",
    ),
]


@cache
def known() -> Known:
    """Return what a patient file may name in the small rulebook."""
    return known_to(load_rulebook(RULEBOOK, cache=False))
