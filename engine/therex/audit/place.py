"""Where a ledger is: its address, its file, its key, and the way to it."""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from therex.audit.faults import LedgerError
from therex.errors import short

ADDRESS, KEY = "THEREX_LEDGER", "THEREX_LEDGER_KEY"
_FORMS = "sqlite:///FILE or postgresql://USER@HOST/NAME"
#: How long a writer waits for the others, in seconds.
_PATIENCE = 30
#: The file of a ledger is made of pages of so many bytes.
_PAGE = 4096
#: Said of a connection that is about to write.
WRITES = "therex_writes"


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart. `file` is None for a server."""

    url: URL
    file: Path | None
    key: Path

    def __str__(self) -> str:
        if self.file:
            return str(self.file)
        return _shown(self.url.set(drivername="postgresql"))

    @property
    def damage(self) -> str:
        """What is wrong with the file by its size alone; empty if nothing is."""
        size = self.file.stat().st_size if self.file else _PAGE
        if not size:
            return "is empty"
        return "is cut off in the middle of a page" if size % _PAGE else ""


def data_folder() -> Path:
    """Return the user's own folder of data, which need not exist."""
    return Path(platformdirs.user_data_dir("therex", appauthor=False))


def place_of(address: str | None) -> Place:
    """Return the place of a ledger: the address given, else that of the environment, else the user's own.

    Raises:
        LedgerError: the address cannot be read.

    """
    address = address or os.environ.get(ADDRESS) or f"sqlite:///{data_folder() / 'ledger.sqlite'}"
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        without_password = re.sub(r":[^@/]*@", ":***@", address)
        raise LedgerError(f'"{short(without_password)}" is no address of a ledger', expected=_FORMS) from None
    named = os.environ.get(KEY)
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:":
            file = Path(url.database)
            return Place(url.set(drivername="sqlite"), file, Path(named or file.with_suffix(".key")))
        case "postgresql" if url.database:
            key = Path(named or data_folder() / "postgresql.key")
            return Place(url.set(drivername="postgresql+psycopg"), None, key)
    raise LedgerError(f'"{_shown(url)}" is no address of a ledger', expected=_FORMS)


def _shown(url: URL) -> str:
    return unquote(url.render_as_string(hide_password=True))


def engine_of(place: Place) -> Engine:
    """Return the way to the ledger; nothing is opened yet.

    Raises:
        LedgerError: the driver is not installed.

    """
    if place.file:
        engine = create_engine(place.url, connect_args={"timeout": _PATIENCE})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(place.url, isolation_level="READ COMMITTED")
    except ModuleNotFoundError:
        wrong = "PostgreSQL cannot be reached without psycopg"
        raise LedgerError(wrong, expected='`pip install "therex[postgresql]"` to have been run') from None


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - of an engine for SQLite
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    for setting in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    """Take the write lock at once where something will be written: who waits has read nothing yet."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
