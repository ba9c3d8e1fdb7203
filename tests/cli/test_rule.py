"""`therex rule`: one rule in words, with the cases that stand beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.explain.small import RULES, run, run_with


def test_a_rule_is_printed_with_its_cases() -> None:
    code, out, err = run("rule", "bp-no-straining")
    assert (code, err) == (0, "")
    assert out.startswith("bp-no-straining: No straining with a raised blood pressure\n")
    assert (
        "  cases: 3\n"
        "    case                                          expected\n"
        "    a pressure of exactly 160 bars straining      fires with avoid wall-sit\n"
        "    a pressure of 159 bars nothing                at rest\n"
        "    an unmeasured pressure leaves straining open  unknown\n"
    ) in out


def test_only_cases_that_name_the_rule_are_shown() -> None:
    _, out, _ = run("rule", "bp-raised")
    assert (
        "  cases: 1\n"
        "    case                                      expected\n"
        "    a pressure of exactly 160 bars straining  fires\n"
    ) in out


def test_the_statements_that_a_rule_carries_out_are_told(tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    text = "{id: a1-high, says: No straining., status: verified, rules: [bp-no-straining]}"
    (tmp_path / "rules/coverage.yaml").write_text(
        f"sections: [{{id: a1, title: Pressure, statements: [{text}]}}]\n", encoding="utf-8"
    )
    _, told, _ = run_with(tmp_path / "rules", "rule", "bp-no-straining")
    assert "\n  carries out a1-high: No straining.\n" in told
    _, other, _ = run_with(tmp_path / "rules", "rule", "bp-raised")
    assert "carries out" not in other


def test_an_unknown_rule_is_one_line_with_the_nearest() -> None:
    code, out, err = run("rule", "bp-no-strain")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert 'unknown rule "bp-no-strain"' in err
    assert '"bp-no-straining"' in err
