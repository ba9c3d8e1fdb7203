"""The small rulebook of these tests, and a patient of it from a few lines of YAML."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from therex.cli import main
from therex.explain.explainer import Explainer
from therex.explain.outline import Point
from therex.explain.why_not import explain_exercise
from therex.facts.document import parse_document
from therex.facts.read import patient_from
from therex.inference.session import Session
from therex.plan.build import decide
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook

RULES = Path(__file__).parent / "rulebook"

#: A knee patient of 76 with a raised pressure, seen by A. Ro; facts begin in line 6.
PATIENT = """\
patient: {birth_date: 1950-01-01}
assessment: {date: 2026-03-02, by: A. Ro}
conditions: [knee_osteoarthritis]
medications: []
facts:
  systolic_bp: 164 mm[Hg]
  knee_pain: {value: 3, on: 2026-03-01, by: the patient}
  chest_pain: no
"""
LOG = """\
log:
  - exercise: quad-set
    sessions:
      - {date: 2026-02-20, observed: yes}
      - {date: 2026-02-25, observed: yes}
"""


@cache
def rulebook() -> Rulebook:
    """Return the small rulebook."""
    return load_rulebook(RULES, cache=False)


@contextmanager
def explaining(text: str, rules: Rulebook | None = None) -> Iterator[Explainer]:
    """Decide on the patient that `text` describes, and explain it."""
    rules = rules or rulebook()
    known = known_to(rules)
    patient = patient_from(parse_document(text, "patient.yaml"), known)
    with Session(rules) as session:
        yield Explainer(decide(session, patient), patient, session)


def lines(*points: Point) -> list[str]:
    """Return the lines of an explanation, without their indentation."""
    return [line.strip() for point in points for line in point.lines()]


def why_not(text: str, exercise: str, rules: Rulebook | None = None) -> list[str]:
    """Return why an exercise is not in the plan of the patient that `text` describes."""
    with explaining(text, rules) as explainer:
        return lines(explain_exercise(explainer.exercise(exercise), explainer))


def of_rule(text: str, rule: str) -> list[str]:
    """Return the truth tree of a rule for the patient that `text` describes."""
    with explaining(text) as explainer:
        return lines(explainer.whole_rule(explainer.rule(rule)))


def run(*arguments: str) -> tuple[int, str, str]:
    """Run the command line on the small rulebook; return its exit code, stdout and stderr."""
    return run_with(RULES, *arguments)


def run_with(rules: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command line on a rulebook, its cache in a folder of the tests."""
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("XDG_CACHE_HOME", _cache_folder())
        patch.setattr(sys, "argv", ["therex", *arguments, "--rules", str(rules)])
        with pytest.raises(SystemExit) as ended:
            main()
    return ended.value.code or 0, out.getvalue(), err.getvalue()  # type: ignore[return-value]


@cache
def _cache_folder() -> str:
    """Return a folder that is kept to the end of the tests, for a rulebook takes a second to read."""
    folder = mkdtemp()
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder
