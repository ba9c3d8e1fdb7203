"""Places for ledgers: files, and a database on a server of the tests' own where there is PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.server import new_database, running_server
from tests.tools import POSTGRESQL, found

STORES = ("sqlite", "postgresql") if found(POSTGRESQL) else ("sqlite",)
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """Return the folder of the socket of a server that lasts as long as the process."""
    with running_server() as folder:
        yield folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a ledger can be made."""
    return tmp_path / "kept" / "ledger.sqlite"


@pytest.fixture(params=STORES)
def address(request: pytest.FixtureRequest, file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a ledger that is not there yet: in a file, then on a server."""
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    monkeypatch.setenv("THEREX_LEDGER_KEY", str(file.parent / "server.key"))
    return new_database(request.getfixturevalue("server"), f"ledger_{next(_numbers)}")
