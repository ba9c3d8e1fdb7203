"""The sheet: what stands on the pages, as plain data that the templates only lay out."""

from __future__ import annotations

from dataclasses import dataclass

from therex.handout.clinician import ClinicianPart
from therex.handout.options import Options
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
class Figure:
    """The picture of an exercise, start and end side by side: SVG markup that holds `alt` as its title."""

    svg: str
    alt: Line
    caption: Line


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise as the patient reads it. What all exercises share stands once, in the plan."""

    number: Line
    name: Line
    position: Line
    side: Line | None
    figure: Figure | None
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
class Light:
    """One light of the pain traffic light: `colour` is green, amber or red."""

    colour: str
    says: Lines


@dataclass(frozen=True, slots=True)
class Diary:
    """The grid: a row a day, a column an exercise; `scale` says what effort numbers mean.

    `full`: what to do when it is full, where it ends before the review.
    """

    title: Line
    columns: tuple[tuple[Line, Line], ...]
    days: Lines
    scale: tuple[tuple[Line, Line], ...]
    full: Line | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The patient's pages when there is exercise today; the cards of one body position are neighbours.

    `too_hard` and `stop` hold what counts for every exercise; a card holds only what is its own.
    """

    title: Line
    today: Lines
    clearance: Lines
    equipment: Lines
    before: Lines
    limits: Lines
    help: Lines
    measure: Lines
    everyday: Lines
    cards: tuple[Card, ...]
    pain: tuple[Light, ...]
    pain_notes: Lines
    too_hard: Lines
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
    """The whole handout; either `plan` or `action` is there, never both.

    `helper`: what who helps at home is told first; empty on the patient's own sheet.
    `decided`: what the therapist decided against a rule.
    `emergency_number`: None where the region is not known, then it is a blank to write on.
    """

    lang: str
    direction: str
    comma: str
    options: Options
    title: str
    heading: Line
    header: Header
    plan: Plan | None
    action: ActionPage | None
    helper: Lines
    decided: Lines
    emergency_number: Line | None
    call_today: Lines
    emergency: Lines
    clinician: ClinicianPart
