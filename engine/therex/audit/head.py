"""The signed head: number and link of the newest record, so that a cut-off ledger is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from therex.audit import tables
from therex.audit.canonical import GENESIS, canonical
from therex.audit.faults import LedgerError
from therex.audit.key import Key, PublicKey

Rows = Sequence[Row[Any]]

_SIGNED, _REPLACED = select(tables.head), update(tables.head)
_LOCKED = _SIGNED.with_for_update()
_LAST = select(tables.chain.c.number, tables.chain.c.link).order_by(tables.chain.c.number.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Head:
    """How many records there are, and the link of the last."""

    number: int = 0
    link: str = GENESIS

    @property
    def message(self) -> str:
        """What is signed."""
        return canonical({"count": self.number, "link": self.link})


def row_of(head: Head, key: Key) -> dict[str, object]:
    """Return the row of the table."""
    signature = key.sign(head.message)
    return {"one": 1, "number": head.number, "link": head.link, "key": key.public, "signature": signature}


def sign_head(connection: Connection, head: Head, key: Key) -> None:
    """Replace the head."""
    connection.execute(_REPLACED, row_of(head, key))


def last_record(connection: Connection) -> Head:
    """Return number and link of the last record that is there."""
    row = connection.execute(_LAST).first()
    return Head(*row) if row else Head()


def signed_head(connection: Connection, *, lock: bool = False) -> Rows:
    """Return the rows of the head, of which there should be one.

    Args:
        connection: a transaction.
        lock: wait for those who append, and let nobody else append until the transaction ends. On SQLite
            the transaction has the whole file already.

    """
    return connection.execute(_LOCKED if lock else _SIGNED).all()


def refuse_fault(rows: Rows, last: Head, key: Key, place: str) -> None:
    """Refuse to go on from a head that is wrong: what is signed now would cover the traces.

    Raises:
        LedgerError: the head is wrong.

    """
    if fault := head_fault(rows, last, key):
        wrong = f'the ledger "{place}" was changed by something else: {fault}'
        raise LedgerError(wrong, expected="what `therex audit verify` finds to be cleared up first")


def head_fault(rows: Rows, last: Head, key: Key | PublicKey) -> str:
    """Return what is wrong with the head of a ledger that ends with `last`; empty if nothing is."""
    if len(rows) != 1:
        return "the signed head is missing"
    row = rows[0]
    signed = Head(row.number, row.link)
    if row.key != key.public:
        return f'the head is signed with another key, "{str(row.key)[:16]}"'
    if not isinstance(row.number, int) or not key.has_signed(signed.message, row.signature):
        return "the signature of the head is not right"
    if signed.number > last.number:
        return f"record {last.number + 1} is gone: the signed head counts {signed.number}"
    if signed.number < last.number:
        return f"record {signed.number + 1} was added: the signed head counts {signed.number}"
    return "" if signed == last else f"record {last.number} is not the one that the head was signed for"
