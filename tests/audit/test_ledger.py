"""What is recorded comes back, from a file and from a server alike."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
import rfc8785
from sqlalchemy import func, select

from tests.audit.support import filled, made, rules_folder
from tests.tools import POSTGRESQL, needs
from therex.audit import tables
from therex.audit.checkpoint import checkpoint
from therex.audit.entry import now
from therex.audit.erase import erase
from therex.audit.faults import LedgerError
from therex.audit.filters import Filter
from therex.audit.ledger import open_ledger
from therex.audit.verify import verify
from therex.rulebook.load import load_rulebook


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@needs(POSTGRESQL)
def test_the_server_of_these_tests_is_installed() -> None:
    """Names what the tests below leave out where it is not."""


def test_a_record_holds_what_was_handed_in(address: str) -> None:
    with filled(address) as ledger:
        before = now()
        entry = ledger.record(made("anna", signs="[fever]"))
    decision = made("anna", signs="[fever]").decision
    with open_ledger(address) as ledger:
        read = ledger.entry(decision.id)
        personal = ledger.personal(read)
    assert read == entry
    assert (read.number, read.kind, read.user, read.action) == (1, "decision", "kim", "hold")
    assert (read.exercise_today, read.rulebook, read.engine) == (False, decision.rulebook, decision.engine)
    assert before <= read.at <= now()
    assert ("durable-rules", "2.0.28") in read.libraries
    assert personal is not None
    assert personal.patient_file == made("anna", signs="[fever]").patient_file
    assert personal.file_name == "anna.yaml"
    assert json.loads(personal.decision) == decision.model_dump(mode="json")


def test_nothing_personal_is_in_the_chain(address: str) -> None:
    with filled(address, "anna") as ledger:
        body = ledger.entry(1).body
    assert "anna" not in body.lower()
    assert "2026-03-15" not in body
    assert "lift" not in body


def test_two_records_of_a_patient_share_no_pseudonym(address: str) -> None:
    with filled(address, "anna", "anna") as ledger:
        first, second = ledger.entries()
    assert first.decision == second.decision
    assert first.patient != second.patient


def test_each_link_is_the_digest_of_the_body_and_the_next_record_names_it(address: str) -> None:
    with filled(address, "anna", "ben", "anna") as ledger:
        entries = list(ledger.entries())
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.link for entry in entries] == [
        hashlib.sha256(entry.body.encode()).hexdigest() for entry in entries
    ]
    assert [entry.previous for entry in entries] == ["0" * 64, entries[0].link, entries[1].link]


def test_a_body_is_canonical_json(address: str) -> None:
    with filled(address) as ledger:
        ledger.record(made("anna", user='Zoë "\t\u2028\U0001f600'))
        erase(ledger, "anna", "gewünscht\n", "Zoë")
        bodies = [entry.body for entry in ledger.entries()]
        assert verify(ledger).intact
    assert [rfc8785.dumps(json.loads(body)).decode() for body in bodies] == bodies


def test_a_rulebook_is_stored_once_and_loads_again(address: str, tmp_path: Path) -> None:
    with filled(address, "anna", "ben") as ledger:
        with ledger.reading() as connection:
            assert connection.execute(select(func.count()).select_from(tables.rulebook)).scalar() == 1
        digest = ledger.entry(2).rulebook
        unpacked = ledger.unpack_rulebook(digest, tmp_path)
    assert unpacked.clinic is None
    assert load_rulebook(unpacked.rules, cache=False).digest == digest
    assert {path.name for path in unpacked.rules.iterdir()} == {
        path.name for path in rules_folder().iterdir()
    }


def test_rules_that_changed_since_the_decision_are_not_recorded_as_its_rules(
    address: str, tmp_path: Path
) -> None:
    given = made("anna")
    (tmp_path / "rules").mkdir()
    for path in rules_folder().iterdir():
        content = path.read_text(encoding="utf-8").replace("Rule wish", "Another rule")
        (tmp_path / "rules" / path.name).write_text(content, encoding="utf-8")
    changed = type(given)(
        given.decision, given.patient_file, given.file_name, tmp_path / "rules", None, given.user
    )
    with filled(address) as ledger:
        with pytest.raises(LedgerError) as refused:
            ledger.record(changed)
        assert list(ledger.entries()) == []
        assert verify(ledger).intact
    assert str(refused.value) == (
        f'the rules in "{tmp_path / "rules"}" have changed since the decision was made;'
        " expected them to stay as they are until it is recorded"
    )


def test_a_filter_lets_through_what_it_says(address: str) -> None:
    with filled(address) as ledger:
        ledger.record(made("anna"))
        ledger.record(made("ben", signs="[fever]"))
        ledger.record(made("cleo", signs="[cough]", user="lee"))
        today = dt.date.fromisoformat(ledger.entry(1).at[:10])
        day = dt.timedelta(days=1)
        wanted = {
            Filter(): [1, 2, 3],
            Filter(user="lee"): [3],
            Filter(action="hold"): [2],
            Filter(rule="no-lift-with-cough"): [3],
            Filter(rule="wish"): [1, 2, 3],
            Filter(since=today, until=today + day): [1, 2, 3],
            Filter(since=today + 2 * day): [],
            Filter(until=today - day): [],
            Filter(rule="wish", user="kim", action="none"): [1],
        }
        found = {one: [entry.number for entry in ledger.entries(one)] for one in wanted}
    assert found == wanted


def test_an_unknown_record_is_one_line_with_the_nearest_known(address: str) -> None:
    with filled(address, "anna") as ledger:
        known = ledger.entry(1).decision
        for name, hint in (
            (f"{known}0", f'nearest is "{known}"'),
            ("2", "expected a number up to 1, or the id of a decision"),
        ):
            with pytest.raises(LedgerError) as refused:
                ledger.entry(name)
            assert str(refused.value) == f'no record "{name}" in the ledger; {hint}'


def test_of_a_decision_recorded_twice_the_newest_is_shown(address: str) -> None:
    with filled(address, "anna", "ben", "anna") as ledger:
        assert ledger.entry(made("anna").decision.id).number == 3
        assert ledger.entry(1).number == 1


def test_a_checkpoint_names_how_many_records_there_are_and_the_last_link(address: str) -> None:
    with filled(address, "anna", "ben") as ledger:
        point = checkpoint(ledger)
        assert (point.count, point.link) == (2, ledger.entry(2).link)
        assert verify(ledger, [point]).intact


def test_a_key_elsewhere_is_made_with_its_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = file.parent.parent / "keys" / "deep" / "a.key"
    monkeypatch.setenv("THEREX_LEDGER_KEY", str(key))
    with open_ledger(f"sqlite:///{file}", create=True):
        assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700
