"""A new ledger: made whole beside its place and moved there, so that nobody ever opens half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, insert, text

from therex.audit import tables
from therex.audit.faults import one_clear_line
from therex.audit.head import Head, row_of
from therex.audit.key import Key, make_key, read_key
from therex.audit.place import WRITES, Place, engine_of
from therex.audit.schema import bring_up_to_date, schema_of


def found_file(place: Place) -> None:
    """Make the file of a ledger on SQLite, and its key.

    Raises:
        LedgerError: the folder does not let it be made.

    """
    assert place.file  # noqa: S101 - only a file is founded so
    folder = place.file.parent
    with one_clear_line("make", str(place)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = read_key(place.key) or make_key(place.key)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".ledger.") as beside:
            file = Path(beside) / "ledger.sqlite"
            file.touch(mode=0o600)
            _fill(replace(place, url=place.url.set(database=str(file)), file=file), key)
            with contextlib.suppress(FileExistsError):  # another process was first: its ledger is taken
                os.link(file, place.file)


def found_tables(connection: Connection, place: Place) -> None:
    """Make or renew the tables on a server; the lock lets one process at a time do so."""
    connection.execute(text("SELECT pg_advisory_xact_lock(7468657265)"))
    new = schema_of(connection) is None
    bring_up_to_date(connection)
    if new:
        key = read_key(place.key) or make_key(place.key)
        connection.execute(insert(tables.head).values(row_of(Head(), key)))


def _fill(place: Place, key: Key) -> None:
    engine = engine_of(place)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")  # stays with the file
    engine.dispose()
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        bring_up_to_date(connection)
        connection.execute(insert(tables.head).values(row_of(Head(), key)))
    engine.dispose()  # the last one out empties the WAL into the file
