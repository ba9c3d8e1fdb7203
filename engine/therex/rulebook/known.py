"""What a patient file may name, as a rulebook has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from therex.facts.known import Known
from therex.facts.overrides import Overridable
from therex.facts.vocabulary import Vocabulary
from therex.rulebook.model import Rule, Rulebook
from therex.rulebook.override import barred_by, why_not


def known_to(rulebook: Rulebook, facts: Vocabulary | None = None) -> Known:
    """Return what a patient file may name; with `facts`, those instead of the rulebook's."""
    return Known(
        facts=facts or rulebook.facts,
        exercises={name: exercise.dose for name, exercise in rulebook.exercises.items()},
        dose_parts=frozenset(rulebook.dose_parts),
        equipment=frozenset(rulebook.equipment),
        manual_techniques=rulebook.manual_techniques,
        rules=_Overridables(rulebook.rules),
    )


class _Overridables(Mapping[str, Overridable]):
    """What may be done to each rule, worked out when it is asked: most files set nothing aside."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules

    def __getitem__(self, name: str) -> Overridable:
        rule = self._rules[name]
        return Overridable(why_not(rule), barred_by(rule))

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)
