"""What all tests share: a ledger of their own, and last lines that name the programs not there."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.tools import left_out

settings.register_profile("untimed", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _own_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Record in a folder of this process, and of those that it starts; never in the user's."""
    os.environ["THEREX_LEDGER"] = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'ledger.sqlite'}"
    yield
    del os.environ["THEREX_LEDGER"]


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
