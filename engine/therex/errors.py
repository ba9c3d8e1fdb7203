"""What can go wrong, said in one line: where it is, what is wrong, what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: its name, and line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class TherexError(Exception):
    """Any error therex raises on purpose; its text is one clear line for a person."""


class InputError(TherexError):
    """A file handed in cannot be used.

    Args:
        message: what is wrong, in lower case, with the offending text in quotes.
        place: where it is.
        expected: what would have been right.

    """

    def __init__(self, message: str, place: Place | None = None, expected: str = "") -> None:
        self.message, self.place, self.expected = message, place, expected
        text = f"{place}: {message}" if place else message
        if expected:
            text += f"; {expected}" if expected.startswith(_NEAREST) else f"; expected {expected}"
        super().__init__(one_line(text))


class EvaluatorsDisagreeError(TherexError):
    """The two evaluators reached different verdicts: an internal error, and no handout is made."""


class CapacityError(TherexError):
    """A rule is larger than the matcher can hold; the message says how to split it."""


_NEAREST = "nearest is"
_LONGEST = 60


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``nearest is "x"`` for the known name closest to `name`, or nothing."""
    match = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f'{_NEAREST} "{match[0]}"' if match else ""


def short(text: str) -> str:
    """Return offending text at the length that one line of an error can quote."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def one_line(text: str) -> str:
    """Return `text` with what cannot be printed, such as a line break, written as an escape."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)
