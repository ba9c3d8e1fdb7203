"""Records as JSON Lines and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from therex.audit.entry import Entry
from therex.audit.filters import EVERYTHING, Filter
from therex.audit.ledger import Ledger

#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")
COLUMNS = (
    "number", "kind", "at", "user", "decision", "action", "exercise_today", "rulebook", "engine",
    "overridden", "printed", "erased", "reason", "link",
)  # fmt: skip


def json_lines(ledger: Ledger, wanted: Filter = EVERYTHING, *, personal: bool = False) -> Iterator[str]:
    """Yield each record as one line: its body and its link; what is personal only if asked for."""
    for entry in ledger.entries(wanted):
        said = json.loads(entry.body) | {"link": entry.link}
        if personal and (found := ledger.personal(entry)):
            said["patient_file"] = found.patient_file.decode("utf-8-sig")
            said["made"] = json.loads(found.decision)
        yield json.dumps(said, ensure_ascii=False) + "\n"


def csv_lines(ledger: Ledger, wanted: Filter = EVERYTHING) -> Iterator[str]:
    """Yield a line of headings, then each record as one line; nothing personal is in it."""
    yield _csv(COLUMNS)
    for entry in ledger.entries(wanted):
        yield _csv(_cells(entry))


def _cells(entry: Entry) -> Iterator[object]:
    lists = {
        "overridden": [f"{one.rule} by {one.by}" for one in entry.overridden],
        "printed": [f"{one.what} {one.sha256}" for one in entry.printed],
        "erased": [str(number) for number in entry.erased],
    }
    for name in COLUMNS:
        cell = "; ".join(lists[name]) if name in lists else getattr(entry, name)
        yield f"'{cell}" if str(cell).startswith(_FORMULA) else cell


def _csv(cells: Iterator[object] | tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
