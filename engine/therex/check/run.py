"""The whole check of a rulebook: load, lints, cases, what is untested, and how strong the cases are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from therex.check.cases import Ran, read_cases, run_case
from therex.check.coverage import uncovered
from therex.check.decisions import read_wheres
from therex.check.lints import lint, lint_coverage
from therex.check.mcdc import Coverage, coverage
from therex.check.plain_words import lint_words
from therex.check.score import Score, score
from therex.check.translations import lint_translations
from therex.errors import InputError, TherexError
from therex.inference.session import Session
from therex.rulebook.coverage import read_coverage
from therex.rulebook.files import RulebookError
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook


@dataclass(frozen=True)
class Measures:
    """What to measure besides: coverage, and mutants, all of them or a random sample."""

    coverage: bool = False
    mutants: bool = False
    sample: int | None = None
    seed: int = 1


@dataclass(frozen=True)
class Report:
    """What the check found. `rules` and `cases` count what was looked at."""

    rules: int
    exercises: int
    cases: int
    broken: tuple[InputError, ...] = ()
    lints: tuple[InputError, ...] = ()
    failures: tuple[str, ...] = ()
    uncovered: tuple[InputError, ...] = ()
    coverage: Coverage | None = None
    score: Score | None = None

    @property
    def clean(self) -> bool:
        """Say whether nothing was found, and what was measured is enough."""
        found = self.broken or self.lints or self.failures or self.uncovered
        covered = self.coverage is None or self.coverage.full
        return not found and covered and (self.score is None or self.score.enough)


def check(folder: Path, measures: Measures | None = None, templates: Path | None = None) -> Report:
    """Check the rulebook in `folder`, and measure how strong its cases are where that is asked for.

    With `templates`, the phrases and translations in them are checked as well.
    """
    try:
        rulebook = load_rulebook(folder, cache=False)
    except RulebookError as error:
        return Report(0, 0, 0, broken=tuple(error.problems))
    findings = [*lint(rulebook), *lint_words(rulebook, templates)]
    cases, problems = read_cases(folder, rulebook)
    try:
        if coverage := read_coverage(folder):
            findings += lint_coverage(coverage, rulebook)
        if templates:
            findings += lint_translations(rulebook, templates)
    except InputError as error:
        problems.append(error)
    ran: list[Ran] = []
    failures: list[str] = []
    with Session(rulebook) as session:
        for case in cases:
            try:
                ran.append(run_case(case, session))
            except TherexError as error:
                failures.append(f'{case.place}: case "{case.name}": {error}')
    for one in ran:
        failures += [f'{one.case.place}: case "{one.case.name}": {failure}' for failure in one.failures]
    report = Report(
        rules=len(rulebook.rules),
        exercises=len(rulebook.exercises),
        cases=len(cases),
        broken=tuple(problems),
        lints=tuple(findings),
        failures=tuple(failures),
        uncovered=tuple(uncovered(rulebook, ran)),
    )
    return _measured(report, measures or Measures(), folder, rulebook, ran)


def _measured(report: Report, measures: Measures, folder: Path, rulebook: Rulebook, ran: list[Ran]) -> Report:
    """Return the report with what is asked for; a case that fails is evidence of nothing."""
    sound = [one for one in ran if not one.failures]
    if measures.coverage or measures.mutants:
        wheres = read_wheres(folder, rulebook)
        if measures.coverage:
            report = replace(report, coverage=coverage(rulebook, sound, wheres))
        if measures.mutants:
            chosen = (measures.sample, measures.seed)
            report = replace(report, score=score(folder, rulebook, sound, wheres, chosen))
    return report
