"""How far a long task has come, told on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer


def told(done: str) -> Callable[[int, int], None]:
    """Return what tells how many of how many are `done`: on a terminal one line that changes."""

    def tell(count: int, total: int) -> None:
        last = count >= total
        if sys.stderr.isatty():
            typer.echo(f"\r{done} {count} of {total}", err=True, nl=last)
        elif last:
            typer.echo(f"{done} {count} of {total}", err=True)

    return tell
