"""What stands on the clinician's page, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """Facts that share value, day and source; `place` is the line of the patient file."""

    labels: Texts
    value: str
    on: str
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A rule that the therapist set aside: what it does, who decided and why, and what came of it."""

    rule: str
    summary: str
    does: Texts
    by: str
    reason: str
    effect: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question: why it is open, what it could call for and which exercises it could release."""

    question: str
    why: str
    level: str
    holds_session: bool
    releases: Texts
    rules: Texts


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One exercise with its whole dose by FITT, and how it came about."""

    code: str
    id: str
    name: str
    side: str
    purposes: Texts
    frequency: Texts
    intensity: Texts
    time: Texts
    minutes: str
    rules: Texts
    history: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class ProgressionRow:
    """What the log came to."""

    exercise: str
    verdict: str
    change: str
    dose: Texts
    reasons: tuple[NoteRow, ...]
    missing: Texts


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A text under a heading of its own, with its rules: a limit, a step, a reason, something to arrange."""

    head: str
    text: str
    rules: Texts


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Exercises that are barred or withheld, with the rules and what stands in or is asked."""

    exercises: Texts
    rules: Texts
    note: Texts


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence: the key of the source, the place in it, its status and a remark."""

    source: str
    at: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class FiredRow:
    """A rule that fired. `to_review`: not all of its evidence was verified; `set_aside`: by the therapist."""

    rule: str
    topic: str
    summary: str
    says: str
    facts: tuple[FactRow, ...]
    evidence: tuple[EvidenceRow, ...]
    to_review: bool
    set_aside: bool


@dataclass(frozen=True, slots=True)
class ClinicianPart:
    """All sections, in the order they are printed; an empty one is left out."""

    head: tuple[tuple[str, str], ...]
    note: str
    overrides: tuple[OverrideRow, ...]
    level: str
    today: str
    calls: tuple[CallRow, ...]
    questions: tuple[QuestionRow, ...]
    more_questions: int
    conflicts: tuple[FactRow, ...]
    plan: tuple[PlanRow, ...]
    progressions: tuple[ProgressionRow, ...]
    limits: tuple[NoteRow, ...]
    supervise: tuple[NoteRow, ...]
    monitor: tuple[NoteRow, ...]
    barred: tuple[HeldRow, ...]
    barred_others: tuple[tuple[str, str, int], ...]
    withheld: tuple[HeldRow, ...]
    dropped: tuple[NoteRow, ...]
    fired: tuple[FiredRow, ...]
    unknown: tuple[NoteRow, ...]
    would_be_known: Texts
    facts: tuple[FactRow, ...]
    sources: tuple[tuple[str, str], ...]
    decision: str
    rulebook: str
    engine: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """One rule's call for an action."""

    level: str
    not_ruled_out: bool
    finding: str
    do: str
    rule: str
