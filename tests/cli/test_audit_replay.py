"""`therex audit replay`: one record, all records, other rules; exit codes and clear errors."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.explain.small import RULES
from therex.cli import main

WRITTEN = Path(__file__).parents[1] / "audit" / "ledgers" / "first.sqlite"


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of a kept ledger: five decisions and an erased one."""
    copy = tmp_path / "ledger.sqlite"
    shutil.copy(WRITTEN, copy)
    monkeypatch.setenv("THEREX_LEDGER", f"sqlite:///{copy}")
    return copy


@pytest.fixture
def stricter(tmp_path: Path) -> Path:
    """Return the rules of the records, but that knee pain from 3 ends the strengthening."""
    folder = shutil.copytree(RULES, tmp_path / "stricter")
    path = next(path for path in folder.rglob("*.yaml") if "knee_pain <= 5" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("knee_pain <= 5", "knee_pain < 3"), encoding="utf-8")
    return folder


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["therex", "audit", "replay", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    out, err = capsys.readouterr()
    return ended.value.code or 0, out, err


def test_one_record_is_identical(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("1", capsys=capsys)
    assert code == 0
    first, second, *_ = out.splitlines()
    assert first.startswith("record 1, decision ")
    assert second == "identical"


def test_all_records_are_identical_and_the_erased_one_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run("--all", capsys=capsys)
    assert code == 0
    assert out.splitlines() == [
        "Replayed: 5 records; identical: 5.",
        "Different: 0 records, of 0 patients.",
        "Erased, and passed over: 5.",
    ]
    assert err == "replayed 6 of 6\n"


def test_other_rules_show_whom_they_concern_and_how(
    stricter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "impact.html"
    code, out, _ = run("--all", "--rules", str(stricter), "-o", str(page), capsys=capsys)
    assert code == 1
    assert "Different: 5 records, of 5 patients." in out
    assert "       4  exercise lost" in out  # of the fifth, no exercise is printed today anyway
    assert "       5  knee-strength" in out
    assert "gone    IM01 Quad set" in out
    html = page.read_text(encoding="utf-8")
    assert "What other rules would change" in html
    assert "Records that come out otherwise: 5" in html


def test_one_record_under_other_rules_says_that_they_are_others(
    stricter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "one.html"
    code, out, _ = run("1", "--rules", str(stricter), "-o", str(page), capsys=capsys)
    assert code == 1
    assert out.splitlines()[-1] == f"other rules: {stricter}"
    assert "IM01 Quad set" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([], "which records?; expected the id of one, or --all"),
        (["1", "--all"], "which records?; expected the id of one, or --all"),
        (["99"], 'no record "99" in the ledger; expected a number up to 7, or the id of a decision'),
        (["5"], "the facts of record 5 were erased; expected a record that has them"),
        (["7"], "record 7 is no decision; expected the number of one"),
        (["1", "-o", "page.pdf"], 'cannot write "page.pdf"; expected a name that ends in .html'),
    ],
)
def test_what_cannot_be_replayed_is_one_line(
    arguments: list[str], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, capsys=capsys) == (2, "", f"therex: {error}\n")


def test_rules_that_cannot_be_read_are_found_before_any_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    code, out, err = run("--all", "--rules", str(empty), capsys=capsys)
    assert (code, out) == (2, "")
    assert err == f"therex: {empty}:1:1: no rules here; expected a folder with YAML files of rules\n"
