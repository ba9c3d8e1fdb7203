"""Rulebooks made ready to decide on recorded patients; those of the ledger are unpacked, each once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from therex.audit.archive import Unpacked
from therex.audit.faults import LedgerError
from therex.audit.ledger import Ledger
from therex.facts.known import Known
from therex.inference.session import Session
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook

#: A rulebook made ready takes some tens of megabytes: the one that was not used for longest makes room.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Ready:
    """A rulebook with what is made of it once: its session, and what a patient file may name."""

    session: Session
    known: Known

    @property
    def rulebook(self) -> Rulebook:
        """The rules."""
        return self.session.rulebook


class ReplayRules:
    """The rules to replay with: the recorded ones, or those in a folder under the recorded clinic's settings.

    A context manager, for rulebooks made ready hold memory and files.
    """

    def __init__(self, ledger: Ledger, folder: Path | None = None) -> None:
        self.ledger, self.folder = ledger, folder
        self._unpacked_in = TemporaryDirectory(prefix="therex-rules-")
        self._unpacked: dict[str, Unpacked] = {}
        self._ready: dict[tuple[str, bytes], Ready] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for ready in self._ready.values():
            ready.session.close()
        self._unpacked_in.cleanup()

    def recorded(self, digest: str) -> Ready:
        """Return the recorded rulebook with this digest.

        Raises:
            LedgerError: it is not there, not what was recorded, or reads otherwise than it did.
            RulebookError: this version cannot read it.

        """
        return self._kept((digest, b""), lambda: self._recorded(digest))

    def applied(self, digest: str) -> Ready:
        """Return the rules that a record made with this rulebook is replayed with.

        Raises:
            LedgerError: as above.
            InputError or RulebookError: the clinic's settings do not fit the other rules.

        """
        if self.folder is None:
            return self.recorded(digest)
        folder, clinic = self.folder, self._files(digest).clinic
        settings = clinic.read_bytes() if clinic else b""
        return self._kept(("", settings), lambda: load_rulebook(folder, clinic))

    def _recorded(self, digest: str) -> Rulebook:
        files = self._files(digest)
        rulebook = load_rulebook(files.rules, files.clinic, kept_as=digest)
        if rulebook.digest != digest:
            wrong = f'the recorded rulebook "{digest[:12]}" reads as "{rulebook.digest[:12]}" now'
            raise LedgerError(wrong, expected="a version of therex that reads it as it did")
        return rulebook

    def _files(self, digest: str) -> Unpacked:
        if digest not in self._unpacked:
            folder = Path(self._unpacked_in.name) / str(len(self._unpacked))
            folder.mkdir()
            self._unpacked[digest] = self.ledger.unpack_rulebook(digest, folder)
        return self._unpacked[digest]

    def _kept(self, key: tuple[str, bytes], load: Callable[[], Rulebook]) -> Ready:
        found = self._ready.pop(key, None)
        if found is None:
            rulebook = load()
            found = Ready(Session(rulebook), known_to(rulebook))
        self._ready[key] = found  # the last in the order is the one used last
        if len(self._ready) > _MOST:
            self._ready.pop(next(iter(self._ready))).session.close()
        return found
