"""The release of a rulebook."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from tests.patients import shipped
from therex.resources import data_folder
from therex.rulebook.compile import compile_rulebook
from therex.rulebook.files import RulebookError

FILE = "edition.yaml"


def _rules(tmp_path: Path, old: str, new: str) -> Path:
    """Return a copy of the rules with one text of their edition replaced."""
    folder = tmp_path / "rules"
    shutil.copytree(data_folder("rules"), folder)
    text = (folder / FILE).read_text(encoding="utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_rules_say_of_which_day_they_are_and_when_their_evidence_is_due() -> None:
    edition = shipped().rulebook.edition
    assert edition is not None
    assert edition.released == dt.date(2026, 11, 22)
    assert edition.review_by == dt.date(2027, 11, 22)
    assert [one.status for one in edition.evidence] == ["heuristic"]


def test_another_day_is_another_rulebook(tmp_path: Path) -> None:
    other = compile_rulebook(_rules(tmp_path, "2027-11-22", "2027-11-23"), None)
    assert other.digest != shipped().rulebook.digest


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "2027-11-22",
            "2026-11-22",
            r'edition.yaml:5:\d+: "review_by" is 2026-11-22; expected a day after 2026-11-22',
        ),
        ("2026-11-22", "today", r"edition.yaml:4:\d+: .*is not a date"),
        (
            "  rulebook:",
            "  rules:",
            r'edition.yaml:3:3: unknown edition "rules"; expected `rulebook:` and no other',
        ),
        ("source: house", "source: nobody", r'edition.yaml:7:\d+: unknown source "nobody"'),
    ],
)
def test_a_wrong_edition_is_named_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(RulebookError, match=message):
        compile_rulebook(_rules(tmp_path, old, new), None)
