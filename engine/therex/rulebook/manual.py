"""The vocabulary of manual techniques, from its entries."""

from __future__ import annotations

from therex.facts.manual import ManualTechnique
from therex.rulebook.files import Problems, RawRulebook
from therex.rulebook.schema import ManualTechniqueEntry
from therex.rulebook.vocabularies import entries


def build_manual_techniques(raw: RawRulebook, problems: Problems) -> dict[str, ManualTechnique]:
    """Return the manual techniques by id."""
    found = entries(raw, "manual_techniques", ManualTechniqueEntry, problems)
    return {name: ManualTechnique(entry.label, entry.reason) for name, entry in found.items()}
