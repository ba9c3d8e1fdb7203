"""The sheet: what stands on the pages, as plain data that the templates only lay out."""

from __future__ import annotations

from dataclasses import dataclass

from therex.handout.clinician import ClinicianPart
from therex.handout.phrases import Line

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Who and when. What the file does not state is None: a blank to write on."""

    name: Line | None
    on: Line
    therapist: Line | None
    clinic: Line | None
    phone: Line | None
    review: Line | None
    conditions: Lines


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise as the patient reads it."""

    number: Line
    name: Line
    side: Line | None
    why: Lines
    amounts: Lines
    effort: Lines
    note: Line | None
    start: Line
    steps: Lines
    feel: Line
    mistake: Line
    breathing: Line
    limits: Lines
    when_easy: Lines
    too_hard: Lines
    stop: Lines


@dataclass(frozen=True, slots=True)
class Group:
    """The exercises of one body position."""

    position: Line
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """The grid: a row a day, a column an exercise; `scale` says what effort numbers mean."""

    columns: tuple[tuple[Line, Line], ...]
    days: Lines
    scale: tuple[tuple[Line, Line], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The patient's pages when there is exercise today."""

    today: Lines
    clearance: Lines
    equipment: Lines
    before: Lines
    limits: Lines
    help: Lines
    measure: Lines
    everyday: Lines
    groups: tuple[Group, ...]
    pain: Lines
    stop: Lines
    diary: Diary


@dataclass(frozen=True, slots=True)
class ActionPage:
    """The patient's page when there is none: no exercise is named on it."""

    headline: Line
    found: Lines
    to_do: Lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole handout; either `plan` or `action` is there, never both."""

    lang: str
    title: str
    header: Header
    plan: Plan | None
    action: ActionPage | None
    call_today: Lines
    emergency: Lines
    clinician: ClinicianPart
