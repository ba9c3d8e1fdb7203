"""Decisions to record, of a small rulebook: made once, handed in as often as wished."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.patients import exercise, patient, rule, small, wish
from therex.audit.entry import Made, Printed
from therex.audit.ledger import Ledger, open_ledger
from therex.plan.build import decide

RULES = [
    rule("wish", "heart or not heart", wish("lift, push")),
    rule("no-lift-with-cough", "cough", "{avoid: leg_load = none}"),
    rule("hold-with-fever", "fever", "{act: hold, do: Wait.}"),
]


@cache
def rules_folder() -> Path:
    """Return the folder of the small rulebook; it lasts as long as the process."""
    kept = tempfile.TemporaryDirectory(prefix="therex-rules-")
    _KEPT.append(kept)
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def file_of(name: str, *, signs: str = "none", more: str = "") -> bytes:
    """Return the file of a patient with this id."""
    return (
        f"patient: {{id: {name}, name: Patient {name}}}\nassessment: {{date: 2026-03-15}}\n"
        f"conditions: [heart]\nmedications: []\nscreens: {{signs: {signs}}}\nfacts: {{faint: no}}\n{more}"
    ).encode()


@cache
def made(name: str = "anna", *, signs: str = "none", user: str = "kim", more: str = "") -> Made:
    """Return a handout made for the patient with this id."""
    content = file_of(name, signs=signs, more=more)
    with small(rules_folder(), RULES, [exercise("lift"), exercise("push", leg_load="both")]) as session:
        decision = decide(session, patient(content.decode(), session))
    return Made(
        decision, content, f"{name}.yaml", rules_folder(), None, user, (Printed("html all en a4", "0" * 64),)
    )


def filled(address: str, *names: str) -> Ledger:
    """Return a ledger with one record for each patient named."""
    ledger = open_ledger(address, create=True)
    for name in names:
        ledger.record(made(name))
    return ledger


def copied(file: Path, folder: Path) -> Path:
    """Return a copy of a ledger, with its key and what has not reached the file yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending in (".sqlite", ".sqlite-wal", ".key"):
        with suppress(FileNotFoundError):
            shutil.copy(file.with_suffix(ending), folder / f"ledger{ending}")
    return folder / "ledger.sqlite"
