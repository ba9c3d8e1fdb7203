"""Writers killed while they write, and many at once: nothing is lost, and the chain does not fork."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def test_no_record_that_was_reported_written_is_lost(address: str) -> None:
    done = stress(address, "--kills", "20", "--seconds", "2", "--tamperings", "0", "--flips", "0")
    for outcome in (done["killed"], done["at once"]):
        assert (outcome["lost"], outcome["fault"]) == (0, "")
        assert 0 < outcome["reported"] <= outcome["records"]
    added = done["at once"]["records"] - done["killed"]["records"]
    assert added == done["at once"]["reported"]  # where nobody is killed, nothing goes unreported


def stress(address: str, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.audit.stress", "--address", address, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        figures |= json.loads(line)
    return figures
