"""Whatever is changed, removed, reordered or cut off is found, and the first bad record is named."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.audit.support import copied, filled, made
from tests.audit.tampering import PATIENTS, WAYS, Tampering, dice, tamper
from therex.audit.checkpoint import Checkpoint, checkpoint, read_checkpoint
from therex.audit.erase import erase
from therex.audit.faults import LedgerError
from therex.audit.ledger import open_ledger
from therex.audit.verify import verify

ROUNDS = 100


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a ledger in which one patient is erased."""
    file = tmp_path_factory.mktemp("whole") / "ledger.sqlite"
    with filled(f"sqlite:///{file}", *PATIENTS) as ledger:
        erase(ledger, "ben", "asked for it", "kim")
    return file


def fault_of(file: Path, *checkpoints: Checkpoint) -> str:
    with open_ledger(f"sqlite:///{file}") as ledger:
        return verify(ledger, checkpoints).fault


def test_the_ledger_as_it_was_written_is_intact(whole: Path) -> None:
    with open_ledger(f"sqlite:///{whole}") as ledger:
        found = verify(ledger)
    assert (found.records, found.erased, found.fault) == (10, 1, "")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_way_of_tampering_is_found_and_named(way: Tampering, whole: Path, tmp_path: Path) -> None:
    file = copied(whole, tmp_path)
    with closing(sqlite3.connect(file)) as database, database:
        expected = way(database, dice(5), tmp_path)
    assert fault_of(file).startswith(expected)


def test_random_tampering_is_found_each_time(whole: Path, tmp_path: Path) -> None:
    rng = dice(20)
    for number in range(ROUNDS):
        file = copied(whole, tmp_path / str(number))
        name, expected = tamper(file, rng)
        assert fault_of(file).startswith(expected), (number, name)


def test_a_patient_put_back_after_the_erasure_is_found(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with filled(f"sqlite:///{file}", "anna", "ben") as ledger, closing(sqlite3.connect(file)) as database:
        row = database.execute("SELECT * FROM personal WHERE number = 2").fetchone()
        erase(ledger, "ben", "asked for it", "kim")
        with database:
            database.execute("INSERT INTO personal VALUES (?, ?, ?)", row)
    assert fault_of(file) == "record 2 was changed: record 3 says that it was erased, and it was not"


def test_nothing_is_recorded_on_top_of_a_cut_off_ledger(whole: Path, tmp_path: Path) -> None:
    file = copied(whole, tmp_path)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM chain WHERE number = 10")
    with open_ledger(f"sqlite:///{file}") as ledger:
        for signing in (lambda: ledger.record(made("anna")), lambda: checkpoint(ledger)):
            with pytest.raises(LedgerError) as refused:
                signing()
            assert str(refused.value) == (
                f'the ledger "{file}" was changed by something else: record 10 is gone: the signed head'
                " counts 10; expected what `therex audit verify` finds to be cleared up first"
            )


def test_a_ledger_put_back_to_an_older_copy_is_found_by_an_exported_checkpoint(
    whole: Path, tmp_path: Path
) -> None:
    older = copied(whole, tmp_path / "older")
    newer = copied(whole, tmp_path / "newer")
    with open_ledger(f"sqlite:///{newer}") as ledger:
        ledger.record(made("anna"))
        point = checkpoint(ledger)
    assert fault_of(older) == ""
    assert fault_of(older, point) == f"record 11 is gone: the checkpoint of {point.at} counts 11"


def test_a_ledger_written_anew_with_its_own_key_is_found_by_an_exported_checkpoint(
    whole: Path, tmp_path: Path
) -> None:
    with open_ledger(f"sqlite:///{whole}") as ledger:
        point = checkpoint(ledger)
    (tmp_path / "ledger.key").write_bytes(whole.with_suffix(".key").read_bytes())
    file = tmp_path / "ledger.sqlite"
    filled(f"sqlite:///{file}", *PATIENTS, "hugo", "ida").close()
    assert fault_of(file) == ""
    assert fault_of(file, point) == f"record 10 is not the one of the checkpoint of {point.at}"


def test_without_the_key_a_checkpoint_says_who_signs(whole: Path, tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{whole}") as ledger:
        point = checkpoint(ledger)
    file = copied(whole, tmp_path)
    file.with_suffix(".key").unlink()
    assert fault_of(file, point) == ""
    with pytest.raises(LedgerError, match=r"the key .* of the ledger is missing"):
        fault_of(file)


def test_a_checkpoint_of_another_key_does_not_count(whole: Path, tmp_path: Path) -> None:
    with filled(f"sqlite:///{tmp_path / 'ledger.sqlite'}", "anna") as other:
        point = checkpoint(other)
    assert fault_of(whole, point) == f"the checkpoint of {point.at} is signed with another key"


def test_a_changed_checkpoint_is_refused(whole: Path, tmp_path: Path) -> None:
    file = tmp_path / "point.json"
    with open_ledger(f"sqlite:///{whole}") as ledger:
        text = checkpoint(ledger).text()
    file.write_text(text, encoding="utf-8")
    assert read_checkpoint(file).count == 10
    for changed in (text.replace('"count": 10', '"count": 9'), "{}", "[]", "no JSON", ""):
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(LedgerError) as refused:
            read_checkpoint(file)
        assert str(refused.value) == f'"{file}" is no checkpoint, or was changed since it was signed'


def test_a_body_that_is_not_canonical_is_found_though_its_link_is_right(whole: Path, tmp_path: Path) -> None:
    file = copied(whole, tmp_path)
    with closing(sqlite3.connect(file)) as database, database:
        (body,) = database.execute("SELECT body FROM chain WHERE number = 10").fetchone()
        spaced = body.replace('","', '", "', 1)
        link = hashlib.sha256(spaced.encode()).hexdigest()
        database.execute("UPDATE chain SET body = ?, link = ? WHERE number = 10", (spaced, link))
    assert fault_of(file) == "record 10 was changed: its body is not canonical JSON"


def test_an_erased_patient_is_in_no_byte_of_the_files(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with filled(f"sqlite:///{file}", "anna", "ben", "anna", "cleo") as ledger:
        with closing(sqlite3.connect(file)) as database:
            rows = dict(database.execute("SELECT number, content FROM personal").fetchall())
        before = everything(tmp_path)
        erase(ledger, "anna", "asked for it", "kim")
        after = everything(tmp_path)
        assert [ledger.personal(entry) is None for entry in ledger.entries()] == [
            True,
            False,
            True,
            False,
            True,
        ]
        assert verify(ledger).intact
    pieces = {number: content[20:120] for number, content in rows.items()}
    assert all(piece in before for piece in pieces.values())
    assert [number for number, piece in pieces.items() if piece in after] == [2, 4]


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
