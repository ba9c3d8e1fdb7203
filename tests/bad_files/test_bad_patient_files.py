"""A broken patient file ends with one line that says where it is, what is wrong and what was expected."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import NoReturn

import pytest

from tests.bad_files.corpus import GENERATED, BadFile, known, stored
from therex.errors import InputError
from therex.facts.read import read_patient


@pytest.mark.parametrize("bad", [*stored("patient"), *GENERATED], ids=str)
def test_a_broken_patient_file_is_refused_with_its_one_line(
    bad: BadFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad.put(tmp_path / bad.name)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        read_patient(Path(bad.name), known())
    assert str(caught.value) == bad.expected


@pytest.mark.parametrize("bad", [*stored("patient"), *stored("rules"), *stored("clinic")], ids=str)
def test_every_expected_message_is_one_line_with_file_line_and_column(bad: BadFile) -> None:
    assert re.fullmatch(r"[a-z0-9_]+\.(yaml|json):[1-9]\d*:[1-9]\d*: \S.*\S", bad.expected)


def test_the_corpus_is_found() -> None:
    assert len(stored("patient")) > 100
    assert len(stored("rules")) > 80


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    path = tmp_path / "locked.yaml"
    path.write_text("assessment: {date: 2026-01-15}\n", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        InputError, match=r"locked\.yaml:1:1: cannot be read: permission denied; expected a YAML"
    ):
        read_patient(path, known())


def test_a_line_break_in_the_offending_text_does_not_break_the_message(tmp_path: Path) -> None:
    path = tmp_path / "patient.yaml"
    path.write_text('assessment: {date: 2026-01-15}\nconditions: ["stroke\\nand more"]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r'2:14: unknown condition "stroke\\nand more"') as caught:
        read_patient(path, known())
    assert "\n" not in str(caught.value)


def test_a_file_name_with_terminal_codes_reaches_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mred\n.yaml"
    path.write_text("facts: {}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_patient(path, known())
    assert str(caught.value).isprintable()
