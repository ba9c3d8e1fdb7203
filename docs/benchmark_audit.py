"""Print what recording adds to a decision, and how fast a ledger is verified. It asserts nothing."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from therex.audit.checkpoint import checkpoint
from therex.audit.entry import Made, Printed
from therex.audit.ledger import Ledger, open_ledger
from therex.audit.verify import verify
from therex.cli.common import deciding
from therex.resources import data_folder

PATIENTS = sorted((Path(__file__).parent.parent / "examples" / "patients").glob("*.yaml"))
RECORDS = 2_000


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder, full(Path(folder), RECORDS) as (ledger, times):
        size = (Path(folder) / "ledger.sqlite").stat().st_size
        clock, worst = statistics.median(times), statistics.quantiles(times, n=100)[-1]
        print(
            f"ledger, warm: recording adds {clock * 1000:.2f} ms to a decision"
            f" (one in 100: {worst * 1000:.1f} ms), {size / RECORDS / 1000:.0f} kB a record"
        )
        whole, cpu, records = verified(ledger)
        print(
            f"audit verify: {records / whole:,.0f} records a second by the clock,"
            f" {records / cpu:,.0f} a second of one core's time"
        )
        start = time.perf_counter()
        checkpoint(ledger)
        print(f"audit checkpoint: {(time.perf_counter() - start) * 1000:.1f} ms")


@contextmanager
def full(folder: Path, records: int) -> Iterator[tuple[Ledger, list[float]]]:
    """Yield a ledger of the example patients, and how long each record took, in seconds."""
    handouts = [made(path) for path in PATIENTS]
    times = []
    with open_ledger(f"sqlite:///{folder / 'ledger.sqlite'}", create=True) as ledger:
        ledger.record(handouts[0])  # stores the rulebook, which the others share
        for number in range(records - 1):
            start = time.perf_counter()
            ledger.record(handouts[number % len(handouts)])
            times.append(time.perf_counter() - start)
        yield ledger, times


def made(path: Path) -> Made:
    """Return the handout of a patient, decided by the shipped rules."""
    with deciding(path, None, None) as (decided, _):
        printed = (Printed("pdf all en a4", "0" * 64),)
        rules = data_folder("rules")
        return Made(decided.decision, decided.patient_file, path.name, rules, None, "bench", printed)


def verified(ledger: Ledger) -> tuple[float, float, int]:
    """Return the time, the time of the processor and the number of records of one verification."""
    start, cpu = time.perf_counter(), time.process_time()
    found = verify(ledger)
    return time.perf_counter() - start, time.process_time() - cpu, found.records


if __name__ == "__main__":
    main()
