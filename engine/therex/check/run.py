"""The whole check of a rulebook: load, lints, cases, coverage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from therex.check.cases import Ran, read_cases, run_case
from therex.check.coverage import uncovered
from therex.check.lints import lint, lint_coverage
from therex.errors import InputError, TherexError
from therex.inference.session import Session
from therex.rulebook.coverage import read_coverage
from therex.rulebook.files import RulebookError
from therex.rulebook.load import load_rulebook


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

    @property
    def clean(self) -> bool:
        """Say whether nothing was found."""
        return not (self.broken or self.lints or self.failures or self.uncovered)


def check(folder: Path) -> Report:
    """Check the rulebook in `folder`."""
    try:
        rulebook = load_rulebook(folder, cache=False)
    except RulebookError as error:
        return Report(0, 0, 0, broken=tuple(error.problems))
    findings = lint(rulebook)
    cases, problems = read_cases(folder, rulebook)
    try:
        if coverage := read_coverage(folder):
            findings += lint_coverage(coverage, rulebook)
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
    return Report(
        rules=len(rulebook.rules),
        exercises=len(rulebook.exercises),
        cases=len(cases),
        broken=tuple(problems),
        lints=tuple(findings),
        failures=tuple(failures),
        uncovered=tuple(uncovered(rulebook, ran)),
    )
