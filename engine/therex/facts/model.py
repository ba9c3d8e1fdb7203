"""A fact of one patient: its value, and who said so, when and where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from therex.errors import Place
from therex.facts.manual import ManualDone
from therex.facts.overrides import StatedOverride
from therex.facts.units import spoken
from therex.facts.vocabulary import Definition, Value

Origin = Literal["stated", "list", "screen", "absent", "header", "calculated", "derived", "log", "exercise"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a fact.

    `value` is in the canonical unit; `number` and `unit` are as they were written. `pointer` is a
    JSON pointer into the patient file. `origin` says how it was stated, and `inputs` which facts a
    calculation or a derivation took it from.
    """

    value: Value
    on: dt.date | None
    origin: Origin
    place: Place | None = None
    pointer: str = ""
    by: str = ""
    number: Decimal | None = None
    unit: str = ""
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one entry of the vocabulary for this patient.

    `used` is the statement that counts: the only one, or the stricter of several that disagree.
    It is None when the fact is unknown, and then `why_unknown` says why.
    """

    definition: Definition
    used: Statement | None = None
    statements: tuple[Statement, ...] = ()
    why_unknown: str = "not stated"

    @property
    def name(self) -> str:
        """The fact's name in the vocabulary."""
        return self.definition.name

    @property
    def code(self) -> int | None:
        """The value as a whole number that keeps its order, or None when unknown."""
        return None if self.used is None else self.definition.code(self.used.value)

    @property
    def conflicting(self) -> bool:
        """Say whether statements of it disagree."""
        return len(self.statements) > 1 and len({statement.value for statement in self.statements}) > 1

    def say(self) -> str:
        """Return the value as it was stated, for people."""
        if self.used is None:
            return "unknown"
        if self.used.unit and self.used.number is not None:
            return f"{self.used.number:f} {spoken(self.used.unit)}".strip()
        return self.definition.say(self.used.value)


#: All facts of the vocabulary, by name.
Facts = dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Session:
    """One session of an exercise, from the log. Effort and pain are scores; None is not noted."""

    on: dt.date
    sets: int | None = None
    reps: tuple[int, ...] = ()
    load_kg: Decimal | None = None
    hold_seconds: Decimal | None = None
    minutes: Decimal | None = None
    effort: Decimal | None = None
    effort_scale: str = ""
    pain_before: Decimal | None = None
    pain_during: Decimal | None = None
    pain_next_morning: Decimal | None = None
    form_ok: bool | None = None
    near_falls: int | None = None
    observed: bool = False
    decision: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseLog:
    """The sessions of one exercise, oldest first, and the dose that was prescribed."""

    exercise: str
    sessions: tuple[Session, ...]
    prescribed: dict[str, tuple[Decimal, Decimal]]
    place: Place


@dataclass(frozen=True, slots=True)
class Head:
    """Who the patient is and who assessed, as printed on the handout."""

    id: str = ""
    name: str = ""
    assessed_on: dt.date = dt.date.min
    assessed_by: str = ""
    clinic: str = ""
    phone: str = ""
    review_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient's file, read: head, facts, logs, and what the home has."""

    head: Head
    facts: Facts
    logs: tuple[ExerciseLog, ...] = ()
    equipment: frozenset[str] = frozenset()
    missing_equipment: frozenset[str] = frozenset()
    conditions: tuple[str, ...] = ()
    manual: tuple[ManualDone, ...] = ()
    overrides: tuple[StatedOverride, ...] = ()
    source: str = ""
