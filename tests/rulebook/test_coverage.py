"""The statements of the evidence: read with their places, and no part of the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.explain.small import RULES
from therex.errors import InputError
from therex.rulebook.coverage import Coverage, read_coverage
from therex.rulebook.load import load_rulebook

TEXT = """\
sections:
  - id: a1
    title: Pressure
    statements:
      - {id: a1-high, says: "Above 160: no straining.", status: verified, rules: [bp-no-straining, bp-raised]}
      - {id: a1-form, says: The form is licensed., status: recall, left_out: no rule}
  - id: b2
    title: Knees
    statements:
      - {id: b2-raised, says: A raised pressure counts., status: verified, rules: [bp-raised]}
"""


def read(folder: Path, text: str = TEXT) -> Coverage:
    (folder / "coverage.yaml").write_text(text, encoding="utf-8")
    coverage = read_coverage(folder)
    assert coverage is not None
    return coverage


def test_statements_come_in_the_order_of_the_file_with_their_places(tmp_path: Path) -> None:
    coverage = read(tmp_path)
    assert [section.title for section in coverage.sections] == ["Pressure", "Knees"]
    high, form, raised = coverage.statements
    assert (high.id, high.status, high.rules) == ("a1-high", "verified", ("bp-no-straining", "bp-raised"))
    assert (form.rules, form.left_out) == ((), "no rule")
    assert str(raised.place) == f"{tmp_path / 'coverage.yaml'}:10:9"


def test_each_rule_leads_back_to_all_its_statements(tmp_path: Path) -> None:
    named = read(tmp_path).by_rule()
    assert {rule: [one.id for one in found] for rule, found in named.items()} == {
        "bp-no-straining": ["a1-high"],
        "bp-raised": ["a1-high", "b2-raised"],
    }


@pytest.mark.parametrize(
    ("before", "after", "line", "wrong"),
    [
        ("id: b2-raised", "id: a1-high", 10, 'statement "a1-high" stands twice'),
        ("id: a1-form", "id: A1 form", 6, '"id" is no id'),
        ("status: recall", "status: known", 6, '"status" is not one of its options'),
        ("    title: Knees\n", "", 7, '"title" is missing'),
        ("left_out: no rule", "because: no rule", 6, '"because" is not known here'),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, before: str, after: str, line: int, wrong: str
) -> None:
    assert before in TEXT
    with pytest.raises(InputError) as caught:
        read(tmp_path, TEXT.replace(before, after))
    assert wrong in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.line == line


def test_a_rulebook_need_not_tell_its_statements(tmp_path: Path) -> None:
    assert read_coverage(tmp_path) is None


def test_statements_are_no_rules_and_change_no_digest(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    before = load_rulebook(folder, cache=False).digest
    read(folder)
    assert load_rulebook(folder, cache=False).digest == before
