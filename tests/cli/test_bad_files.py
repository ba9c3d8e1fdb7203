"""A broken file ends every command with code 2 and one line on stderr; nothing is printed or written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_files.corpus import GENERATED, RULEBOOK, BadFile, stored
from therex.cli import main

#: Every command that reads a patient file, after the file's name.
COMMANDS = {
    "decide": ["decide"],
    "handout": ["handout", "-o", "handout.html", "-o", "handout.pdf"],
}


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the parsed rulebook in a folder of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run the command line, which has to end with 2 and say nothing on stdout; return its stderr."""
    monkeypatch.setattr(sys, "argv", ["therex", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    return said.err


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("bad", [*stored("patient"), *GENERATED], ids=str)
def test_a_broken_patient_file_ends_the_command_with_its_one_line(
    bad: BadFile,
    command: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad.put(folder / bad.name)
    before = sorted(folder.rglob("*"))
    arguments = [command[0], bad.name, *command[1:], "--rules", str(RULEBOOK)]
    assert refused(arguments, monkeypatch, capsys) == f"therex: {bad.expected}\n"
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("bad", stored("clinic"), ids=str)
def test_a_broken_clinic_file_ends_the_command_with_its_one_line(
    bad: BadFile, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad.put(folder / bad.name)
    (folder / "patient.yaml").write_text("assessment: {date: 2026-01-15}\n", encoding="utf-8")
    arguments = ["decide", "patient.yaml", "--rules", str(RULEBOOK), "--clinic", bad.name]
    assert refused(arguments, monkeypatch, capsys) == f"therex: {bad.expected}\n"


def test_an_old_handout_is_left_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "patient.yaml").write_text("assessment: {}\n", encoding="utf-8")
    (folder / "old.html").write_text("the handout of last week", encoding="utf-8")
    arguments = ["handout", "patient.yaml", "-o", "old.html", "--rules", str(RULEBOOK)]
    assert "is missing" in refused(arguments, monkeypatch, capsys)
    assert (folder / "old.html").read_text(encoding="utf-8") == "the handout of last week"
