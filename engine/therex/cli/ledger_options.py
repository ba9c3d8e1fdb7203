"""Options of the commands that use the ledger: which one, and who uses it."""

from __future__ import annotations

from getpass import getuser
from typing import Annotated

import typer

from therex.errors import InputError

_ADDRESS = "The ledger: sqlite:///FILE or postgresql://USER@HOST/NAME; else that in THEREX_LEDGER, or yours."
LedgerOption = Annotated[str | None, typer.Option("--ledger", metavar="URL", help=_ADDRESS)]
UserOption = Annotated[
    str | None, typer.Option("--user", help="Who does this; else the user of the operating system.")
]


def user_named(given: str | None) -> str:
    """Return who does this: the one given, else the user of the operating system.

    Raises:
        InputError: the operating system does not know.

    """
    try:
        return given or getuser()
    except (KeyError, OSError, ImportError):
        raise InputError("the operating system has no name for its user", expected="`--user NAME`") from None
