"""`therex rule`: one rule in words, with the cases that stand beside it."""

from __future__ import annotations

from tests.explain.small import run


def test_a_rule_is_printed_with_its_cases() -> None:
    code, out, err = run("rule", "bp-no-straining")
    assert (code, err) == (0, "")
    assert out.startswith("bp-no-straining: No straining with a raised blood pressure\n")
    assert (
        "  cases: 3\n"
        "    a pressure of exactly 160 bars straining: fires with avoid wall-sit\n"
        "    a pressure of 159 bars nothing: at rest\n"
        "    an unmeasured pressure leaves straining open: unknown\n"
    ) in out


def test_only_cases_that_name_the_rule_are_shown() -> None:
    _, out, _ = run("rule", "bp-raised")
    assert "  cases: 1\n    a pressure of exactly 160 bars straining: fires\n" in out


def test_an_unknown_rule_is_one_line_with_the_nearest() -> None:
    code, out, err = run("rule", "bp-no-strain")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert 'unknown rule "bp-no-strain"' in err
    assert '"bp-no-straining"' in err
