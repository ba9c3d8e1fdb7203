"""What an outcome that holds something back does, in a few words for the clinician."""

from __future__ import annotations

from therex.language.words import in_words
from therex.rulebook.model import Act, Avoid, Limit, Outcome, Rulebook, Tell

_LEVELS = {
    "emergency": "emergency: no exercise, emergency care now",
    "same_day": "same-day medical contact: no exercise today",
    "hold": "hold: no exercise today",
    "clearance": "clearance: a medical evaluation first",
}


def outcome_words(outcome: Outcome, rulebook: Rulebook) -> str:
    """Return what an action, a bar, a limit or something to arrange comes to."""
    match outcome:
        case Act(level):
            return _LEVELS[level]
        case Avoid(matching, _, exercises):
            return f"bars {len(exercises)} exercises, those {in_words(matching, rulebook.attributes)}"
        case Limit(name, to, exercises):
            kind = rulebook.limits[name]
            bound = (
                f"the {rulebook.facts[to].label}" if isinstance(to, str) else f"{to:f} {kind.unit}".strip()
            )
            return f"limits {kind.label} {bound}, {touched(exercises)}"
        case Tell(kind=what):
            return f"{what}: {outcome.clinician}"
        case _:
            raise TypeError(outcome)


def touched(exercises: frozenset[str] | None) -> str:
    """Return on how many exercises something is."""
    return "on all exercises" if exercises is None else f"on {len(exercises)} exercises"
