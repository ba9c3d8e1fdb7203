"""Mistakes in what a rule derives: noticed by its own cases, or by those of the rules that read it."""

from __future__ import annotations

from pathlib import Path

from tests.check.small import FACTS, changes, measured
from tests.patients import rule

HOLD = "{act: hold, do: Wait.}"
FRAIL = rule("is-frail", "faint or falls >= 2", "{derive: frail}")
CHOOSE = """{derive: risk, choose: [{value: high, when: falls >= 3}, {value: some, when: falls >= 1},
    {value: low, when: always}]}"""
RISK = rule("risk-of-falls", "X", CHOOSE).replace("    when: X\n", "")
PROGRESS = """
topic: Progression
scope: exercise
rules:
  - id: go-on
    summary: Go on
    when: balance >= 1
    then: [{progress: progress, change: [{reps: 2}]}]
    says: {clinician: Go on.}
    evidence: [{source: house, at: p. 1, status: heuristic, note: for a test}]
"""


def test_a_case_of_a_rule_that_reads_a_derived_fact_notices_a_mistake_in_it(tmp_path: Path) -> None:
    rules = [FRAIL, rule("wait", "frail and cough", HOLD)]
    change = "is-frail: falls >= 2 became falls > 2"
    facts = "facts: {falls: 2, faint: no, cough: %s} -> {wait: %s}"
    assert change in changes(measured(tmp_path, rules, facts % ("no", "no")))
    assert change not in changes(measured(tmp_path, rules, facts % ("yes", "yes")))


def test_a_flag_that_is_derived_the_wrong_way_round_is_noticed(tmp_path: Path) -> None:
    opposite = "is-frail: derives the opposite"
    assert opposite in changes(measured(tmp_path, [FRAIL], "facts: {faint: no} -> {is-frail: unknown}"))
    assert opposite not in changes(
        measured(tmp_path, [FRAIL], "facts: {faint: yes} -> {is-frail: {derive: yes}}")
    )


def test_a_branch_with_another_value_or_cut_off_is_noticed_by_its_value(tmp_path: Path) -> None:
    values = {0: "low", 1: "some", 2: "some", 3: "high"}
    weak = [f"facts: {{falls: {falls}}} -> {{risk-of-falls: yes}}" for falls in values]
    strong = [
        f"facts: {{falls: {falls}}} -> {{risk-of-falls: {{derive: {value}}}}}"
        for falls, value in values.items()
    ]
    mistakes = {
        "risk-of-falls: some became high",
        "risk-of-falls: high: falls >= 3 became falls >= 2",
        "risk-of-falls: some: falls >= 1 became falls > 1",
    }
    assert mistakes <= changes(measured(tmp_path, [RISK], *weak))
    assert changes(measured(tmp_path, [RISK], *strong)) == set()


def test_a_mistake_in_a_branch_reaches_the_rules_that_read_the_value(tmp_path: Path) -> None:
    rules = [RISK, rule("wait", "risk >= some", HOLD)]
    case = "facts: {falls: 1} -> {wait: yes}"
    assert "risk-of-falls: some: falls >= 1 became falls > 1" not in changes(measured(tmp_path, rules, case))


def test_another_verdict_on_a_running_exercise_is_noticed_by_its_name(tmp_path: Path) -> None:
    rules, more = [rule("wait", "faint", HOLD)], FACTS + PROGRESS
    case = "facts: {}, exercise: step -> {go-on: %s}"
    assert "go-on: progress progress became hold" in changes(
        measured(tmp_path, rules, case % "yes", more=more)
    )
    named = changes(measured(tmp_path, rules, case % "{progress: progress}", more=more))
    assert "go-on: progress progress became hold" not in named
    assert "go-on: balance >= 1 became balance > 1" not in named
    assert "go-on: balance >= 1 became balance >= 0" in named
