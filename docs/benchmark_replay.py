"""Records replayed per second on one core: ``python docs/benchmark_replay.py``."""

from __future__ import annotations

import gc
import os
import tempfile
import time
from pathlib import Path

from therex.audit.entry import Made
from therex.audit.impact import impact
from therex.audit.ledger import open_ledger
from therex.audit.replay import Replayer
from therex.audit.replay_rules import ReplayRules
from therex.facts.read import read_patient
from therex.inference.session import Session
from therex.plan.build import decide
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook

ROOT = Path(__file__).parents[1]
RULES = ROOT / "rules"


def main() -> None:
    """Record every archetype once, and replay them all, warm, on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rulebook = load_rulebook(RULES)
    known = known_to(rulebook)
    files = [
        path for path in sorted((ROOT / "tests" / "archetypes").glob("*.yaml")) if "expect" not in path.name
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(f"sqlite:///{folder}/ledger.sqlite", create=True) as ledger,
    ):
        with Session(rulebook) as session:
            for path in files:
                decision = decide(session, read_patient(path, known))
                ledger.record(Made(decision, path.read_bytes(), path.name, RULES, None, "benchmark"))
        entries = list(ledger.entries())
        with ReplayRules(ledger) as rules:
            replayer = Replayer(ledger, rules)
            impact(replayer, entries)  # the matchers are made
            gc.collect()
            start = time.process_time()
            found = impact(replayer, entries)
            spent = time.process_time() - start
    speed = f"{found.replayed / spent:.0f} records/s on one core"
    print(f"replay: {found.replayed} records, {len(found.differing)} of them different, {speed}")


if __name__ == "__main__":
    main()
