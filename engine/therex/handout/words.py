"""Numbers and doses in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from therex.handout.phrases import Line, Phrases
from therex.language.message import Span
from therex.plan.decision import Dose, Item
from therex.rulebook.model import DosePart, Rulebook

#: How a person would say a dose: how often in a row first, how many days last. Others follow by name.
_SPOKEN = (
    "sets", "reps", "steps", "metres", "flights", "minutes", "contract_seconds", "hold_seconds",
    "rest_minutes", "load_kg", "times_per_day", "days_per_week",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DoseWords:
    """A dose for the patient: the amounts, and how hard it should be."""

    amounts: tuple[Line, ...]
    effort: tuple[Line, ...]


def number(value: Decimal) -> str:
    """Return a number without needless zeros: 3, 2.5."""
    return f"{value.normalize():f}"


def span(least: Decimal, most: Decimal, phrases: Phrases) -> str:
    """Return "8 to 12", or the one number."""
    return phrases.language.number(Span(least, most))


def dose_words(item: Item, rulebook: Rulebook, phrases: Phrases) -> DoseWords:
    """Return the dose of an item in the patient's words; parts that are the clinician's alone stay out."""
    said = [dose for dose in item.dose if rulebook.dose_parts[dose.name].patient]
    effort = [dose for dose in said if _is_effort(dose, rulebook)]
    amounts = sorted((dose for dose in said if dose not in effort), key=_place)
    lines = [line for dose in effort for line in _effort(dose, rulebook.dose_parts[dose.name], phrases)]
    return DoseWords(
        tuple(_amount(dose, rulebook.dose_parts[dose.name], phrases) for dose in amounts), tuple(lines)
    )


def _is_effort(dose: Dose, rulebook: Rulebook) -> bool:
    return rulebook.dose_parts[dose.name].fitt == "intensity" and dose.name not in _SPOKEN


def _place(dose: Dose) -> tuple[int, str]:
    return (_SPOKEN.index(dose.name) if dose.name in _SPOKEN else len(_SPOKEN), dose.name)


def _amount(dose: Dose, part: DosePart, phrases: Phrases) -> Line:
    return phrases.said(part.patient, f"dose:{dose.name}", value=Span(dose.least, dose.most))


def _effort(dose: Dose, part: DosePart, phrases: Phrases) -> list[Line]:
    feels = [say for most, say in part.words if dose.most <= most][:1]
    return [_amount(dose, part, phrases), *(phrases.said(say, f"dose:{dose.name}") for say in feels)]
