"""A small rulebook with its cases, and what the check measures of them."""

from __future__ import annotations

from pathlib import Path

from tests.patients import exercise, small
from therex.check.run import Measures, Report, check

#: Facts beside those of every small rulebook, and a fact derived where `derivations` are asked for.
FACTS = """
facts:
  glucose: {label: glucose, kind: quantity, unit: mg/dL, also: {mmol/L: 18.016}, question: Q?}
  falls: {label: falls, kind: count, question: How many?}
  cleared: {label: a clearance, kind: flag, if_absent: no, question: Cleared?}
  frail: {label: frailty, kind: flag, derived: yes}
  risk: {label: risk, kind: ordered, options: {low: low, some: some, high: high}, derived: yes}
"""
EXERCISES = [
    exercise("sit"),
    exercise("step", balance="1"),
    exercise("hop", balance="2", impact="2", position="standing"),
]


def measured(
    folder: Path, rules: list[str], *cases: str, more: str = FACTS, measures: Measures | None = None
) -> Report:
    """Return what the check measures of a rulebook; a case is `{facts...} -> {expectations...}`."""
    write(folder, rules, *cases, more=more)
    return check(folder, measures or Measures(coverage=True, mutants=True))


def write(folder: Path, rules: list[str], *cases: str, more: str = FACTS) -> None:
    """Write the rulebook and its cases."""
    folder.mkdir(exist_ok=True)
    with small(folder, rules, EXERCISES, more):
        pass
    texts = []
    for number, case in enumerate(cases):
        given, expected = case.split(" -> ")
        texts.append(f"\n  - {{name: case {number}, {given}, expect: {expected}}}")
    (folder / "rules.cases.yaml").write_text("cases:" + "".join(texts), encoding="utf-8")


def changes(report: Report) -> set[str]:
    """Return what the survivors changed."""
    assert report.failures == ()
    assert report.broken == ()
    assert report.score is not None
    return {f"{one.mutant.rule.id}: {one.mutant.change}" for one in report.score.survivors}


def gaps(report: Report) -> list[str]:
    """Return what is not covered, without its place."""
    assert report.failures == ()
    assert report.broken == ()
    assert report.coverage is not None
    return [str(gap).split(": ", 1)[1] for gap in report.coverage.gaps]
