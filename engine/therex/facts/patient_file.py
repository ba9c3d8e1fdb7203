"""What a patient file may hold, before its facts are read against the vocabulary."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from therex.errors import short
from therex.facts.validate import Day, Entry, MisfitError, Number, Text, Whole, YesNo, as_text


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _as_answer(value: object) -> object:
    if value != "none" and not isinstance(value, list):
        wrong = (
            f'"{short(value)}" does not answer a screen'
            if isinstance(value, str)
            else "no answer to a screen"
        )
        raise MisfitError(wrong, "none, or a list of what is present")
    return [] if value == "none" else value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise MisfitError("an override that does not say why, or by whom", "a reason and a name")
    return value.strip()


Said = Annotated[Text, AfterValidator(_not_blank)]
Score = Annotated[Number, Field(ge=0, le=10)]
Count = Annotated[Whole, Field(ge=0, le=1000)]
Amount = Annotated[Number, Field(ge=0, le=600)]


#: The facts that the head of a file states, each with its place there.
HEADER = {
    "assessment_date": ("assessment", "date"),
    "birth_date": ("patient", "birth_date"),
    "sex": ("patient", "sex"),
}


class PatientEntry(Entry):
    """Who the patient is. Name and id are only printed, never reasoned on."""

    id: Text = ""
    name: str = ""
    birth_date: Day | None = None
    sex: Literal["female", "male"] | None = None


class AssessmentEntry(Entry):
    """When and by whom the facts were taken. `date` is "today" for every rule."""

    date: Day
    by: str = ""
    clinic: str = ""
    phone: Text = ""
    review_date: Day | None = None


class HomeEntry(Entry):
    """What the home has beyond an ordinary household, and what of that it lacks."""

    equipment: list[str] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)


class SessionEntry(Entry):
    """One session of an exercise. Effort names its scale: ``13 borg6_20`` or ``4 cr10``."""

    date: Day
    sets: Count | None = None
    reps: Annotated[list[Count], BeforeValidator(_as_list)] = Field(default_factory=list)
    load: Text | None = None
    hold_seconds: Amount | None = None
    minutes: Amount | None = None
    effort: Text | None = None
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
    dose: dict[str, Text] = Field(default_factory=dict)
    sessions: list[SessionEntry] = Field(min_length=1)


class ManualEntry(Entry):
    """What the therapist did to the patient, such as passive range of motion."""

    technique: str
    where: str = ""
    minutes: Amount | None = None


class OverrideEntry(Entry):
    """A rule that the therapist sets aside for this patient; with `exercise`, for that one only."""

    rule: str
    exercise: str = ""
    by: Said
    reason: Said


class PatientFileEntry(Entry):
    """A patient facts file, version 1."""

    therex: Annotated[Literal["1"], BeforeValidator(as_text)] = "1"
    patient: PatientEntry = PatientEntry()
    assessment: AssessmentEntry
    conditions: list[str] | None = None
    medications: list[str] | None = None
    screens: dict[str, Annotated[list[str], BeforeValidator(_as_answer)]] = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)
    home: HomeEntry = HomeEntry()
    manual_techniques: list[ManualEntry] = Field(default_factory=list)
    log: list[LogEntry] = Field(default_factory=list)
    overrides: list[OverrideEntry] = Field(default_factory=list)
