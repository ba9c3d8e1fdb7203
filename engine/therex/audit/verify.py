"""Every record looked at: the first that is not as it was written is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from therex.audit import tables
from therex.audit.canonical import content_digest, is_canonical, link_of
from therex.audit.checkpoint import Checkpoint
from therex.audit.faults import UNREADABLE, said_by
from therex.audit.head import Head, head_fault, signed_head
from therex.audit.key import Key, PublicKey, read_key
from therex.audit.ledger import Ledger

#: How many rows are read at once.
_AT_ONCE = 200
#: After how many records progress is told.
_STEP = 1000
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how many records are right, how many of them are erased, and the first fault."""

    records: int
    erased: int
    fault: str

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.fault


class _FaultError(Exception):
    """The first thing that is wrong."""


def verify(
    ledger: Ledger, checkpoints: Sequence[Checkpoint] = (), told: Told = lambda _, __: None
) -> Verified:
    """Look at every record, and at what is bound to it.

    Args:
        ledger: what to look at.
        checkpoints: exported ones, which the ledger must still agree with.
        told: is told how many records of how many were looked at.

    """
    known = read_key(ledger.place.key) or (PublicKey(checkpoints[0].key) if checkpoints else ledger.key)
    walk = _Walk(told, known)
    fault = ""
    with ledger.reading() as connection:
        try:
            walk.through(connection, checkpoints)
            walk.to_the_end(connection)
        except _FaultError as found:
            fault = str(found)
        except UNREADABLE as error:
            fault = f"record {walk.last.number + 1} cannot be read: {said_by(error)}"
    return Verified(walk.last.number, len(walk.erased), fault)


class _Walk:
    """Goes from record to record; `last` is the last that was right."""

    def __init__(self, told: Told, key: Key | PublicKey) -> None:
        self.told, self.key = told, key
        self.last = Head()
        self.erased: set[int] = set()
        self.missing: set[int] = set()
        self.archives: dict[str, str] = {}
        self.named: set[str] = set()

    def through(self, connection: Connection, checkpoints: Sequence[Checkpoint]) -> None:
        """Look at each record."""
        for point in checkpoints:
            if point.key != self.key.public:
                raise _FaultError(f"the checkpoint of {point.at} is signed with another key")
        chain, row = tables.chain, tables.personal.c
        self.archives = dict(_archives(connection))
        total = connection.execute(select(func.count()).select_from(chain)).scalar() or 0
        points: dict[int, list[Checkpoint]] = {}
        for point in checkpoints:
            points.setdefault(point.count, []).append(point)
        wanted = select(chain, row.salt, row.content).outerjoin(tables.personal).order_by(chain.c.number)
        for found in connection.execution_options(yield_per=_AT_ONCE).execute(wanted):
            self.last = self._right(found)
            for point in points.get(self.last.number, ()):
                if point.link != self.last.link:
                    raise _FaultError(f"record {point.count} is not the one of the checkpoint of {point.at}")
            if not self.last.number % _STEP:
                self.told(self.last.number, total)
        self.told(self.last.number, total)
        for point in checkpoints:
            if point.count > self.last.number:
                raise _FaultError(
                    _gone(self.last.number + 1, f"the checkpoint of {point.at} counts {point.count}")
                )

    def to_the_end(self, connection: Connection) -> None:
        """Look at what belongs to no single record: the head, and anything that no record names."""
        if fault := head_fault(signed_head(connection), self.last, self.key):
            raise _FaultError(fault)
        if self.missing:
            gone = "its personal data are gone, and no record says that they were erased"
            raise _wrong(min(self.missing), gone)
        bound, chain = tables.personal.c.number, tables.chain.c
        decisions = select(chain.number).where(chain.kind == "decision")
        loose = select(bound).where(bound.not_in(decisions)).order_by(bound).limit(1)
        for (number,) in connection.execute(loose):
            raise _FaultError(f"there are personal data for record {number}, which is no decision")
        for digest in sorted(self.archives.keys() - self.named):
            raise _FaultError(f'no record names the rulebook "{digest}"')

    def _right(self, row: Row[Any]) -> Head:
        """Return the head of a chain that ends with this record, once everything about it is right."""
        number, body, link = self.last.number + 1, row.body, row.link
        if row.number != number:
            raise _FaultError(_gone(number, f"the next one is {row.number}"))
        if link_of(body) != link:
            raise _wrong(number, "its body does not match its link")
        said = json.loads(body)
        if said["previous"] != self.last.link:
            raise _wrong(number, f"it does not follow record {number - 1}")
        if not is_canonical(body, said):
            raise _wrong(number, "its body is not canonical JSON")
        for name in tables.MIRRORED:
            if getattr(row, name) != said.get(name, ""):
                raise _wrong(number, f'the column "{name}" does not match its body')
        if said["kind"] == "decision":
            self._bound(number, said, row)
        else:
            self._erase(number, said["erased"])
        return Head(number, link)

    def _bound(self, number: int, said: dict[str, Any], row: Row[Any]) -> None:
        if row.content is None:
            self.missing.add(number)  # whether rightly so, a later record says
        elif content_digest(row.salt, row.content) != said["personal"]:
            raise _wrong(number, "its personal data do not match its body")
        if self.archives.get(said["rulebook"]) != said["archive"]:
            raise _wrong(number, f'its rulebook "{said["rulebook"]}" is gone or was changed')
        self.named.add(said["rulebook"])

    def _erase(self, number: int, erased: list[int]) -> None:
        for earlier in erased:
            if earlier not in self.missing:
                raise _wrong(earlier, f"record {number} says that it was erased, and it was not")
        self.erased |= self.missing.intersection(erased)
        self.missing -= self.erased


def _archives(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the digest of each rulebook, and the SHA-256 of its archive where that is the one written."""
    for row in connection.execute(select(tables.rulebook)):
        sha256 = hashlib.sha256(row.archive).hexdigest()
        yield row.digest, sha256 if sha256 == row.sha256 else ""


def _gone(number: int, reason: str) -> str:
    return f"record {number} is gone: {reason}"


def _wrong(number: int, what: str) -> _FaultError:
    return _FaultError(f"record {number} was changed: {what}")
