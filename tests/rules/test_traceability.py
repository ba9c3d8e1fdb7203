"""The way from the evidence to the rules and back has no gap; every kind of gap is reported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.explain.small import RULES as SMALL
from tests.explain.small import rulebook
from tests.patients import RULES
from therex.check.lints import lint_coverage
from therex.check.run import check
from therex.rulebook.coverage import read_coverage

#: How rules are combined, screening, conditions, progression, catalogue, handout, conflicts, house rules.
PARTS = {"s", *(f"a{n}" for n in range(1, 8)), *(f"b{n}" for n in range(1, 5)),
         *(f"c{n}" for n in range(1, 8)), "d", "f", "g", "h"}  # fmt: skip
#: What the small rulebook leaves out, and one statement for each status of its rules.
LEFT_OUT = "      - {id: a1-form, says: A form., status: recall, left_out: no rule}\n"


def whole() -> str:
    """Return statements that lack nothing."""
    named: dict[str, list[str]] = {}
    for rule in rulebook().rules.values():
        named.setdefault(rule.evidence[0].status, []).append(rule.id)
    statements = [
        f"      - {{id: a1-{status.replace('_', '-')}, says: So it is., status: {status}, "
        f"rules: [{', '.join(rules)}]}}\n"
        for status, rules in sorted(named.items())
    ]
    return "sections:\n  - id: a1\n    title: All\n    statements:\n" + "".join(statements) + LEFT_OUT


def found_in(folder: Path, text: str) -> list[str]:
    (folder / "coverage.yaml").write_text(text, encoding="utf-8")
    coverage = read_coverage(folder)
    assert coverage is not None
    return [finding.message for finding in lint_coverage(coverage, rulebook())]


def test_statements_that_lack_nothing_are_clean(tmp_path: Path) -> None:
    assert found_in(tmp_path, whole()) == []


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ("left_out: no rule", "rules: []", '"a1-form" has neither rules nor left_out'),
        ("left_out: no rule", "left_out: x, rules: [bp-raised]", '"a1-form" has both rules and left_out'),
        ("left_out: no rule", "rules: [bp-raise]", '"a1-form" names unknown rule "bp-raise"'),
        ("status: heuristic", "status: recall", '"a1-heuristic" is recall, the evidence of its rules is not'),
    ],
)
def test_every_gap_of_a_statement_is_reported(tmp_path: Path, before: str, after: str, finding: str) -> None:
    text = whole()
    assert before in text
    assert f"statement {finding}" in found_in(tmp_path, text.replace(before, after, 1))


def test_a_rule_that_no_statement_names_is_reported(tmp_path: Path) -> None:
    text = whole().replace("bp-no-straining", "bp-raised")
    assert found_in(tmp_path, text) == ['no statement of the evidence names rule "bp-no-straining"']


def test_a_name_that_is_nearly_right_is_answered_with_the_rule(tmp_path: Path) -> None:
    text = whole().replace("bp-no-straining", "bp-no-strain")
    (tmp_path / "coverage.yaml").write_text(text, encoding="utf-8")
    coverage = read_coverage(tmp_path)
    assert coverage is not None
    findings = [str(finding) for finding in lint_coverage(coverage, rulebook())]
    assert any("coverage.yaml:" in one and 'nearest is "bp-no-straining"' in one for one in findings)


def test_the_check_reports_gaps_and_a_file_it_cannot_read(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(SMALL, folder)
    lints = len(check(folder).lints)
    (folder / "coverage.yaml").write_text(whole(), encoding="utf-8")
    assert len(check(folder).lints) == lints
    (folder / "coverage.yaml").write_text(whole().replace("left_out: no rule", ""), encoding="utf-8")
    assert len(check(folder).lints) == lints + 1
    (folder / "coverage.yaml").write_text("sections: none\n", encoding="utf-8")
    assert any("coverage.yaml:1:11" in str(problem) for problem in check(folder).broken)


def test_the_shipped_rules_tell_of_every_section_of_the_evidence() -> None:
    coverage = read_coverage(RULES)
    assert coverage is not None
    parts = {section.id.partition("-")[0] for section in coverage.sections}
    assert parts == PARTS
    assert all(one.id.startswith(f"{section.id.partition('-')[0]}-")
               for section in coverage.sections for one in section.statements)  # fmt: skip
