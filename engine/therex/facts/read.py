"""A patient file, read: every fact with its value, unit, date, author and place."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

from therex.errors import InputError, Place, nearest, short
from therex.facts.document import Mapping, Node, Sequence, find, read_document
from therex.facts.known import Known
from therex.facts.logs import read_logs, refuse_future
from therex.facts.manual import read_manual
from therex.facts.model import Fact, Head, Patient, Statement
from therex.facts.overrides import read_overrides
from therex.facts.patient_file import HEADER, PatientFileEntry
from therex.facts.validate import validated
from therex.facts.values import read_statement
from therex.facts.vocabulary import Definition


def read_patient(path: Path, known: Known) -> Patient:
    """Read the patient facts file at `path`.

    Raises:
        InputError: it cannot be used; with file, line, column and what was expected.

    """
    return patient_from(read_document(path), known)


def patient_from(document: Node, known: Known) -> Patient:
    """Read a patient from a parsed document."""
    entry = validated(PatientFileEntry, document)
    assert isinstance(document, Mapping)  # noqa: S101 - validated
    return _Reader(entry, document, known).patient()


class _Reader:
    def __init__(self, entry: PatientFileEntry, document: Mapping, known: Known) -> None:
        self.entry, self.document, self.known = entry, document, known
        self.today = entry.assessment.date
        self.statements: dict[str, list[Statement]] = defaultdict(list)
        self.said_unknown: set[str] = set()

    def patient(self) -> Patient:
        self._header()
        self._closed_list("conditions", self.entry.conditions)
        self._closed_list("medications", self.entry.medications)
        self._screens()
        self._stated_facts()
        self._check_home()
        touched = {*self.statements, *self.said_unknown, *self.known.permissions}
        facts = self.known.unstated | {name: self._fact(self.known.facts[name]) for name in touched}
        return Patient(
            head=self._head(),
            facts=facts,
            logs=read_logs(self.entry, self.document, self.known, self.today),
            manual=read_manual(self.entry, self.document, self.known.manual_techniques),
            overrides=read_overrides(self.entry, self.document, self.known.rules),
            equipment=frozenset(self.entry.home.equipment),
            missing_equipment=frozenset(self.entry.home.missing),
            conditions=tuple(sorted(set(self.entry.conditions or ()))),
            source=self.document.place.file,
        )

    def _head(self) -> Head:
        patient, assessment = self.entry.patient, self.entry.assessment
        if assessment.review_date and assessment.review_date < self.today:
            wrong = f"{assessment.review_date} lies before the assessment"
            place = find(self.document, ("assessment", "review_date")).place
            raise InputError(wrong, place, f"a date from {self.today}")
        return Head(
            id=patient.id,
            name=patient.name,
            assessed_on=assessment.date,
            assessed_by=assessment.by,
            clinic=assessment.clinic,
            phone=assessment.phone,
            review_on=assessment.review_date,
        )

    def _header(self) -> None:
        for name, path in HEADER.items():
            section, key = path
            value = getattr(getattr(self.entry, section), key)
            if value is not None and name in self.known.facts:
                place = find(self.document, path).place
                if isinstance(value, dt.date):
                    refuse_future(value, place, self.today)
                self._add(name, Statement(value, self.today, "header", place, "/" + "/".join(path)))

    def _closed_list(self, which: str, listed: list[str] | None) -> None:
        """Take listed as yes and not listed as no; an absent list leaves its facts unknown."""
        members = self.known.closed_lists.get(which, [])
        if listed is None:
            return
        for index, name in enumerate(listed):
            if name not in members:
                place = find(self.document, (which, index)).place
                kind = which.removesuffix("s")
                hint = nearest(name, members) or f"a {kind} of the vocabulary"
                raise InputError(f'unknown {kind} "{short(name)}"', place, hint)
        whole = Statement(value=False, on=self.today, origin="list", pointer=f"/{which}",
                          place=find(self.document, (which,)).place)  # fmt: skip
        for name in members:
            if name in listed:
                index = listed.index(name)
                place = find(self.document, (which, index)).place
                self._add(name, Statement(True, self.today, "list", place, f"/{which}/{index}"))  # noqa: FBT003
            else:
                self._add(name, whole)

    def _screens(self) -> None:
        screens = self.known.screens
        for screen, answer in self.entry.screens.items():
            place = find(self.document, ("screens", screen)).place
            if screen not in screens:
                hint = nearest(screen, screens) or f"one of {', '.join(sorted(screens))}"
                raise InputError(f'unknown screen "{screen}"', self._key("screens", screen), hint)
            for index, name in enumerate(answer):
                if name not in screens[screen]:
                    where = find(self.document, ("screens", screen, index)).place
                    hint = nearest(name, screens[screen]) or "a yes-or-no fact of this screen"
                    raise InputError(f'"{short(name)}" is not on the screen "{screen}"', where, hint)
            for name in screens[screen]:
                pointer = f"/screens/{screen}"
                self._add(name, Statement(name in answer, self.today, "screen", place, pointer))

    def _stated_facts(self) -> None:
        node = find(self.document, ("facts",))
        if not self.entry.facts or not isinstance(node, Mapping):
            return
        for name, value in node.entries.items():
            definition = self._statable(name, node.keys[name])
            items = value.items if isinstance(value, Sequence) else [value]
            if not items:
                raise InputError("no value is given", value.place, "a value, or the word unknown")
            for index, item in enumerate(items):
                pointer = f"/facts/{name}" + (f"/{index}" if isinstance(value, Sequence) else "")
                self._state(definition, item, pointer)

    def _statable(self, name: str, place: Place) -> Definition:
        definition = self.known.facts.get(name)
        if definition is None:
            ours = (fact for fact, known in self.known.facts.items() if known.about == "patient")
            hint = nearest(name, ours) or "a fact of the vocabulary"
            raise InputError(f'unknown fact "{name}"', place, hint)
        if definition.about != "patient":
            raise InputError(f'"{name}" is read from the log of an exercise', place, "it under `log:`")
        if definition.closed_list:
            expected = f"it under `{definition.closed_list}:`, if the patient has it"
            raise InputError(f'"{name}" is stated in a list, not here', place, expected)
        if definition.derived:
            raise InputError(f'"{name}" is derived by a rule', place, "the facts it is derived from")
        return definition

    def _state(self, definition: Definition, node: Node, pointer: str) -> None:
        stated = read_statement(definition, node)
        if stated.reading.value is None:
            self.said_unknown.add(definition.name)
            return
        on = stated.on or self.today
        refuse_future(on, find(node, ("on",)).place, self.today)
        if isinstance(stated.reading.value, dt.date):
            refuse_future(stated.reading.value, find(node, ("value",)).place, self.today)
        statement = Statement(
            stated.reading.value, on, "stated", node.place, pointer, stated.by,
            stated.reading.number, stated.reading.unit,
        )  # fmt: skip
        self._add(definition.name, statement)

    def _key(self, section: str, name: str) -> Place:
        node = find(self.document, (section,))
        return node.keys[name] if isinstance(node, Mapping) else node.place

    def _add(self, name: str, statement: Statement) -> None:
        self.statements[name].append(statement)

    def _fact(self, definition: Definition) -> Fact:
        stated = tuple(self.statements.get(definition.name, ()))
        if definition.name in self.said_unknown:
            return Fact(definition, None, stated, "said to be unknown")
        if not stated and definition.absent_is_no:
            absent = Statement(value=False, on=self.today, origin="absent")
            return Fact(definition, absent, (), "")
        if len(stated) == 1 and not self._is_stale(definition, stated[0]):
            return Fact(definition, stated[0], stated, "")
        fresh = [statement for statement in stated if not self._is_stale(definition, statement)]
        if not fresh:
            last = max(statement.on for statement in stated if statement.on)
            return Fact(definition, None, stated, f"stale: last stated on {last}")
        fresh.sort(key=lambda statement: _content(definition, statement))
        if len({statement.value for statement in fresh}) == 1:
            return Fact(definition, fresh[-1], tuple(fresh), "")
        used = _strictest(definition, fresh)
        return Fact(definition, used, tuple(fresh), "" if used else "stated twice, differently")

    def _is_stale(self, definition: Definition, statement: Statement) -> bool:
        if definition.fresh_for is None or statement.on is None:
            return False
        return (self.today - statement.on).days > definition.fresh_for

    def _check_home(self) -> None:
        for key in ("equipment", "missing"):
            for index, name in enumerate(getattr(self.entry.home, key)):
                if name not in self.known.equipment:
                    place = find(self.document, ("home", key, index)).place
                    hint = nearest(name, self.known.equipment) or "equipment of the vocabulary"
                    raise InputError(f'unknown equipment "{short(name)}"', place, hint)


def _content(definition: Definition, statement: Statement) -> tuple[int, list[str]]:
    """Return what a statement says, as a key that does not depend on where it stands in the file."""
    said = (statement.on, statement.origin, statement.by, statement.unit, statement.number)
    return definition.code(statement.value), [str(part) for part in said]


def _strictest(definition: Definition, statements: list[Statement]) -> Statement | None:
    """Return the stricter of sorted statements that disagree, or None where the vocabulary names none."""
    match definition.stricter:
        case "higher" | "last" | "yes" | "later":
            return statements[-1]
        case "lower" | "first" | "no" | "earlier":
            return statements[0]
        case _:
            return None
