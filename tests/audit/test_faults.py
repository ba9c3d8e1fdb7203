"""Whatever is wrong with a ledger or its place, one clear line says so."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from tests.audit.flips import unnoticed_flips
from tests.audit.support import copied, filled, made
from tests.audit.tampering import dice
from therex.audit import migrations, place
from therex.audit.faults import LedgerError
from therex.audit.ledger import open_ledger
from therex.audit.schema import NEWEST, bring_up_to_date
from therex.audit.tables import metadata
from therex.audit.verify import verify

FORMS = "expected sqlite:///FILE or postgresql://USER@HOST/NAME"
COPY = "expected an undamaged file: take the ledger from a copy"


def refused(address: str, *, create: bool = False) -> str:
    with pytest.raises(LedgerError) as error, open_ledger(address, create=create) as ledger:
        ledger.record(made("anna"))
    return str(error.value)


@pytest.mark.parametrize(
    "address",
    ["ledger.sqlite", "mysql://localhost/ledger", "sqlite://", "sqlite:///:memory:", "postgresql://host"],
)
def test_an_address_that_is_none_is_shown_with_the_two_forms(address: str) -> None:
    assert refused(address, create=True) == f'"{address}" is no address of a ledger; {FORMS}'


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    said = refused(f"postgresql://kim:secret@/ledger?host={tmp_path}", create=True)
    assert said.startswith('cannot open the ledger "postgresql://kim:***@/ledger?host=')
    assert "secret" not in said
    assert "\n" not in said


def test_reading_makes_no_ledger(file: Path) -> None:
    expected = f'there is no ledger "{file}"; expected one that a handout was recorded in'
    assert refused(f"sqlite:///{file}") == expected
    assert not file.parent.exists()


def test_a_new_ledger_is_its_users_alone(file: Path) -> None:
    with filled(f"sqlite:///{file}", "anna"):
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert modes == dict.fromkeys(
        ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.key"), 0o600
    )
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_ledger_is_synchronised_at_each_record(file: Path) -> None:
    with filled(f"sqlite:///{file}") as ledger, ledger.reading() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    assert settings == ["wal", 2]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert refused(f"sqlite:///{tmp_path}/file/ledger.sqlite", create=True) == (
        f'cannot make the ledger "{tmp_path}/file/ledger.sqlite": File exists;'
        " expected a folder that can be written"
    )
    assert refused("sqlite:////proc/self/ledger.sqlite", create=True) == (
        'cannot write the key "/proc/self/ledger.key": No such file or directory;'
        " expected a folder that can be written"
    )


def test_a_locked_ledger_is_said_to_be_locked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(f"sqlite:///{file}", "anna").close()
    monkeypatch.setattr(place, "_PATIENCE", 0.05)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = refused(f"sqlite:///{file}")
    assert said == (
        f'cannot write the ledger "{file}": database is locked; expected the other program to let go of it'
    )


@pytest.mark.parametrize("length", [0, 1, 99, 100, 4096, 5000, 20000, -1])
def test_a_truncated_file_is_never_passed_over(length: int, file: Path) -> None:
    filled(f"sqlite:///{file}", "anna", "ben").close()
    whole = file.read_bytes()
    file.write_bytes(whole[:length])
    try:
        with open_ledger(f"sqlite:///{file}") as ledger:
            said = verify(ledger).fault
    except LedgerError as error:
        said = str(error)
    assert said
    assert "\n" not in said
    assert length or said == f'the ledger "{file}" is empty; {COPY}'


def test_what_is_no_ledger_is_not_made_one(tmp_path: Path) -> None:
    words, other = tmp_path / "words.sqlite", tmp_path / "other.sqlite"
    words.write_text(("These are words, and many of them. " * 200)[:4096], encoding="utf-8")
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE bills (amount)")
    assert refused(f"sqlite:///{words}", create=True) == (
        f'cannot open the ledger "{words}": file is not a database; expected the file of a ledger'
    )
    assert (
        refused(f"sqlite:///{other}", create=True)
        == f'"{other}" is not a ledger; expected the file of a ledger'
    )


def test_no_flipped_bit_of_the_file_changes_what_is_read_unnoticed(tmp_path: Path) -> None:
    assert unnoticed_flips(150, dice(7), tmp_path) == []


def test_a_full_disk_is_said_to_be_full_and_nothing_is_half_written(file: Path) -> None:
    with filled(f"sqlite:///{file}", "anna") as ledger:
        with ledger.writing() as (connection, _):
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            big = made("ben", more="# " + "".join(map(str, range(20000))) + "\n")
        with pytest.raises(LedgerError) as error:
            ledger.record(big)
        assert str(error.value) == (
            f'cannot write the ledger "{file}": database or disk is full; expected room on the disk'
        )
        assert [entry.number for entry in ledger.entries()] == [1]
        assert verify(ledger).intact


def test_a_ledger_of_a_newer_therex_is_left_alone(address: str) -> None:
    with filled(address, "anna") as ledger:
        shown = str(ledger.place)
        with ledger.writing() as (connection, _):
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert refused(address) == (
        f'the ledger "{shown}" has tables of version "9999";'
        f' expected at most "{NEWEST}": use the newer therex that made them'
    )


def test_the_steps_lead_to_the_tables_that_are_used(address: str) -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_current_head() == NEWEST
    with filled(address, "anna") as ledger, ledger.writing() as (connection, _):
        bring_up_to_date(connection)  # once more changes nothing
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_key_that_is_gone_or_is_none_is_named(file: Path) -> None:
    filled(f"sqlite:///{file}", "anna").close()
    key = file.with_suffix(".key")
    key.write_text("no key", encoding="utf-8")
    assert refused(f"sqlite:///{file}") == (
        f'"{key}" holds no key; expected an Ed25519 private key in PEM: take it from a copy'
    )
    key.unlink()
    assert refused(f"sqlite:///{file}", create=True) == (
        f'the key "{key}" of the ledger is missing;'
        " expected it back from a copy, or its place in THEREX_LEDGER_KEY"
    )


def test_a_ledger_with_the_key_of_another_is_not_written_on(file: Path, tmp_path: Path) -> None:
    filled(f"sqlite:///{file}", "anna").close()
    other = copied(file, tmp_path / "other")
    other.with_suffix(".key").unlink()
    filled(f"sqlite:///{tmp_path / 'third' / 'ledger.sqlite'}").close()
    other.with_suffix(".key").write_bytes((tmp_path / "third" / "ledger.key").read_bytes())
    assert "the head is signed with another key" in refused(f"sqlite:///{other}")
