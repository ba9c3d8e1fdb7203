"""From a decision to the sheet."""

from __future__ import annotations

from therex.handout.action import action_page
from therex.handout.clinician import ClinicianPart
from therex.handout.clinician_plan import MOST_QUESTIONS, PlanRows
from therex.handout.clinician_record import RecordRows
from therex.handout.helper import for_whom, helper_lines
from therex.handout.lines import box
from therex.handout.note import chart_note
from therex.handout.options import Options
from therex.handout.overrides import decided_lines
from therex.handout.patient import header_of, plan_of
from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Sheet
from therex.handout.spoken import language_note
from therex.plan.decision import Decision, Manual
from therex.rulebook.model import Rulebook


def sheet_of(
    decision: Decision, rulebook: Rulebook, phrases: Phrases, options: Options | None = None
) -> Sheet:
    """Return everything that stands on the handout of a decision."""
    options = options or Options()
    today = decision.action.exercise_today
    header = header_of(decision, rulebook, phrases)
    plan = plan_of(decision, rulebook, phrases, options) if today else None
    action = None if today else action_page(decision, phrases)
    call_today, emergency = (box(decision, rulebook, name, phrases) for name in ("call_today", "emergency"))
    decided = decided_lines(decision, rulebook, phrases)
    spoken = language_note((header, plan, action, decided, call_today, emergency), phrases)
    return Sheet(
        lang=phrases.language.tag,
        direction=phrases.language.direction,
        comma=phrases.language.comma,
        options=options,
        title=phrases.text("title", name=decision.name or decision.patient).rstrip(": "),
        heading=for_whom("sheet_title" if today else "sheet_title_action", decision, phrases, options),
        header=header,
        plan=plan,
        action=action,
        helper=helper_lines(decision, phrases) if options.for_caregiver else (),
        decided=decided,
        emergency_number=_emergency_number(phrases),
        call_today=call_today,
        emergency=emergency,
        clinician=_clinician(decision, rulebook, phrases.in_english(), spoken),
    )


def _emergency_number(phrases: Phrases) -> Line | None:
    number = phrases.language.emergency
    return Line(number, f"region:{phrases.language.tag}") if number else None


def _clinician(decision: Decision, rulebook: Rulebook, phrases: Phrases, spoken: str) -> ClinicianPart:
    plan, record = PlanRows(decision, rulebook, phrases), RecordRows(decision, rulebook, phrases)
    return ClinicianPart(
        head=(*_head(decision, plan, phrases), (phrases.text("c_language"), spoken)),
        note=chart_note(decision, plan, phrases),
        overrides=plan.overrides(),
        level=phrases.text(f"c_level_{decision.action.level}"),
        today=plan.today(),
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


def _head(decision: Decision, plan: PlanRows, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    day = phrases.language.long_day
    review = day(decision.review_on) if decision.review_on else ""
    missing = phrases.text("c_not_stated")
    return (
        (phrases.text("c_patient"), decision.name or missing),
        (phrases.text("c_id"), decision.patient or missing),
        (phrases.text("c_assessed"), day(decision.assessed_on)),
        (phrases.text("c_by"), decision.assessed_by or missing),
        (phrases.text("c_review"), review or missing),
        (phrases.text("c_conditions"), ", ".join(plan.conditions()) or phrases.text("c_none")),
        *((phrases.text("c_manual"), _manual(done)) for done in decision.manual_techniques),
    )


def _manual(done: Manual) -> str:
    """Return what the therapist did, on what part of the body, for how long."""
    minutes = f"{done.minutes:f} min" if done.minutes else ""
    return ", ".join(part for part in (done.label, done.where, minutes) if part)
