"""What is personal in a record: packed into one blob, and taken out again."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

#: A record is made while a therapist waits: little time, at the price of some room.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Personal:
    """The patient file as it was read, byte for byte, its name, and the decision as JSON."""

    patient_file: bytes
    file_name: str
    decision: bytes


def packed(personal: Personal) -> bytes:
    """Return the blob: a line that says what follows, the file, the decision."""
    first = {"file": personal.file_name, "bytes": len(personal.patient_file)}
    whole = b"".join((json.dumps(first).encode(), b"\n", personal.patient_file, personal.decision))
    return zlib.compress(whole, _LEVEL)


def unpacked(content: bytes) -> Personal:
    """Return what `packed` was given."""
    first, _, rest = zlib.decompress(content).partition(b"\n")
    said = json.loads(first)
    return Personal(rest[: said["bytes"]], said["file"], rest[said["bytes"] :])
