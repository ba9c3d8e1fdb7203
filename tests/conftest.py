"""What all tests share: the last lines of a run name the programs that were not there."""

from __future__ import annotations

import pytest

from tests.tools import left_out


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand on what was left out in a process that runs a part of the tests."""
    handed_on: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if handed_on is not None:
        handed_on["left_out"] = dict(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take over what such a process has left out."""
    left_out.update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests did nothing for want of a program."""
    for tool, count in sorted(left_out.items()):
        terminalreporter.write_line(f"left out: what {count} tests do with {tool}, which is not installed")
