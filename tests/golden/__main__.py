"""Keeps the sheets as they are now: ``python -m tests.golden``, after somebody looked at them."""

from __future__ import annotations

from tests.golden.test_golden import GOLDEN, SHEETS, page_of

for name in SHEETS:
    (GOLDEN / f"{name}.txt").write_text(page_of(name), encoding="utf-8")
