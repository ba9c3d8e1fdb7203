"""The tables brought up to date, through Alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from therex.audit.faults import LedgerError

#: The newest step of `migrations/versions`.
NEWEST = "0001"
_MIGRATIONS = Path(__file__).parent / "migrations"


def schema_of(connection: Connection) -> str | None:
    """Return the step that the tables are at; None where there are no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check_known(found: str | None, place: str) -> None:
    """Refuse tables of a version that is not known here.

    Raises:
        LedgerError: they are.

    """
    if found is not None and (not found.isdecimal() or found > NEWEST):
        wrong = f'the ledger "{place}" has tables of version "{found}"'
        raise LedgerError(wrong, expected=f'at most "{NEWEST}": use the newer therex that made them')


def bring_up_to_date(connection: Connection) -> None:
    """Run the steps that are missing, in the transaction of `connection`."""
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
