"""Whatever is done to a rule file, the rulebook is read or refused with lines that an author can read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bad_files.corpus import RULEBOOK
from tests.bad_files.mutations import mutated
from therex.rulebook.files import RulebookError
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook

FILES = sorted(path.name for path in RULEBOOK.glob("*.yaml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the small rulebook."""
    return Path(shutil.copytree(RULEBOOK, tmp_path_factory.mktemp("spoilt") / "rules"))


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=25, database=None)
def test_a_spoilt_rule_file_is_read_or_refused_with_lines(
    name: str, folder: Path, data: st.DataObject
) -> None:
    right = (RULEBOOK / name).read_text(encoding="utf-8")
    (folder / name).write_bytes(data.draw(mutated(right)))
    try:
        outcome = read(folder)
    finally:
        (folder / name).write_text(right, encoding="utf-8")
    if isinstance(outcome, RulebookError):
        assert str(outcome).isprintable()
        assert all(str(problem).startswith(f"{folder}/") for problem in outcome.problems)
    else:
        assert outcome.digest


def read(folder: Path) -> Rulebook | RulebookError:
    """Return the rulebook, or what is wrong with it; any other error fails the test."""
    try:
        return load_rulebook(folder, cache=False)
    except RulebookError as error:
        return error
