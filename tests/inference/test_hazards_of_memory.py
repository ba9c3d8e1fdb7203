"""The matcher frees nothing by itself: evaluating and rebuilding must leave memory as it was."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from tests.strategies import VOCABULARY, choosing, deriving, patient, rule
from therex.inference.rete import Matcher

MEGABYTE = 1_000_000
RULES = [
    deriving("frail", "cough or fever"),
    choosing("fall_risk", ("high", "frail and fell"), ("low", "always")),
    *(rule(f"rule{number}", f"fall_risk = high and falls > {number} and dizzy") for number in range(50)),
]
WORLD = patient(cough=True, fever=True, fell=True, dizzy=True, falls="30")


def resident() -> int:
    """Return how many bytes this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_2000_evaluations_leave_memory_flat() -> None:
    with closing(Matcher(RULES, VOCABULARY)) as matcher:
        for _ in range(200):
            matcher.evaluate(WORLD)
        before = resident()
        for _ in range(2_000):
            matcher.evaluate(WORLD)
        assert resident() - before < MEGABYTE


def test_rulesets_made_and_closed_leave_memory_flat() -> None:
    def make(times: int) -> None:
        for _ in range(times):
            Matcher(RULES, VOCABULARY).close()

    make(20)
    before = resident()
    make(150)
    assert resident() - before < MEGABYTE
