"""What the commands share: options, and a patient file made into a decision."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from therex.facts.document import MAX_BYTES, document_of
from therex.facts.model import Patient
from therex.facts.read import patient_from
from therex.facts.text import read_bytes
from therex.inference.session import Session
from therex.plan.build import decide
from therex.plan.decision import Decision
from therex.resources import data_folder
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook

PatientFile = Annotated[Path, typer.Argument(help="A patient facts file, YAML or JSON.", show_default=False)]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="Folder of rules; the shipped ones when left out.")
]
ClinicOption = Annotated[Path | None, typer.Option("--clinic", help="A clinic's own settings, YAML.")]

#: Exit codes.
PLAN_MADE, BAD_INPUT, NO_EXERCISE_TODAY = 0, 2, 3


@dataclass(frozen=True)
class Decided:
    """A decision with what it was made from; `patient_file` holds the bytes that were read."""

    decision: Decision
    patient: Patient
    rulebook: Rulebook
    patient_file: bytes

    @property
    def exit_code(self) -> int:
        """0 when a plan was made, 3 when no exercise may be printed today."""
        return PLAN_MADE if self.decision.action.exercise_today else NO_EXERCISE_TODAY


def rulebook_for(rules: Path | None, clinic: Path | None = None) -> Rulebook:
    """Return the rulebook to use."""
    return load_rulebook(rules or data_folder("rules"), clinic)


@contextmanager
def deciding(file: Path, rules: Path | None, clinic: Path | None) -> Iterator[tuple[Decided, Session]]:
    """Read a patient file and decide; the session stays open for further questions."""
    rulebook = rulebook_for(rules, clinic)
    content = read_bytes(file, MAX_BYTES)
    patient = patient_from(document_of(content, str(file)), known_to(rulebook))
    with Session(rulebook) as session:
        yield Decided(decide(session, patient), patient, rulebook, content), session
