"""The score: what is not counted, what is explained, and that the shipped cases notice a fixed sample."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.check.small import changes, measured, write
from tests.patients import RULES, rule
from therex.check.cases import read_cases, run_case
from therex.check.decisions import read_wheres
from therex.check.mutants import mutants
from therex.check.run import Measures, check
from therex.check.trial import Trial
from therex.cli import build_app
from therex.inference.session import Session
from therex.rulebook.load import load_rulebook

HOLD = "{act: hold, do: Wait.}"
PAIN = [rule("hurt", "pain > 5", HOLD)]
FULL = (
    "facts: {pain: 6} -> {hurt: {act: hold}}",
    "facts: {pain: 5} -> {hurt: no}",
    "facts: {} -> {hurt: unknown}",
)
WEAK = (*FULL[1:], "facts: {pain: 6} -> {hurt: yes}")

#: A condition, a mistake in it that no patient can tell, and one like it that a patient can.
EQUAL = [
    ("falls > 1", "falls > 1 became falls >= 1", False),
    ("falls > 1.5", "falls > 1.5 became falls >= 1.5", True),
    ("falls > 1.5", "falls > 1.5 became falls > 1.6", True),
    ("pain > 1.5", "pain > 1.5 became pain >= 1.5", False),
    ("pain > 5 and pain > 3", "pain > 3 was left out", True),
    ("pain > 5 and pain > 3", "pain > 5 was left out", False),
    ("pain > 5 and (cough or pain > 3)", "cough was left out", True),
    ("pain > 5 or (cough and pain > 3)", "cough was left out", False),
    ("cough or not cough", "cough or not cough became cough and not cough", False),
    ("(cough or not cough) and fever", "cough or not cough was left out", False),  # cough may be unknown
    (
        "glucose < 70 mg/dL (3.9 mmol/L) and glucose >= 70 mg/dL and glucose < 70.1 mg/dL",
        "glucose < 70.1 mg/dL became glucose < 70.0 mg/dL",
        False,  # 3.887 mmol/L tells
    ),
    ("heart and (fever or heart)", "fever was left out", True),
]


@pytest.mark.parametrize(("when", "change", "is_equal"), EQUAL)
def test_only_a_mistake_that_no_patient_can_tell_is_not_counted(
    tmp_path: Path, when: str, change: str, *, is_equal: bool
) -> None:
    verdict = "no" if "heart" in when else "unknown"
    report = measured(tmp_path, [rule("one", when, HOLD)], f"facts: {{}} -> {{one: {verdict}}}")
    made = mutants(load_rulebook(tmp_path, cache=False), {})
    assert change in {mutant.change for mutant in made}
    assert (f"one: {change}" in changes(report)) != is_equal


def test_other_words_for_the_same_exercises_are_not_counted(tmp_path: Path) -> None:
    rules = [rule("soft", "faint", "{avoid: impact >= 2}")]
    found = changes(measured(tmp_path, rules, "facts: {faint: yes} -> {soft: yes}"))
    assert "soft: avoid where impact >= 2 became impact >= 1" not in found
    assert "soft: avoid where impact >= 2 became impact > 2" in found


def test_what_a_derived_flag_implies_is_not_counted(tmp_path: Path) -> None:
    rules = [rule("is-frail", "heart and faint", "{derive: frail}"), rule("wait", "heart and frail", HOLD)]
    found = changes(measured(tmp_path, rules, "facts: {faint: no} -> {wait: no}"))
    assert "wait: heart was left out" not in found
    assert "wait: frail was left out" in found


def test_all_mistakes_are_noticed_by_a_full_set_of_cases(tmp_path: Path) -> None:
    report = measured(tmp_path, PAIN, *FULL)
    assert changes(report) == set()
    assert report.score
    assert report.score.killed == report.score.total > 5


def survivors_file(folder: Path, change: str, reason: str = "It is the same to us.") -> None:
    entry = f'  - {{rule: hurt, change: "{change}", reason: {reason}}}'
    (folder / "mutation_survivors.cases.yaml").write_text(f"survivors:\n{entry}\n", encoding="utf-8")


def test_an_explained_survivor_is_shown_with_its_reason(tmp_path: Path) -> None:
    write(tmp_path, PAIN, *WEAK)
    survivors_file(tmp_path, "act hold was left out")
    score = check(tmp_path, Measures(mutants=True)).score
    assert score
    assert score.explained == 1
    assert score.stale == ()
    assert [str(one) for one in score.survivors if "It is the same to us." in str(one)]


def test_an_explanation_of_what_does_not_survive_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, PAIN, *FULL)
    survivors_file(tmp_path, "act hold was left out")
    report = check(tmp_path, Measures(mutants=True))
    assert report.score
    assert ["act hold was left out" in str(finding) for finding in report.score.stale] == [True]
    assert not report.score.enough


def test_a_sample_does_not_call_an_explanation_stale_that_it_did_not_try(tmp_path: Path) -> None:
    write(tmp_path, PAIN, *FULL)
    survivors_file(tmp_path, "no such change")
    score = check(tmp_path, Measures(mutants=True, sample=3)).score
    assert score
    assert (score.total, score.stale) == (3, ())


def test_the_command_prints_the_figures_and_ends_with_1_below_them(tmp_path: Path) -> None:
    write(tmp_path, PAIN, *WEAK)
    arguments = ["check", "--coverage", "--mutate", "--rules", str(tmp_path)]
    done = CliRunner().invoke(build_app(), arguments)
    assert done.exit_code == 1
    assert (
        "rule coverage 100.0 % (1 of 1), condition coverage 100.0 % (1 of 1 comparisons), mutants 7"
        in done.stdout
    )
    assert "killed 4, equivalent 0 not counted, survivors 3 (0 explained), score 57.1 %" in done.stdout
    assert "rules.yaml:3:5: hurt: act hold became clearance" in done.stdout


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    write(tmp_path, PAIN, *WEAK)
    drawn = [check(tmp_path, Measures(mutants=True, sample=4, seed=seed)).score for seed in (1, 1, 2)]
    assert [str(one) for one in drawn[0].survivors] == [str(one) for one in drawn[1].survivors]  # type: ignore[union-attr]
    assert len({tuple(map(str, one.survivors)) for one in drawn if one}) == 2


#: Mistakes that would harm: each must be there to be made, and be noticed.
HARMFUL = {
    "bp-hold: systolic_bp > 180 mm[Hg] became systolic_bp >= 180 mm[Hg]",
    "bp-hold: diastolic_bp >= 110 mm[Hg] became diastolic_bp >= 111 mm[Hg]",
    "bp-hold: act hold became clearance",
    "bp-raised: systolic_bp >= 160 mm[Hg] became systolic_bp > 160 mm[Hg]",
    "bp-low: systolic_bp < 90 mm[Hg] became systolic_bp < 89 mm[Hg]",
    "glucose-low: glucose < 70 mg/dL (3.9 mmol/L) became glucose <= 70 mg/dL (3.9 mmol/L)",
    "glucose-low: glucose < 70 mg/dL (3.9 mmol/L) became glucose < 70 mg/dL (3.8 mmol/L)",
    "glucose-low: glucose < 70 mg/dL (3.9 mmol/L) became glucose < 70 mmol/L",
}


def test_the_cases_of_the_shipped_rules_notice_harmful_mistakes_and_most_of_a_sample() -> None:
    rulebook = load_rulebook(RULES)
    cases, _ = read_cases(RULES, rulebook)
    with Session(rulebook) as session:
        trial = Trial(rulebook, [run_case(case, session) for case in cases])
    made = {f"{one.rule.id}: {one.change}": one for one in mutants(rulebook, read_wheres(RULES, rulebook))}
    assert set(made) >= HARMFUL
    assert [name for name in sorted(HARMFUL) if not trial.notices(made[name].rule)] == []
    drawn = random.Random(1).sample(sorted(made), 200)  # noqa: S311 - no secret
    noticed = sum(trial.notices(made[name].rule) for name in drawn)
    assert noticed >= 190
