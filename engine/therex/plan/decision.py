"""The decision: one model that the handout, the clinician's page and the auditor all read.

Its JSON Schema is published (``therex schema decision``). Every list is sorted by a stated rule, so
the same facts and rules give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from therex.rulebook.model import ActionLevel
from therex.rulebook.terms import Verdict

Truth = Literal["true", "unknown"]
Verdict3 = Literal["true", "false", "unknown"]


class Part(BaseModel):
    """Base of all parts of a decision: immutable, nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Dose(Part):
    """One part of a dose: `name` of the dose vocabulary, from `least` to `most`."""

    name: str
    least: Decimal
    most: Decimal


class Reason(Part):
    """Why something is in the plan: the rule, and what it says to patient and clinician."""

    rule: str
    patient: str = ""
    clinician: str = ""


class Step(Part):
    """One step in the making of a plan item: chosen, replaced, limited, progressed and so on."""

    what: Literal["chosen", "replaces", "dose", "limited", "progress", "hold", "regress", "also"]
    text: str
    rules: tuple[str, ...] = ()


class LimitSet(Part):
    """A bound in force: the name of the limit vocabulary, the number, and who set it."""

    name: str
    value: Decimal
    unit: str
    patient: str
    rules: tuple[str, ...]


class Told(Part):
    """A sentence for the patient (in a box of the sheet) or the clinician, with its rule."""

    rule: str
    kind: Literal["advise", "supervise", "monitor"]
    box: str
    patient: str
    clinician: str


class Progression(Part):
    """What became of a running exercise, from its log: the verdict, the change made, and why."""

    exercise: str
    verdict: Verdict
    change: str
    now: str
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()


class Item(Part):
    """One exercise of the plan, with everything the sheet prints of it."""

    id: str
    code: str
    name: str
    position: str
    sides: str
    side: str
    purposes: tuple[str, ...]
    dose: tuple[Dose, ...]
    dose_note: str
    minutes: Decimal
    because: tuple[Reason, ...]
    progress_when: tuple[Told, ...]
    easier_when: tuple[Told, ...]
    stop_when: tuple[Told, ...]
    easier: str
    harder: str
    limits: tuple[LimitSet, ...]
    history: tuple[Step, ...]


class Barred(Part):
    """An exercise that rules bar. `wanted`: a rule recommended it; `instead`: what took its place."""

    id: str
    code: str
    name: str
    rules: tuple[str, ...]
    wanted: bool
    instead: str = ""


class Withheld(Part):
    """An exercise held back because facts are missing; answering `facts` would release it or bar it."""

    id: str
    code: str
    name: str
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    wanted: bool


class Dropped(Part):
    """An exercise or a purpose that was wanted and is not in the plan, with the reason."""

    id: str
    purpose: str
    reason: str
    rules: tuple[str, ...]


class Question(Part):
    """A missing or contradictory fact, and what its answer could change.

    Questions are ranked: those that hold back the session first, then by the highest action they
    could call for, then by how many wanted exercises they release, then by how many rules read them.
    """

    fact: str
    label: str
    question: str
    why: str
    holds_session: bool
    level: ActionLevel
    releases: tuple[str, ...]
    rules: tuple[str, ...]
    unit: str = ""
    options: tuple[str, ...] = ()


class MatchedFact(Part):
    """A fact as it was matched: value as stated, date, author and place in the file."""

    name: str
    label: str
    value: str
    on: dt.date | None
    by: str
    origin: str
    place: str
    pointer: str
    inputs: tuple[str, ...] = ()


class Firing(Part):
    """A rule that fired (or an unknown one that fails closed), with the facts it matched or misses.

    `set_aside`: the therapist set it aside, altogether or for single exercises.
    """

    rule: str
    topic: str
    truth: Truth
    facts: tuple[str, ...]
    missing: tuple[str, ...]
    says: str
    set_aside: bool = False


class Manual(Part):
    """What the therapist did to the patient: recorded, and no exercise."""

    technique: str
    label: str
    where: str
    minutes: Decimal | None


class Override(Part):
    """A rule that the therapist set aside: for one exercise, or altogether where `exercise` is empty.

    `truth` is what came of the rule's condition, `set_aside` what the rule would have done, in words, and
    `effect` whether action, exercises, doses, limits or what is told are others than without this override.
    """

    rule: str
    exercise: str
    by: str
    reason: str
    truth: Verdict3
    set_aside: tuple[str, ...]
    effect: bool


class Action(Part):
    """The highest action called for, and what to do; one entry of `calls` a rule."""

    level: ActionLevel
    exercise_today: bool
    calls: tuple[Call, ...]


class Call(Part):
    """One rule's call for an action. `because_unknown`: it could not be ruled out."""

    rule: str
    level: ActionLevel
    do: str
    patient: str
    clinician: str
    because_unknown: bool


class Decision(Part):
    """One decision on one patient."""

    id: str = Field(description="digest of facts, rulebook and engine version")
    engine: str
    rulebook: str
    patient: str
    name: str
    assessed_on: dt.date
    assessed_by: str
    clinic: str
    phone: str
    review_on: dt.date | None
    conditions: tuple[str, ...]
    action: Action
    exercises: tuple[Item, ...]
    progressions: tuple[Progression, ...]
    barred: tuple[Barred, ...]
    withheld: tuple[Withheld, ...]
    dropped: tuple[Dropped, ...]
    questions: tuple[Question, ...]
    would_be_known: tuple[Question, ...]
    told: tuple[Told, ...]
    limits: tuple[LimitSet, ...]
    equipment: tuple[str, ...]
    firings: tuple[Firing, ...]
    facts: tuple[MatchedFact, ...]
    conflicts: tuple[str, ...]
    manual_techniques: tuple[Manual, ...] = ()
    overrides: tuple[Override, ...] = ()


Action.model_rebuild()
