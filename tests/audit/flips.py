"""A bit flipped anywhere in the file of a ledger: found, or without meaning."""

from __future__ import annotations

import random
from pathlib import Path

from tests.audit.support import filled
from tests.audit.tampering import flipped
from therex.audit.erase import erase
from therex.audit.faults import LedgerError
from therex.audit.ledger import Ledger, open_ledger
from therex.audit.verify import verify

Read = list[tuple[object, ...]]


def unnoticed_flips(rounds: int, rng: random.Random, folder: Path) -> list[str]:
    """Flip a bit of the file so many times; return each that changed what is read and was not found.

    Much of the file is room not used: there, what is read must stay the same to the last byte.
    """
    file = folder / "ledger.sqlite"
    with filled(f"sqlite:///{file}", "anna", "ben", "cleo") as ledger:
        erase(ledger, "ben", "asked for it", "kim")
        before = read(ledger)
    whole = file.read_bytes()  # all of it, for who closes last empties the WAL
    missed = []
    for _ in range(rounds):
        changed = flipped(whole, rng)
        file.write_bytes(changed)
        for beside in (file.with_name("ledger.sqlite-wal"), file.with_name("ledger.sqlite-shm")):
            beside.unlink(missing_ok=True)
        if not is_found(f"sqlite:///{file}", before):
            missed.append(f"bytes {[at for at, old in enumerate(whole) if old != changed[at]]}")
    return missed


def is_found(address: str, before: Read) -> bool:
    """Say whether a flipped bit is found by opening, verifying or reading, or else changed nothing."""
    try:
        with open_ledger(address) as ledger:
            return bool(verify(ledger).fault) or read(ledger) == before
    except LedgerError:
        return True


def read(ledger: Ledger) -> Read:
    """Return everything that can be read."""
    return [(entry, ledger.personal(entry)) for entry in ledger.entries()]
