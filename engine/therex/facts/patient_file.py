"""What a patient file may hold, before its facts are read against the vocabulary."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from therex.facts.validate import Entry, YesNo


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Score = Annotated[Decimal, Field(ge=0, le=10)]
Count = Annotated[int, Field(ge=0, le=1000)]


class PatientEntry(Entry):
    """Who the patient is. Name and id are only printed, never reasoned on."""

    id: Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, Decimal) else v)] = ""
    name: str = ""
    birth_date: dt.date | None = None
    sex: Literal["female", "male"] | None = None


class AssessmentEntry(Entry):
    """When and by whom the facts were taken. `date` is "today" for every rule."""

    date: dt.date
    by: str = ""
    clinic: str = ""
    phone: Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, Decimal) else v)] = ""
    review_date: dt.date | None = None


class HomeEntry(Entry):
    """What the home has beyond an ordinary household, and what of that it lacks."""

    equipment: list[str] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)


class SessionEntry(Entry):
    """One session of an exercise. Effort names its scale: ``13 borg6_20`` or ``4 cr10``."""

    date: dt.date
    sets: Count | None = None
    reps: Annotated[list[Count], BeforeValidator(_as_list)] = Field(default_factory=list)
    load: str | None = None
    hold_seconds: Annotated[Decimal, Field(ge=0, le=600)] | None = None
    minutes: Annotated[Decimal, Field(ge=0, le=600)] | None = None
    effort: str | None = None
    pain_before: Score | None = None
    pain_during: Score | None = None
    pain_next_morning: Score | None = None
    form_ok: YesNo | None = None
    near_falls: Count | None = None
    observed: YesNo = False
    decision: Literal["progress", "hold", "regress", "review"] | None = None


class LogEntry(Entry):
    """The log of one exercise, with the dose that was prescribed when it differs from the catalogue."""

    exercise: str
    dose: dict[str, Any] = Field(default_factory=dict)
    sessions: list[SessionEntry] = Field(min_length=1)


class PatientFileEntry(Entry):
    """A patient facts file, version 1."""

    therex: Literal["1"] = "1"
    patient: PatientEntry = PatientEntry()
    assessment: AssessmentEntry
    conditions: list[str] | None = None
    medications: list[str] | None = None
    screens: dict[str, Literal["none"] | list[str]] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)
    home: HomeEntry = HomeEntry()
    log: list[LogEntry] = Field(default_factory=list)
