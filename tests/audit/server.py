"""A PostgreSQL server of the tests' own: in a folder that is removed, on a socket in it, without a port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.tools import POSTGRESQL, found

#: Faster, for what these tests write need not outlast a loss of power.
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@contextmanager
def running_server() -> Iterator[Path]:
    """Start a server; yield the folder of its socket."""
    programs = Path(found(POSTGRESQL))
    folder = Path(tempfile.mkdtemp(prefix="therex-pg-"))  # a socket's name has to be short
    try:
        _hand_over(folder)
        _run(programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "therex", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' {_QUICK}"
        control = (programs / "pg_ctl", "-D", folder / "data")
        _run(*control, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield folder
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def new_database(folder: Path, name: str) -> str:
    """Make a database on the server; return its address."""
    with psycopg.connect(f"host={folder} user=therex dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://therex@/{name}?host={folder}"


def _servant() -> str:
    """Return the user that runs the server: it refuses to be run by root."""
    users = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in users)


def _hand_over(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, _servant())


def _run(*command: str | Path) -> None:
    as_servant = ("setpriv", f"--reuid={_servant()}", "--clear-groups", "--") if os.geteuid() == 0 else ()
    subprocess.run([*as_servant, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")
