"""A patient's data taken out of the ledger; the chain stays whole, and says that it was done."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, delete, select

from therex.audit import tables
from therex.audit.canonical import pseudonym
from therex.audit.entry import Entry
from therex.audit.faults import LedgerError
from therex.audit.ledger import Ledger

_ID = "the id as it stands in the patient's files"


def erase(ledger: Ledger, patient: str, reason: str, user: str) -> Entry:
    """Remove everything personal of the patient with this id, and record that it was done.

    Raises:
        LedgerError: no patient or no reason is named, nothing of the patient is there, or it cannot be done.

    """
    if not patient.strip():
        raise LedgerError("no patient is named", expected=_ID)
    if not reason.strip():
        raise LedgerError("no reason is given", expected="why the data are erased")
    with ledger.writing() as (connection, last):
        numbers = list(_of(patient, connection))
        if not numbers:
            raise LedgerError(f'nothing of a patient "{patient}" is in the ledger', expected=_ID)
        connection.execute(delete(tables.personal).where(tables.personal.c.number.in_(numbers)))
        said: dict[str, object] = {"kind": "erasure", "user": user, "erased": numbers, "reason": reason}
        entry = ledger.append(connection, last, said)
    ledger.sweep()
    return entry


def _of(patient: str, connection: Connection) -> Iterator[int]:
    """Yield the records of a patient: the salt beside each tells whether the pseudonym is theirs."""
    chain = tables.chain
    bound = select(chain.c.number, chain.c.body, tables.personal.c.salt).join(tables.personal)
    for number, body, salt in connection.execute(bound.order_by(chain.c.number)):
        if json.loads(body)["patient"] == pseudonym(salt, patient):
            yield number
