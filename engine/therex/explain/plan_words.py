"""The parts of a plan in words, as outlines and comparisons say them."""

from __future__ import annotations

from therex.plan.decision import Dose, LimitSet, Told
from therex.rulebook.model import Rulebook


def amount_words(part: Dose) -> str:
    """Return the number of a part of a dose, or its range: ``8-12``."""
    return f"{part.least:f}" if part.least == part.most else f"{part.least:f}-{part.most:f}"


def limit_words(limit: LimitSet, rulebook: Rulebook) -> str:
    """Return what a limit bounds, and where: ``effort (Borg 6-20) at most 13``."""
    return f"{rulebook.limits[limit.name].label} {limit.value:f} {limit.unit}".rstrip()


def told_words(told: Told) -> str:
    """Return what is told, the clinician's sentence before the patient's."""
    return " / ".join(text for text in (told.clinician, told.patient) if text)
