"""What all tests share: the last lines of a run name the programs that were not there."""

from __future__ import annotations

import pytest

from tests.tools import left_out


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests did nothing for want of a program."""
    for tool, count in sorted(left_out.items()):
        terminalreporter.write_line(f"left out: what {count} tests do with {tool}, which is not installed")
