"""A checkpoint: the signed head, taken out of the ledger and kept elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from therex.audit.canonical import canonical
from therex.audit.entry import now
from therex.audit.faults import LedgerError
from therex.audit.head import last_record, refuse_fault, signed_head
from therex.audit.key import PublicKey
from therex.audit.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many records there were at a moment, the link of the last, and who says so."""

    count: int
    link: str
    at: str
    key: str
    signature: str = ""

    @property
    def message(self) -> str:
        """What is signed."""
        return canonical({"count": self.count, "link": self.link, "at": self.at, "key": self.key})

    def text(self) -> str:
        """Return the file."""
        return json.dumps(asdict(self), indent=2) + "\n"


def checkpoint(ledger: Ledger) -> Checkpoint:
    """Return a checkpoint of a ledger as it is now.

    Raises:
        LedgerError: its head does not match its records; what is signed would cover that.

    """
    with ledger.reading() as connection:
        last = last_record(connection)
        refuse_fault(signed_head(connection), last, ledger.key, str(ledger.place))
    unsigned = Checkpoint(last.number, last.link, now(), ledger.key.public)
    return replace(unsigned, signature=ledger.key.sign(unsigned.message))


def read_checkpoint(path: Path) -> Checkpoint:
    """Return the checkpoint in a file.

    Raises:
        LedgerError: the file cannot be read, is no checkpoint, or was changed since it was signed.

    """
    try:
        found = Checkpoint(**json.loads(path.read_text(encoding="utf-8")))
        signed = isinstance(found.count, int) and PublicKey(found.key).has_signed(
            found.message, found.signature
        )
    except OSError as error:
        raise LedgerError(f'cannot read the checkpoint "{path}": {error.strerror}') from None
    except (ValueError, TypeError):
        signed = False
    if not signed:
        raise LedgerError(f'"{path}" is no checkpoint, or was changed since it was signed')
    return found
