"""The ledger: records are appended, and read."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, insert, null, select, text

from therex.audit import tables
from therex.audit.archive import Unpacked
from therex.audit.archive import unpacked as unpacked_archive
from therex.audit.body import decision_body, decision_json
from therex.audit.canonical import canonical, content_digest, link_of, pseudonym
from therex.audit.entry import Entry, Made, entry_of, now
from therex.audit.faults import INTACT, LedgerError, one_clear_line
from therex.audit.filters import EVERYTHING, Filter, rules_of
from therex.audit.found import found_file, found_tables
from therex.audit.head import Head, last_record, refuse_fault, sign_head, signed_head
from therex.audit.key import Key, read_key
from therex.audit.personal import Personal, packed, unpacked
from therex.audit.place import WRITES, Place, engine_of, place_of
from therex.audit.rulebooks import keep_rulebook, kept_archive
from therex.audit.schema import NEWEST, bring_up_to_date, check_known, schema_of
from therex.errors import nearest

_APPENDED, _BOUND = insert(tables.chain), insert(tables.personal)
#: How many rows are read at once.
_AT_ONCE = 200


def open_ledger(address: str | None = None, *, create: bool = False) -> Ledger:
    """Open a ledger.

    Args:
        address: where it is; None: where the environment says, else in the user's folder of data.
        create: make it if it is not there.

    Raises:
        LedgerError: it is not there, cannot be opened, or is of a newer schema.

    """
    place = place_of(address)
    if place.file and not place.file.exists():
        if not create:
            raise _no_ledger(place)
        found_file(place)
    ledger = Ledger(place, engine_of(place))
    try:
        with one_clear_line("open", str(place)):
            ledger.prepare(create=create)
    except LedgerError:
        ledger.close()
        raise
    return ledger


class Ledger:
    """An open ledger; close it, or use it as a context manager."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._key: Key | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def prepare(self, *, create: bool) -> None:
        """Bring the tables up to date, and refuse what is no ledger."""
        if fault := self.place.damage:
            raise LedgerError(f'the ledger "{self.place}" {fault}', expected=INTACT)
        with self._engine.connect() as connection:
            found = schema_of(connection)
        check_known(found, str(self.place))
        if found == NEWEST:
            return
        if found is None and self.place.file:
            raise LedgerError(f'"{self.place}" is not a ledger', expected="the file of a ledger")
        if found is None and not create:
            raise _no_ledger(self.place)
        with self._writer.begin() as connection:
            if self.place.file:
                bring_up_to_date(connection)
            else:
                found_tables(connection, self.place)

    @property
    def key(self) -> Key:
        """The key that signs.

        Raises:
            LedgerError: it is gone; without it nothing can be recorded.

        """
        self._key = self._key or read_key(self.place.key)
        if self._key is None:
            wrong = f'the key "{self.place.key}" of the ledger is missing'
            raise LedgerError(wrong, expected="it back from a copy, or its place in THEREX_LEDGER_KEY")
        return self._key

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read what is there now, whatever is written meanwhile."""
        still = {} if self.place.file else {"isolation_level": "REPEATABLE READ"}
        with (
            one_clear_line("read", str(self.place)),
            self._engine.execution_options(**still).connect() as connection,
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Head]]:
        """Append in one transaction: nobody else appends meanwhile; it is written when the block has ended.

        Raises:
            LedgerError: it could not be written, or the ledger was changed by something else: what is
                appended would cover the traces.

        """
        with one_clear_line("write", str(self.place)), self._writer.begin() as connection:
            rows = signed_head(connection, lock=True)
            last = last_record(connection)
            refuse_fault(rows, last, self.key, str(self.place))
            yield connection, last

    def record(self, made: Made) -> Entry:
        """Record a handout; when this returns, it is on the disk.

        Raises:
            LedgerError: it could not be recorded.

        """
        salt = secrets.token_bytes(32)
        content = packed(Personal(made.patient_file, made.file_name, decision_json(made.decision)))
        body = decision_body(made) | {
            "patient": pseudonym(salt, made.decision.patient),
            "personal": content_digest(salt, content),
        }
        with self.writing() as (connection, last):
            body["archive"] = keep_rulebook(connection, made)
            entry = self.append(connection, last, body)
            row = {"number": entry.number, "salt": salt, "content": content}
            connection.execute(_BOUND, row)
        return entry

    def append(self, connection: Connection, last: Head, body: dict[str, object]) -> Entry:
        """Append a body to the chain, and sign the new head."""
        said = body | {"number": last.number + 1, "at": now(), "previous": last.link}
        whole = canonical(said)
        row = {name: said.get(name, "") for name in tables.MIRRORED}
        connection.execute(_APPENDED, row | {"body": whole, "link": link_of(whole)})
        sign_head(connection, Head(last.number + 1, link_of(whole)), self.key)
        return entry_of(whole)

    def sweep(self) -> None:
        """Take what was deleted out of the files as well, not only out of the tables.

        Raises:
            LedgerError: another program is still reading it.

        """
        with one_clear_line("sweep", str(self.place)), self._engine.connect() as connection:
            if self.place.file:
                connection.exec_driver_sql("COMMIT")  # of the transaction that begins by itself
                (busy, *_) = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
                if busy:
                    wrong = f'it is erased, but "{self.place}-wal" still holds it for a program that reads'
                    raise LedgerError(wrong, expected="that program to end, and another record to be made")
            else:
                by_itself = connection.execution_options(isolation_level="AUTOCOMMIT")
                by_itself.execute(text("VACUUM FULL personal"))

    def entries(self, wanted: Filter = EVERYTHING) -> Iterator[Entry]:
        """Yield the records that a filter lets through, oldest first."""
        chain, blob = tables.chain.c, tables.personal.c.content
        content = blob if wanted.rule else null()
        found: Select[Any] = (
            wanted.narrowed(select(chain.body, content)).outerjoin(tables.personal).order_by(chain.number)
        )
        with self.reading() as connection:
            for body, packed_content in connection.execution_options(yield_per=_AT_ONCE).execute(found):
                entry = entry_of(body)
                if not wanted.rule or wanted.rule in rules_of(entry, packed_content):
                    yield entry

    def entry(self, name: str | int) -> Entry:
        """Return the record with this number, or the newest one of the decision with this id.

        Raises:
            LedgerError: there is none.

        """
        chain = tables.chain.c
        bodies = select(chain.body).order_by(chain.number.desc()).limit(1)
        with self.reading() as connection:
            body = connection.execute(bodies.where(chain.decision == str(name))).scalar()
            if body is None and str(name).isdecimal():
                body = connection.execute(bodies.where(chain.number == int(name))).scalar()
            if body is not None:
                return entry_of(body)
            known = connection.execute(select(chain.decision)).scalars().all()
        hint = nearest(str(name), known) or f"a number up to {len(known)}, or the id of a decision"
        raise LedgerError(f'no record "{name}" in the ledger', expected=hint)

    def personal(self, entry: Entry) -> Personal | None:
        """Return what is personal in a record; None where it was erased, or where there is none.

        Raises:
            LedgerError: it is not what was recorded.

        """
        row = tables.personal.c
        with self.reading() as connection:
            bound = select(row.salt, row.content).where(row.number == entry.number)
            found = connection.execute(bound).first()
        if found is None:
            return None
        if content_digest(found.salt, found.content) != entry.personal:
            raise LedgerError(f"the personal data of record {entry.number} are not those recorded")
        return unpacked(found.content)

    def unpack_rulebook(self, digest: str, folder: Path) -> Unpacked:
        """Unpack a recorded rulebook into `folder`.

        Raises:
            LedgerError: it is not there, or not what was recorded.

        """
        with self.reading() as connection:
            return unpacked_archive(kept_archive(connection, digest), folder)


def _no_ledger(place: Place) -> LedgerError:
    return LedgerError(f'there is no ledger "{place}"', expected="one that a handout was recorded in")
