"""``therex audit`` and the recording of ``therex handout``, as a person runs them."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.support import filled, made, rules_folder
from therex.audit.erase import erase
from therex.audit.ledger import open_ledger
from therex.cli import main


class Ran:
    """A command that was run: how it ended, and what it printed."""

    def __init__(self, code: int, printed: str, said: str) -> None:
        self.code, self.printed, self.said = code, printed, said


Run = Callable[..., Ran]


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an own ledger, which is the one of the environment, with files beside it."""
    monkeypatch.chdir(tmp_path)
    address = f"sqlite:///{tmp_path / 'kept' / 'ledger.sqlite'}"
    monkeypatch.setenv("THEREX_LEDGER", address)
    made("anna")  # writes the rules
    (tmp_path / "anna.yaml").write_bytes(made("anna").patient_file)
    return address


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the command line."""

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["therex", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run


def handout(run: Run, *more: str) -> Ran:
    return run("handout", "anna.yaml", "-o", "note.txt", "--rules", str(rules_folder()), *more)


def test_a_handout_is_recorded_with_the_digest_of_what_was_printed(address: str, run: Run) -> None:
    assert handout(run, "-o", "page.html", "--user", "kim", "--paper", "letter", "--for", "patient").code == 0
    with open_ledger(address) as ledger:
        (entry,) = ledger.entries()
        personal = ledger.personal(entry)
    assert entry.user == "kim"
    assert {one.what: one.sha256 for one in entry.printed} == {
        "note": hashlib.sha256(Path("note.txt").read_bytes()).hexdigest(),
        "html patient en letter": hashlib.sha256(Path("page.html").read_bytes()).hexdigest(),
    }
    assert personal is not None
    assert (personal.file_name, personal.patient_file) == ("anna.yaml", Path("anna.yaml").read_bytes())


@pytest.mark.usefixtures("address")
def test_without_record_there_is_no_ledger(run: Run, tmp_path: Path) -> None:
    assert handout(run, "--no-record").code == 0
    assert not (tmp_path / "kept").exists()


@pytest.mark.usefixtures("address")
def test_the_option_goes_before_the_environment(run: Run, tmp_path: Path) -> None:
    assert handout(run, "--ledger", f"sqlite:///{tmp_path / 'other.sqlite'}").code == 0
    assert not (tmp_path / "kept").exists()
    assert (tmp_path / "other.sqlite").exists()


@pytest.mark.usefixtures("address")
def test_a_handout_that_cannot_be_recorded_is_not_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    Path("note.txt").write_text("of last week", encoding="utf-8")
    ran = handout(run, "-o", "page.html")
    assert (ran.code, ran.printed) == (2, "")
    assert ran.said == (
        f'therex: cannot make the ledger "{tmp_path}/kept/ledger.sqlite": File exists;'
        " expected a folder that can be written\n"
    )
    assert Path("note.txt").read_text(encoding="utf-8") == "of last week"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anna.yaml", "kept", "note.txt"]


@pytest.mark.usefixtures("address")
def test_a_handout_that_cannot_be_written_is_not_recorded(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    ran = handout(run)
    assert ran.said == (
        'therex: cannot write "note.txt": No space left on device; expected a folder to write in\n'
    )
    assert not (tmp_path / "kept").exists()


def test_the_records_are_listed_and_one_is_shown(address: str, run: Run) -> None:
    with filled(address, "anna") as ledger:
        second = ledger.record(made("ben", signs="[fever]", user="lee"))
    lines = run("audit", "list").printed.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert run("audit", "list", "--user", "lee", "--action", "hold").printed == lines[1] + "\n"
    shown = run("audit", "show", second.decision).printed.splitlines()
    assert shown[0] == "record 2: decision"
    assert "patient: ben Patient ben" in shown
    assert "action: hold - no exercise today" in shown
    assert "rules that fired: hold-with-fever, wish" in shown
    assert shown[-1] == f"link: {second.link}"


def test_an_unknown_record_and_an_unreadable_address_are_one_line(address: str, run: Run) -> None:
    filled(address, "anna").close()
    ran = run("audit", "show", "7")
    assert (ran.code, ran.printed) == (2, "")
    assert ran.said == (
        'therex: no record "7" in the ledger; expected a number up to 1, or the id of a decision\n'
    )
    ran = run("audit", "list", "--ledger", "nowhere")
    assert (ran.code, ran.printed) == (2, "")
    assert ran.said == (
        'therex: "nowhere" is no address of a ledger;'
        " expected sqlite:///FILE or postgresql://USER@HOST/NAME\n"
    )


def test_verify_says_intact_or_names_the_record_and_ends_with_1(address: str, run: Run) -> None:
    with filled(address, "anna", "ben", "cleo") as ledger:
        erase(ledger, "ben", "asked for it", "kim")
        ran = run("audit", "verify")
        assert (ran.code, ran.printed) == (0, "intact, records: 4, 1 of them erased\n")
        assert ran.said == "verified 4 of 4\n"
        with ledger.writing() as (connection, _):
            connection.exec_driver_sql("UPDATE chain SET user = 'lee' WHERE number = 3")
    ran = run("audit", "verify")
    expected = 'NOT INTACT: record 3 was changed: the column "user" does not match its body\n'
    assert (ran.code, ran.printed) == (1, expected)


def test_a_checkpoint_finds_a_ledger_that_was_begun_anew(address: str, run: Run, tmp_path: Path) -> None:
    filled(address, "anna", "ben").close()
    assert run("audit", "checkpoint", "-o", "point.json").code == 0
    assert run("audit", "verify", "--checkpoint", "point.json").code == 0
    (tmp_path / "kept" / "ledger.sqlite").unlink()
    filled(address, "anna").close()
    assert run("audit", "verify").code == 0
    at = json.loads(Path("point.json").read_text(encoding="utf-8"))["at"]
    ran = run("audit", "verify", "--checkpoint", "point.json")
    assert (ran.code, ran.printed) == (1, f"NOT INTACT: record 2 is gone: the checkpoint of {at} counts 2\n")


def test_erasing_removes_the_patient_and_leaves_a_record(address: str, run: Run) -> None:
    filled(address, "anna", "ben", "anna").close()
    ran = run("audit", "erase", "--patient", "anna", "--reason", "asked for it", "--user", "kim")
    assert ran.code == 0
    assert ran.printed.endswith("kim  erased 1, 3: asked for it\n")
    assert "personal data: erased" in run("audit", "show", "3").printed
    assert "patient: ben Patient ben" in run("audit", "show", "2").printed
    again = run("audit", "erase", "--patient", "anna", "--reason", "asked for it")
    assert again.code == 2
    assert again.said == (
        'therex: nothing of a patient "anna" is in the ledger;'
        " expected the id as it stands in the patient's files\n"
    )


def test_an_erasure_needs_a_patient_and_a_reason(address: str, run: Run) -> None:
    filled(address, "anna").close()
    assert "no reason is given" in run("audit", "erase", "--patient", "anna", "--reason", " ").said
    assert "no patient is named" in run("audit", "erase", "--patient", "", "--reason", "asked").said
    with open_ledger(address) as ledger:
        assert [entry.kind for entry in ledger.entries()] == ["decision"]


def test_records_leave_as_json_lines_without_what_is_personal(address: str, run: Run) -> None:
    with filled(address, "anna", "ben") as ledger:
        bodies = [json.loads(entry.body) | {"link": entry.link} for entry in ledger.entries()]
    ran = run("audit", "export")
    assert [json.loads(line) for line in ran.printed.splitlines()] == bodies
    assert "anna" not in ran.printed
    run("audit", "export", "--personal", "-o", "all.jsonl")
    first = json.loads(Path("all.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first["patient_file"].encode() == made("anna").patient_file
    assert first["made"] == made("anna").decision.model_dump(mode="json")


def test_records_leave_as_a_table_that_no_spreadsheet_takes_for_formulas(address: str, run: Run) -> None:
    with filled(address, "anna") as ledger:
        ledger.record(made("ben", user="=1+1"))
        erase(ledger, "anna", "asked, twice", "kim")
    rows = list(csv.DictReader(run("audit", "export", "--as", "csv").printed.splitlines()))
    assert [row["number"] for row in rows] == ["1", "2", "3"]
    assert rows[1]["user"] == "'=1+1"
    assert (rows[2]["erased"], rows[2]["reason"]) == ("1", "asked, twice")
    assert rows[0]["printed"] == f"html all en a4 {'0' * 64}"
    ran = run("audit", "export", "--as", "csv", "--personal")
    assert ran.said == "therex: a table has no room for personal data; expected --personal with --as jsonl\n"


def test_overrides_are_counted_by_rule_each_decision_once(address: str, run: Run) -> None:
    aside = "overrides: [{rule: no-lift-with-cough, reason: dry and old, by: Lee}]\n"
    with filled(address, "anna") as ledger:
        for name in ("ben", "ben", "cleo"):
            ledger.record(made(name, signs="[cough]", more=aside))
        day = ledger.entry(1).at[:10]
        assert "dry and old" not in ledger.entry(2).body
    assert run("audit", "overrides").printed == f"     2  no-lift-with-cough, people: 1, last on {day}\n"
    assert run("audit", "overrides", "--until", "2020-01-01").printed == "no rule was set aside\n"
    assert "set aside: no-lift-with-cough, by Lee: dry and old" in run("audit", "show", "2").printed
    assert len(run("audit", "list", "--rule", "no-lift-with-cough").printed.splitlines()) == 3


def test_without_an_address_the_ledger_is_in_the_users_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THEREX_LEDGER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "anna.yaml").write_bytes(made("anna").patient_file)
    assert handout(run).code == 0
    assert sorted(path.name for path in (tmp_path / "data" / "therex").iterdir()) == [
        "ledger.key", "ledger.sqlite",
    ]  # fmt: skip
