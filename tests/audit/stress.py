"""Writers killed while they write, many at once, tampering by chance: ``python -m tests.audit.stress``.

Writers are forked, so that a round costs no start of Python, and each reports into a file of its own, a
line a record, once it was told that the record is written.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg  # noqa: F401 - what is imported here, no fork needs to import
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401

from tests.audit.flips import unnoticed_flips
from tests.audit.support import copied, filled, made
from tests.audit.tampering import PATIENTS, dice, tamper
from therex.audit.erase import erase
from therex.audit.ledger import open_ledger
from therex.audit.verify import verify

#: For how long at most a writer is let be before it is killed, in seconds: writing, and opening.
_WRITING, _OPENING = 0.1, 0.3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: how many records were reported, are there, and are lost; the fault; at what speed."""

    reported: int
    records: int
    lost: int
    fault: str
    a_second: int


def killed(address: str, rounds: int, rng: random.Random, folder: Path) -> Outcome:
    """Kill a writer at any moment, again and again; in every fourth round while it may still be opening."""
    start = time.monotonic()
    for number in range(1, rounds + 1):
        report = folder / str(number)
        writer = _forked(_writing(address, report, float("inf")))
        if number % 4:
            _await(report)
        time.sleep(rng.uniform(0, _WRITING if number % 4 else _OPENING))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    return _outcome(address, folder.iterdir(), time.monotonic() - start)


def at_once(address: str, writers: int, seconds: float, folder: Path) -> Outcome:
    """Let many write at once; each must have written something, and have ended well."""
    start = time.monotonic()
    reports = [folder / str(number) for number in range(writers)]
    forked = [_forked(_writing(address, report, start + seconds)) for report in reports]
    assert [os.waitpid(writer, 0)[1] for writer in forked] == [0] * writers
    assert all(report.stat().st_size for report in reports)
    return _outcome(address, reports, time.monotonic() - start)


def tampered(rounds: int, rng: random.Random, folder: Path) -> list[str]:
    """Tamper by chance; return each time that the fault is not the one expected."""
    whole = folder / "whole" / "ledger.sqlite"
    with filled(f"sqlite:///{whole}", *PATIENTS) as ledger:
        erase(ledger, "ben", "asked for it", "kim")
    wrong = []
    for number in range(rounds):
        file = copied(whole, folder / str(number))
        way, expected = tamper(file, rng)
        with open_ledger(f"sqlite:///{file}") as ledger:
            fault = verify(ledger).fault
        if not fault.startswith(expected):
            wrong.append(f"{way}: {fault!r}, not {expected!r}")
    return wrong


def _forked(work: Callable[[], None]) -> int:
    """Do the work in a process of its own; return its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def _await(report: Path) -> None:
    """Wait until a writer has reported something."""
    patience = time.monotonic() + 30
    while not (report.exists() and report.stat().st_size):
        assert time.monotonic() < patience, "the writer writes nothing"
        time.sleep(0.01)


def _writing(address: str, report: Path, until: float) -> Callable[[], None]:
    handout = made("anna")  # before the fork: all writers share it

    def write() -> None:
        with (
            report.open("w", buffering=1, encoding="ascii") as reported,
            open_ledger(address, create=True) as ledger,
        ):
            while time.monotonic() < until:
                reported.write(f"{ledger.record(handout).link}\n")

    return write


def _outcome(address: str, reports: Iterable[Path], seconds: float) -> Outcome:
    lines = [line for report in reports for line in report.read_text(encoding="ascii").split("\n")[:-1]]
    with open_ledger(address) as ledger:
        links = {entry.link for entry in ledger.entries()}
        found = verify(ledger)
    lost = set(lines) - links
    return Outcome(len(lines), found.records, len(lost), found.fault, round(len(lines) / seconds))


def main() -> None:
    """Print what came of each, as one line of JSON."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--address", help="a server's; else files of its own")
    wanted.add_argument("--kills", type=int, default=200)
    wanted.add_argument("--writers", type=int, default=8)
    wanted.add_argument("--seconds", type=float, default=60)
    wanted.add_argument("--tamperings", type=int, default=1000)
    wanted.add_argument("--flips", type=int, default=1000)
    given = wanted.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("kills", "writers", "tamperings", "flips"):
            (folder / part).mkdir()
        open_ledger(
            f"sqlite:///{folder / 'other.sqlite'}", create=True
        ).close()  # imports what forks then have
        address = given.address or f"sqlite:///{folder / 'ledger.sqlite'}"
        if given.kills:
            _say("killed", asdict(killed(address, given.kills, dice(1), folder / "kills")))
        if given.writers:
            _say("at once", asdict(at_once(address, given.writers, given.seconds, folder / "writers")))
        if given.tamperings:
            _say("tamperings not named", tampered(given.tamperings, dice(2), folder / "tamperings"))
        if given.flips:
            _say("bits flipped unnoticed", unnoticed_flips(given.flips, dice(3), folder / "flips"))


def _say(what: str, outcome: object) -> None:
    print(json.dumps({what: outcome}), flush=True)  # noqa: T201 - it is run for its figures


if __name__ == "__main__":
    main()
