"""The six comparisons, on codes."""

from __future__ import annotations

import operator
from collections.abc import Callable

_TESTS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(op: str, left: int, right: int) -> bool:
    """Say whether the comparison holds."""
    return _TESTS[op](left, right)
