"""What a patient file may name, as a rulebook has it."""

from __future__ import annotations

from therex.facts.known import Known
from therex.facts.overrides import Overridable
from therex.facts.vocabulary import Vocabulary
from therex.rulebook.model import Rulebook
from therex.rulebook.override import barred_by, why_not


def known_to(rulebook: Rulebook, facts: Vocabulary | None = None) -> Known:
    """Return what a patient file may name; with `facts`, those instead of the rulebook's."""
    return Known(
        facts=facts or rulebook.facts,
        exercises={name: exercise.dose for name, exercise in rulebook.exercises.items()},
        dose_parts=frozenset(rulebook.dose_parts),
        equipment=frozenset(rulebook.equipment),
        manual_techniques=rulebook.manual_techniques,
        rules={name: Overridable(why_not(rule), barred_by(rule)) for name, rule in rulebook.rules.items()},
    )
