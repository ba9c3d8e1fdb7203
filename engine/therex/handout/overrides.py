"""What the therapist set aside, as the patient reads it: one plain sentence, without the reason."""

from __future__ import annotations

from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Lines
from therex.plan.decision import Decision, Override
from therex.rulebook.model import Act, Avoid, Limit, Outcome, Rulebook, Tell

#: The sentences, the weightiest first: one says what an override comes to.
_WEIGHT = ("hold", "clearance", "avoid", "limit", "supervise", "monitor")


def decided_lines(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Lines:
    """Return a sentence for each override with an effect on what the patient reads; each sentence once."""
    felt = (
        _said(override, decision, rulebook, phrases) for override in decision.overrides if override.effect
    )
    return tuple(dict.fromkeys(line for line in felt if line is not None))


def _said(override: Override, decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Line | None:
    item = next((one for one in decision.exercises if one.id == override.exercise), None)
    if item is not None:
        name = phrases.said(item.name, f"exercise:{item.id}")
        return phrases.line("decided_exercise", exercise=name)
    if override.exercise:
        return phrases.line("decided_avoid")
    kinds = {_kind(outcome) for outcome in rulebook.rules[override.rule].outcomes}
    weightiest = next((kind for kind in _WEIGHT if kind in kinds), None)
    return phrases.line(f"decided_{weightiest}") if weightiest else None


def _kind(outcome: Outcome) -> str:
    """Return by what name an outcome is told to the patient; nothing where they read nothing of it."""
    match outcome:
        case Act(level):
            return level
        case Avoid():
            return "avoid"
        case Limit():
            return "limit"
        case Tell(kind, patient=patient) if patient:
            return kind
        case _:
            return ""
