"""The plan as one paragraph of plain text, to paste into the patient's chart."""

from __future__ import annotations

from collections.abc import Iterable

from therex.handout.clinician import PlanRow, ProgressionRow
from therex.handout.clinician_plan import PlanRows
from therex.handout.phrases import Phrases, load_phrases
from therex.plan.decision import Decision, Override
from therex.resources import data_folder
from therex.rulebook.model import Rulebook

#: So many characters of a digest tell one rulebook from another.
_SHORT = 12


def note_of(decision: Decision, rulebook: Rulebook) -> str:
    """Return the note of a decision, in English."""
    phrases = load_phrases(data_folder("templates")).in_english()
    return chart_note(decision, PlanRows(decision, rulebook, phrases), phrases)


def chart_note(decision: Decision, rows: PlanRows, phrases: Phrases) -> str:
    """Return the note. What the decision does not hold is left out, but for who assessed."""
    by = decision.assessed_by or phrases.text("c_not_stated")
    level = phrases.text(f"c_level_{decision.action.level}")
    lists = {
        "c_note_conditions": rows.conditions(),
        "c_note_overrides": map(_override, decision.overrides),
        "c_note_findings": (f"{call.finding.rstrip('.')} [{call.rule}]" for call in rows.calls()),
        "c_note_plan": (_exercise(place, row) for place, row in enumerate(rows.plan(), start=1)),
        "c_note_limits": (f"{row.head}: {row.text}" for row in rows.limits()),
        "c_note_progression": (_progression(row) for row in rows.progressions()),
    }
    said = {name: _listed(name, items, phrases) for name, items in lists.items()}
    parts = (
        phrases.text("c_note_assessed", date=phrases.language.long_day(decision.assessed_on), by=by),
        said.pop("c_note_conditions"),
        phrases.text("c_note_action", level=level, today=rows.today()),
        *said.values(),
        phrases.text("c_note_questions", count=len(decision.questions)),
        phrases.text(
            "c_note_decision",
            decision=decision.id,
            rulebook=decision.rulebook[:_SHORT],
            engine=decision.engine,
        ),
    )
    return " ".join(" ".join(parts).split())


def _listed(phrase: str, items: Iterable[str], phrases: Phrases) -> str:
    """Return a sentence with a list in it; no sentence without an entry."""
    text = "; ".join(items)
    return phrases.text(phrase, list=text) if text else ""


def _override(override: Override) -> str:
    """Return what was set aside, by whom and why."""
    rule = f"{override.rule} for {override.exercise}" if override.exercise else override.rule
    return f"{rule}, by {override.by}: {override.reason.rstrip('.')}"


def _exercise(place: int, row: PlanRow) -> str:
    """Return one exercise with its dose by FITT."""
    side = f" ({row.side})" if row.side else ""
    dose = ", ".join((*row.frequency, *row.intensity, *row.time, row.minutes))
    return f"{place}. {row.code} {row.name}{side}: {dose}"


def _progression(row: ProgressionRow) -> str:
    """Return what the log of one exercise came to."""
    return f"{row.exercise}: {', '.join(part for part in (row.verdict, row.change) if part)}"
