"""What is handed in to be recorded, and a record as it is read back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from therex.audit.canonical import link_of
from therex.plan.decision import Decision


@dataclass(frozen=True, slots=True)
class Printed:
    """One file that was printed: as what, such as "patient html en a4", and the SHA-256 of its bytes."""

    what: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """A handout that was made: the decision, and everything it was made from.

    `patient_file` holds the bytes that the decision was read from; `rules` and `clinic` are where the
    rulebook was loaded from.
    """

    decision: Decision
    patient_file: bytes
    file_name: str
    rules: Path
    clinic: Path | None
    user: str
    printed: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Overridden:
    """A rule that a therapist set aside, and who did; the reason is personal."""

    rule: str
    by: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record. `kind` is "decision" or "erasure"; what the other kind holds is empty.

    `at` is in UTC. `patient` is a pseudonym that no two records share. `libraries` are the versions of
    Python and of the libraries that decide. `erased` are the numbers of the records whose personal
    data were removed, for the stated `reason`.
    """

    number: int
    kind: str
    at: str
    user: str
    previous: str
    link: str
    body: str
    decision: str = ""
    patient: str = ""
    action: str = ""
    exercise_today: bool = False
    rulebook: str = ""
    archive: str = ""
    engine: str = ""
    libraries: tuple[tuple[str, str], ...] = ()
    overridden: tuple[Overridden, ...] = ()
    printed: tuple[Printed, ...] = ()
    personal: str = ""
    erased: tuple[int, ...] = ()
    reason: str = ""


def entry_of(body: str) -> Entry:
    """Return the record with this body.

    Raises:
        ValueError, TypeError or KeyError: it is no body of a record.

    """
    said = json.loads(body)
    said |= {
        "libraries": tuple(sorted(said.get("libraries", {}).items())),
        "overridden": tuple(Overridden(**one) for one in said.get("overridden", ())),
        "printed": tuple(Printed(one["as"], one["sha256"]) for one in said.get("printed", ())),
        "erased": tuple(said.get("erased", ())),
    }
    return Entry(**said, link=link_of(body), body=body)


def now() -> str:
    """Return this moment in UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
