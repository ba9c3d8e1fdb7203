"""What of a rule a therapist may set aside for one patient, and what is left of it then."""

from __future__ import annotations

from dataclasses import replace

from therex.rulebook.model import Act, ActionLevel, Avoid, Limit, Outcome, Rule, Tell

#: What must reach the patient whoever treats them.
_URGENT: frozenset[ActionLevel] = frozenset({"emergency", "same_day"})
_TELLINGS = frozenset({"supervise", "monitor"})


def can_be_set_aside(outcome: Outcome) -> bool:
    """Say whether a therapist may set an outcome aside: a bar, a limit, a hold, or something to arrange."""
    match outcome:
        case Act(level):
            return level not in _URGENT
        case Tell(kind):
            return kind in _TELLINGS
        case _:
            return isinstance(outcome, Avoid | Limit)


def why_not(rule: Rule) -> str:
    """Return why a rule may not be set aside; nothing if it may."""
    return "it is absolute" if rule.absolute else why_never(rule)


def why_never(rule: Rule) -> str:
    """Return why nobody could set a rule aside, absolute or not; nothing where somebody could."""
    if any(isinstance(outcome, Act) and outcome.level in _URGENT for outcome in rule.outcomes):
        return "it calls for emergency care or a doctor on the same day"
    if not any(map(can_be_set_aside, rule.outcomes)):
        return "it holds nothing back: it bars, limits, holds and arranges nothing"
    return ""


def barred_by(rule: Rule) -> frozenset[str]:
    """Return the exercises that a rule bars."""
    bars = (outcome.exercises for outcome in rule.outcomes if isinstance(outcome, Avoid))
    return frozenset[str]().union(*bars)


def without(rule: Rule, exercise: str = "") -> Rule:
    """Return what is left of a rule that is set aside: for one exercise, or (without a name) altogether."""
    if exercise:
        spared = (_sparing(outcome, exercise) for outcome in rule.outcomes)
        left = tuple(outcome for outcome in spared if not isinstance(outcome, Avoid) or outcome.exercises)
    else:
        left = tuple(outcome for outcome in rule.outcomes if not can_be_set_aside(outcome))
    return replace(rule, outcomes=left)


def _sparing(outcome: Outcome, exercise: str) -> Outcome:
    if isinstance(outcome, Avoid):
        return replace(outcome, exercises=outcome.exercises - {exercise})
    return outcome
