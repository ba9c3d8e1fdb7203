"""The text of a file, read and checked before it is parsed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import yaml

from therex.errors import InputError, Place

#: What no person types: control characters, line breaks that editors do not show, halves of a character.
_UNPRINTABLE = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_BACKSLASH_OR_PAIR = re.compile(r"\\\\|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
#: What the parser says; what it means, what was expected, and whether it is shown where the part began.
_SYNTAX = {
    "found unexpected end of stream": ("a quote is opened here and never closed", "a closing quote", True),
    "did not find expected ',' or '}'": (
        "after this { a comma or the closing } is missing",
        "{name: value, name: value}",
        True,
    ),
    "did not find expected ',' or ']'": (
        "after this [ a comma or the closing ] is missing",
        "[value, value]",
        True,
    ),
    "mapping values are not allowed in this context": (
        "a colon where none can be",
        "quotes around text that holds a colon, and the indentation of the line above",
        False,
    ),
    "did not find expected key": (
        "this does not belong to the lines above",
        "the same indentation as its neighbours, and one value a name",
        False,
    ),
    "found invalid Unicode character escape code": (
        "an escape that is no character",
        "the character itself",
        False,
    ),
    "could not find expected ':'": ("a name without a colon", "a colon and a space after each name", True),
}


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Return what is in the file at `path`.

    Raises:
        InputError: it is missing or too large.

    """
    name = str(path)
    try:
        if path.is_dir():
            raise InputError("this is a folder", Place(name), "a YAML or JSON file")
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"cannot be read: {reason}", Place(name), "a YAML or JSON file") from None
    if len(data) > max_bytes:
        raise InputError("the file is too large", Place(name), f"at most {max_bytes // 1_000_000} MB")
    return data


def text_of(data: bytes, name: str) -> str:
    """Return the text that the file called `name` holds.

    Raises:
        InputError: it is empty or not text.

    """
    text = decoded(data, name)
    if not text.strip():
        raise InputError("the file is empty", Place(name), "a YAML or JSON file with content")
    return text


def decoded(data: bytes, name: str) -> str:
    """Return the text that a file holds.

    Raises:
        InputError: it is not text in UTF-8; with the place of the first byte that is not.

    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        wrong = f"not text in UTF-8 (byte {data[error.start]:02X})"
        raise InputError(
            wrong, place_in(before, len(before), Place(name)), "a file saved as UTF-8 text"
        ) from None


def place_in(text: str, offset: int, start: Place) -> Place:
    """Return where the character at `offset` stands in a text that begins at `start`."""
    lines = text.count("\n", 0, offset)
    column = offset - text.rfind("\n", 0, offset) if lines else start.column + offset
    return Place(start.file, start.line + lines, column)


def check_signs(text: str, place_of: Callable[[int], Place]) -> None:
    """Refuse control characters and other signs that cannot be seen.

    Raises:
        InputError: there is one; `place_of` says where, from its offset in `text`.

    """
    if found := _UNPRINTABLE.search(text):
        wrong = f"a control character (U+{ord(found[0]):04X})"
        raise InputError(wrong, place_of(found.start()), "printable text")


def json_as_yaml(text: str, name: str) -> str:
    """Check JSON strictly, then return it as YAML: a tab is only white space there, and a pair one sign."""
    try:
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg.lower()}", Place(name, error.lineno, error.colno)) from None
    except RecursionError:
        pass  # too deep: the reader of YAML says where
    return _BACKSLASH_OR_PAIR.sub(_joined, text.replace("\t", " "))


def _joined(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0]
    pair = bytes.fromhex(found[1] + found[2])
    return f"\\U{ord(pair.decode('utf-16-be')):08x}"


def syntax_error(error: yaml.MarkedYAMLError, text: str, name: str) -> InputError:
    """Return what the parser of YAML found, in the words of someone who writes a file."""
    problem = str(error.problem)
    wrong, expected, opened = _SYNTAX.get(
        problem, (f"not YAML: {problem}", "a YAML mapping of names to values", False)
    )
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    if mark is None:
        return InputError(wrong, Place(name), expected)
    if problem == "found character that cannot start any token":
        sign = text.split("\n")[mark.line][mark.column]
        wrong, expected = (
            ("a tab", "spaces to indent")
            if sign == "\t"
            else (f"no value starts with {sign}", "quotes around it")
        )
    return InputError(wrong, Place(name, mark.line + 1, mark.column + 1), expected)
