"""From a decision to the sheet."""

from __future__ import annotations

from therex.handout.action import action_page
from therex.handout.clinician import ClinicianPart
from therex.handout.clinician_plan import MOST_QUESTIONS, PlanRows
from therex.handout.clinician_record import RecordRows
from therex.handout.lines import box
from therex.handout.patient import header_of, plan_of
from therex.handout.phrases import Phrases
from therex.handout.sheet import Sheet
from therex.handout.words import long_day
from therex.plan.decision import Decision, Manual
from therex.rulebook.model import Rulebook


def sheet_of(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Sheet:
    """Return everything that stands on the handout of a decision."""
    today = decision.action.exercise_today
    return Sheet(
        lang=phrases.text("lang"),
        title=phrases.text("title", name=decision.name or decision.patient).rstrip(": "),
        header=header_of(decision, rulebook, phrases),
        plan=plan_of(decision, rulebook, phrases) if today else None,
        action=None if today else action_page(decision, phrases),
        call_today=box(decision, rulebook, "call_today"),
        emergency=box(decision, rulebook, "emergency"),
        clinician=_clinician(decision, rulebook, phrases),
    )


def _clinician(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> ClinicianPart:
    plan, record = PlanRows(decision, rulebook, phrases), RecordRows(decision, rulebook, phrases)
    return ClinicianPart(
        head=_head(decision, rulebook, phrases),
        level=phrases.text(f"c_level_{decision.action.level}"),
        exercise_today=decision.action.exercise_today,
        calls=plan.calls(),
        questions=plan.questions(),
        more_questions=max(0, len(decision.questions) - MOST_QUESTIONS),
        conflicts=record.conflicts(),
        plan=plan.plan(),
        progressions=plan.progressions(),
        limits=plan.limits(),
        supervise=plan.told("supervise"),
        monitor=plan.told("monitor"),
        barred=plan.barred(),
        barred_others=plan.barred_others(),
        withheld=plan.withheld(),
        dropped=plan.dropped(),
        fired=record.fired(),
        unknown=record.unknown(),
        would_be_known=tuple(question.label for question in decision.would_be_known),
        facts=record.facts(),
        sources=record.sources(),
        decision=decision.id,
        rulebook=decision.rulebook,
        engine=decision.engine,
    )


def _head(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    conditions = ", ".join(rulebook.facts[name].label for name in decision.conditions)
    review = long_day(decision.review_on, phrases) if decision.review_on else ""
    missing = phrases.text("c_not_stated")
    return (
        (phrases.text("c_patient"), decision.name or missing),
        (phrases.text("c_id"), decision.patient or missing),
        (phrases.text("c_assessed"), long_day(decision.assessed_on, phrases)),
        (phrases.text("c_by"), decision.assessed_by or missing),
        (phrases.text("c_review"), review or missing),
        (phrases.text("c_conditions"), conditions or phrases.text("c_none")),
        *((phrases.text("c_manual"), _manual(done)) for done in decision.manual_techniques),
    )


def _manual(done: Manual) -> str:
    """Return what the therapist did, on what part of the body, for how long."""
    minutes = f"{done.minutes:f} min" if done.minutes else ""
    return ", ".join(part for part in (done.label, done.where, minutes) if part)
