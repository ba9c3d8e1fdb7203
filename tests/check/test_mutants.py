"""Each kind of mistake survives the cases that do not look for it, and is noticed by one that does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.check.small import changes, measured
from tests.patients import rule

HOLD = "{act: hold, do: Wait.}"
SOFT = "if_unknown: {withhold_if: heart}\n    if_unknown_reason: It is asked."
CUTOFFS = "glucose < 70 mg/dL (3.9 mmol/L)"
RISK = """{derive: risk, choose: [{value: high, when: falls >= 2}, {value: some, when: falls >= 1},
    {value: low, when: always}]}"""


@dataclass(frozen=True)
class Mistake:
    """A rule "one", a mistake in it, cases that do not notice it, and one that does."""

    change: str
    when: str
    outcomes: tuple[str, ...]
    weak: tuple[str, ...]
    strong: str
    more: str = ""


def held(change: str, when: str, *weak: str, by: str, more: str = "") -> Mistake:
    """Return a mistake in a condition; facts stand before the verdict they should give."""
    parts = (case.split(": one ") for case in (*weak, by))
    cases = [f"facts: {{{facts}}} -> {{one: {verdict}}}" for facts, verdict in parts]
    return Mistake(change, when, (HOLD,), tuple(cases[:-1]), cases[-1], more)


def said(change: str, *outcomes: str, expect: str, weak: str = "yes") -> Mistake:
    """Return a mistake in an outcome, which is noticed when something is expected of it."""
    case = "facts: {faint: yes} -> {one: %s}"
    return Mistake(change, "faint", outcomes, (case % weak,), case % expect)


WISH = "{recommend: [sit, step], purpose: leg_strength, dose: {sets: 1-3, reps: 10}}"
MISTAKES = [
    held("pain > 5 became pain >= 5", "pain > 5", "pain: 9: one yes", "pain: 1: one no",
         by="pain: 5: one no"),
    held("pain > 5 became pain < 5", "pain > 5", "pain: 5: one no", by="pain: 9: one yes"),
    held("pain > 5 became pain > 4", "pain > 5", "pain: 9: one yes", "pain: 1: one no",
         by="pain: 5: one no"),
    held("pain > 5 became pain > 6", "pain > 5", "pain: 9: one yes", "pain: 5: one no",
         by="pain: 6: one yes"),
    held("pain > 5.0 became pain > 5.1", "pain > 5.0", "pain: 6: one yes", by="pain: 5.1: one yes"),
    held("falls = 1 became falls != 1", "falls = 1", "pain: 1: one unknown", by="falls: 1: one yes"),
    held("cough became not cough", "cough", "fever: no: one unknown", by="cough: yes: one yes"),
    held("cough and fever became cough or fever", "cough and fever", "cough: yes, fever: yes: one yes",
         by="cough: yes, fever: no: one no"),
    held("fever was left out", "cough and fever", "cough: yes, fever: yes: one yes",
         by="cough: yes, fever: no: one no"),
    held("fever was left out", "cough or fever", "cough: yes, fever: no: one yes",
         by="cough: no, fever: yes: one yes"),
    held("sore_side in (left, right) became sore_side in (right)", "sore_side in (left, right)",
         "sore_side: right: one yes", by="sore_side: left: one yes"),
    held("sore_side in (left) became not sore_side in (left)", "sore_side in (left)",
         "cough: no: one unknown", by="sore_side: left: one yes"),
    held(f"{CUTOFFS} became glucose < 70 mmol/L", CUTOFFS, "glucose: 60 mg/dL: one yes",
         by="glucose: 80 mg/dL: one no"),
    held(f"{CUTOFFS} became glucose < 70 mg/dL", CUTOFFS, "glucose: 80 mg/dL: one no",
         by="glucose: 3.89 mmol/L: one yes"),
    held(f"{CUTOFFS} became glucose < 70 mg/dL (4.0 mmol/L)", CUTOFFS, "glucose: 69 mg/dL: one yes",
         by="glucose: 3.9 mmol/L: one no"),
    held(f"{CUTOFFS} became glucose < 71 mg/dL (3.9 mmol/L)", CUTOFFS, "glucose: 3.9 mmol/L: one no",
         by="glucose: 70 mg/dL: one no"),
    held("withhold_if: heart became not heart", "fever", "cough: no: one unknown",
         by="cough: no: one {withholds: no}", more=SOFT),
    held("if_unknown was left out", "fever", "cough: no: one unknown",
         by="cough: no: one {withholds: no}", more=SOFT),
    said("act hold became same_day", HOLD, expect="{act: hold}"),
    said("act hold became clearance", HOLD, expect="{act: hold}"),
    said("act hold was left out", HOLD, expect="{act: hold}"),
    said("avoid was left out", "{avoid: impact >= 2}", expect="{avoid: [hop]}"),
    said("avoid where impact >= 2 became impact <= 2", "{avoid: impact >= 2}", expect="{allow: [sit]}"),
    said("limit sets was left out", "{limit: sets, to: 2}", expect="{limit: {sets: 2}}"),
    said("limit sets to 2 became 3", "{limit: sets, to: 2}", expect="{limit: {sets: 2}}"),
    said("limit sets where balance >= 1 became balance > 1", "{limit: sets, to: 2, where: balance >= 1}",
         weak="{limits: [hop]}", expect="{limits: [step]}"),
    said("limit sets where balance >= 1 became balance >= 0", "{limit: sets, to: 2, where: balance >= 1}",
         weak="{limits: [hop]}", expect="{not_limits: [sit]}"),
    said("recommend for leg_strength was left out", WISH, expect="{recommend: [step]}"),
    said("recommend for leg_strength sit was left out", WISH, weak="{recommend: [step]}",
         expect="{recommend: [sit, step]}"),
    said("recommend for leg_strength dose sets 1-3 became 1-4", WISH, weak="{recommend: [sit, step]}",
         expect="{dose: {sets: 1-3, reps: 10}}"),
    said("recommend for leg_strength dose reps 10-10 became 11-11", WISH, weak="{recommend: [sit, step]}",
         expect="{dose: {sets: 1-3, reps: 10}}"),
    said("recommend for balance where balance >= 1 became balance >= 0",
         "{recommend: {where: balance >= 1}, purpose: balance}",
         weak="{recommend: [hop, step]}", expect="{not_recommend: [sit]}"),
    said("supervise was left out", "{supervise: Stand near.}", expect="{supervise: yes}"),
    said("monitor was left out", "{monitor: Pulse.}", "{monitor: Breath.}", weak="{monitor: yes}",
         expect="{monitor: [Pulse]}"),
    said("advise was left out", "{advise: Sit down.}", expect="{advise: [Sit]}"),
    said("advise where impact = 2 became impact != 2", "{advise: Sit down., where: impact = 2}",
         weak="{advise: yes}", expect="{beside: [hop]}"),
    said("advise where balance >= 2 became balance >= 1", "{advise: Sit down., where: balance >= 2}",
         weak="{advise: yes}", expect="{not_beside: [step]}"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.change)
def test_a_mistake_survives_until_a_case_looks_for_it(tmp_path: Path, mistake: Mistake) -> None:
    rules = [rule("one", mistake.when, *mistake.outcomes, more=mistake.more)]
    assert f"one: {mistake.change}" in changes(measured(tmp_path, rules, *mistake.weak))
    assert f"one: {mistake.change}" not in changes(measured(tmp_path, rules, *mistake.weak, mistake.strong))
