"""What can go wrong with a ledger, said in one line."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from therex.errors import InputError


class LedgerError(InputError):
    """A ledger that cannot be used, or a record that could not be written or read."""


_FOLDER, _ROOM = "a folder that can be written", "room on the disk"
INTACT = "an undamaged file: take the ledger from a copy"
#: What is expected, by words of the database's own message.
_EXPECTED = {
    "locked": "the other program to let go of it",
    "full": _ROOM,
    "disk I/O": "a disk that can be written",
    "readonly": "a folder and a file that can be written",
    "unable to open": _FOLDER,
    "File exists": _FOLDER,
    "No such file": _FOLDER,
    "Not a directory": _FOLDER,
    "Permission denied": _FOLDER,
    "Read-only": _FOLDER,
    "No space": _ROOM,
    "not a database": "the file of a ledger",
    "malformed": INTACT,
    "no such table": INTACT,
}
#: Everything that a damaged or unreachable ledger makes the libraries raise while values are read.
UNREADABLE = (
    SQLAlchemyError, sqlite3.Error, zlib.error, zipfile.BadZipFile, OSError,
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip


@contextmanager
def one_clear_line(doing: str, place: str) -> Iterator[None]:
    """Turn what the libraries raise in the block into one line.

    Args:
        doing: what could not be done, such as "read".
        place: the ledger.

    Raises:
        LedgerError: the block raised.

    """
    try:
        yield
    except InputError:
        raise
    except UNREADABLE as error:
        said = said_by(error)
        expected = next((hint for words, hint in _EXPECTED.items() if words in said), "")
        raise LedgerError(f'cannot {doing} the ledger "{place}": {said}', expected=expected) from None


def said_by(error: Exception) -> str:
    """Return the first line of what the database or the operating system said."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return said.strip().split("\n")[0].rstrip(".") or type(cause).__name__
