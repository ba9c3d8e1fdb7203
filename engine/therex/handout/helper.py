"""What a person who helps at home is told: who is meant, what to do, and what to look at."""

from __future__ import annotations

from therex.handout.options import Options
from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Lines
from therex.plan.decision import Decision

#: Who is meant stands on every sheet, what to do only where there are exercises.
_WHO = ("helper_you", "helper_who")
_WHAT = ("helper_read", "helper_count", "helper_only", "helper_watch", "helper_stop")


def helper_lines(decision: Decision, phrases: Phrases) -> Lines:
    """Return the fixed lines for the helper; those on exercises only where there are some."""
    what = _WHAT if decision.exercises and decision.action.exercise_today else ()
    return tuple(_about(name, decision, phrases) for name in (*_WHO, *what))


def for_whom(name: str, decision: Decision, phrases: Phrases, options: Options) -> Line:
    """Return a heading: to the patient, or about the patient where a helper holds the sheet."""
    return _about(f"{name}_helper", decision, phrases) if options.for_caregiver else phrases.line(name)


def _about(name: str, decision: Decision, phrases: Phrases) -> Line:
    """Return a phrase about the patient, by name where it is known."""
    unnamed = f"{name}_unnamed"
    if unnamed in phrases and not decision.name:
        return phrases.line(unnamed)
    return phrases.line(name, name=decision.name)
