"""Cases: sentences with facts and expected outcomes, beside the rules they test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import Field

from therex.check.expectations import unmet
from therex.errors import InputError, Place, nearest
from therex.facts.document import Mapping, Node, Scalar, Sequence, read_document
from therex.facts.known import Known
from therex.facts.logs import log_facts
from therex.facts.model import Patient
from therex.facts.read import patient_from
from therex.facts.validate import Entry, validated
from therex.inference.session import Judged, Session
from therex.rulebook.files import rule_files
from therex.rulebook.known import known_to
from therex.rulebook.model import Rulebook

#: Accepted survivors of mutation stand beside the cases; they are none.
SURVIVORS = "mutation_survivors.cases.yaml"
#: The day on which every case takes place, unless it says otherwise.
TODAY = "2026-01-15"
_FILE_KEYS = ("facts", "screens", "log", "assessment", "patient")


class CaseEntry(Entry):
    """One case. `exercise` names the exercise that progression rules judge, without a log."""

    name: str
    facts: dict[str, Any] = Field(default_factory=dict)
    conditions: list[str] = Field(default_factory=list)
    medications: list[str] = Field(default_factory=list)
    screens: dict[str, Any] = Field(default_factory=dict)
    patient: dict[str, Any] = Field(default_factory=dict)
    assessment: dict[str, Any] = Field(default_factory=dict)
    log: list[Any] = Field(default_factory=list)
    exercise: str | None = None
    expect: dict[str, Any] = Field(min_length=1)


@dataclass(frozen=True)
class Case:
    """One case, read: the patient it describes and what is expected of which rule."""

    name: str
    topic: str
    place: Place
    patient: Patient
    exercise: str | None
    expect: dict[str, Any]


@dataclass(frozen=True)
class Ran:
    """A case that was run: what was found, and every expectation that was not met."""

    case: Case
    judged: dict[str, Judged]
    failures: tuple[str, ...]


def read_cases(folder: Path, rulebook: Rulebook) -> tuple[list[Case], list[InputError]]:
    """Return all cases below `folder`, and what is wrong with those that cannot be read."""
    facts = {name: replace(fact, about="patient") for name, fact in rulebook.facts.items()}
    known = known_to(rulebook, facts)
    cases: list[Case] = []
    problems: list[InputError] = []
    for path in rule_files(folder, cases=True):
        if path.name == SURVIVORS:
            continue
        topic = path.relative_to(folder).as_posix().removesuffix(".cases.yaml")
        try:
            nodes = list(_case_nodes(path))
        except InputError as error:
            problems.append(error)
            continue
        for node in nodes:
            try:
                cases.append(_case(node, topic, known, rulebook))
            except InputError as error:
                problems.append(error)
    return cases, problems


def _case_nodes(path: Path) -> Iterator[Node]:
    document = read_document(path)
    items = document.entries.get("cases") if isinstance(document, Mapping) else None
    if not isinstance(items, Sequence):
        raise InputError("no list of cases", document.place, "`cases:` with a list")
    yield from items.items


def _case(node: Node, topic: str, known: Known, rulebook: Rulebook) -> Case:
    entry = validated(CaseEntry, node)
    assert isinstance(node, Mapping)  # noqa: S101 - validated
    place = node.place
    for rule in entry.expect:
        if rule not in rulebook.rules:
            expect = node.entries["expect"]
            where = expect.keys[rule] if isinstance(expect, Mapping) else place
            raise InputError(f'unknown rule "{rule}"', where, nearest(rule, rulebook.rules) or "a rule")
    entries = {key: value for key, value in node.entries.items() if key in _FILE_KEYS}
    for which in ("conditions", "medications"):
        entries[which] = node.entries.get(which, Sequence([], place))
    if "assessment" not in entries:
        entries["assessment"] = Mapping(
            {"date": Scalar(TODAY, plain=True, place=place)}, {"date": place}, place
        )
    keys = {key: node.keys.get(key, place) for key in entries}
    patient = patient_from(Mapping(entries, keys, place), known)
    if entry.exercise is not None and entry.exercise not in rulebook.exercises:
        raise InputError(
            f'unknown exercise "{entry.exercise}"', place, nearest(entry.exercise, rulebook.exercises)
        )
    return Case(entry.name, topic, place, patient, entry.exercise, entry.expect)


def run_case(case: Case, session: Session) -> Ran:
    """Judge the patient of a case with both evaluators, and compare with what was expected."""
    judged = {"patient": session.judge_patient(case.patient.facts)}
    world = judged["patient"].world
    today = case.patient.head.assessed_on
    exercises = session.rulebook.exercises
    if case.patient.logs:
        log = case.patient.logs[0]
        judged["exercise"] = session.judge_exercise(world, exercises[log.exercise], log_facts(log, today))
    elif case.exercise:
        judged["exercise"] = session.judge_exercise(world, exercises[case.exercise], {})
    failures = []
    for rule_id, expected in case.expect.items():
        rule = session.rulebook.rules[rule_id]
        if rule.scope not in judged:
            failures.append(f"{rule_id}: this case has no log and no `exercise`")
            continue
        failures += [f"{rule_id}: {failure}" for failure in unmet(rule, expected, judged[rule.scope])]
    return Ran(case, judged, tuple(failures))
