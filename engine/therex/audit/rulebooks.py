"""Rulebooks in the ledger: each distinct one once."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, insert, select

from therex.audit import tables
from therex.audit.archive import packed
from therex.audit.entry import Made
from therex.audit.faults import LedgerError
from therex.rulebook.load import load_rulebook


def keep_rulebook(connection: Connection, made: Made) -> str:
    """Keep the rulebook of a decision if it is new; return the SHA-256 of its archive.

    Raises:
        LedgerError: its files are no longer those that the decision was made with.

    """
    digest, row = made.decision.rulebook, tables.rulebook.c
    known: str | None = connection.execute(select(row.sha256).where(row.digest == digest)).scalar()
    if known is not None:
        return known
    archive = packed(made.rules, made.clinic)
    if load_rulebook(made.rules, made.clinic).digest != digest:
        wrong = f'the rules in "{made.rules}" have changed since the decision was made'
        raise LedgerError(wrong, expected="them to stay as they are until it is recorded")
    sha256 = hashlib.sha256(archive).hexdigest()
    connection.execute(insert(tables.rulebook).values(digest=digest, archive=archive, sha256=sha256))
    return sha256


def kept_archive(connection: Connection, digest: str) -> bytes:
    """Return the archive of a rulebook.

    Raises:
        LedgerError: it is not there, or not what was recorded.

    """
    row = tables.rulebook.c
    found = connection.execute(select(row.archive, row.sha256).where(row.digest == digest)).first()
    if found is None:
        raise LedgerError(f'no rulebook "{digest}" in the ledger', expected="the digest that a record names")
    if hashlib.sha256(found.archive).hexdigest() != found.sha256:
        raise LedgerError(f'the rulebook "{digest}" is not the one recorded', expected="it back from a copy")
    archive: bytes = found.archive
    return archive
