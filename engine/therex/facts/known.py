"""What a patient file may name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from therex.facts.manual import ManualTechnique
from therex.facts.model import Fact, Facts
from therex.facts.overrides import Overridable
from therex.facts.vocabulary import Kind, Vocabulary

DoseTable = dict[str, dict[str, tuple[Decimal, Decimal]] | None]


@dataclass(frozen=True)
class Known:
    """Facts, exercises with their dose, parts of a dose, equipment, manual techniques, and rules."""

    facts: Vocabulary
    exercises: DoseTable
    dose_parts: frozenset[str]
    equipment: frozenset[str]
    manual_techniques: Mapping[str, ManualTechnique] = field(default_factory=dict)
    rules: Mapping[str, Overridable] = field(default_factory=dict)

    @cached_property
    def unstated(self) -> Facts:
        """The facts of a patient of whom nothing is known."""
        return {name: Fact(fact) for name, fact in self.facts.items() if fact.about == "patient"}

    @cached_property
    def closed_lists(self) -> dict[str, list[str]]:
        """The facts that each list of the file answers."""
        return _grouped((fact.closed_list, name) for name, fact in self.facts.items())

    @cached_property
    def screens(self) -> dict[str, list[str]]:
        """The flags that one line of the file can answer, by the name of the screen."""
        flags = ((name, fact) for name, fact in self.facts.items() if fact.kind is Kind.FLAG)
        return _grouped((fact.screen, name) for name, fact in flags)

    @cached_property
    def permissions(self) -> list[str]:
        """The facts that are no unless they are stated."""
        return [name for name, fact in self.facts.items() if fact.absent_is_no and fact.about == "patient"]


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for group, name in pairs:
        if group:
            groups[group].append(name)
    return dict(groups)
