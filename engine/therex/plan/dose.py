"""Doses: joined by the most conservative wish, bounded by limits, changed by progression."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from therex.facts.units import quantize
from therex.rulebook.model import Dose, DosePart, Exercise, Range, Rulebook

#: Loads are stated to 50 g, finer than any weight at home.
_LOAD_STEP = Decimal("0.05")


def stricter(left: Range, right: Range, part: DosePart) -> Range:
    """Return what both ranges allow, or the more conservative of two that do not meet."""
    low, high = max(left[0], right[0]), min(left[1], right[1])
    if low <= high:
        return (low, high)
    return min(left, right) if part.stricter == "lower" else max(left, right)


def joined(exercise: Exercise, own: Dose, wishes: Iterable[Dose], parts: dict[str, DosePart]) -> Dose:
    """Return the dose of an exercise with what the rules ask for.

    Frequency and intensity are taken from the rules; a part of time only where the exercise's own
    dose has it (or a part it goes with), and then within what the exercise itself allows.
    """
    usable = {*exercise.equipment, *exercise.optional_equipment}
    asked: Dose = {}
    for wish in wishes:
        for name, wanted in wish.items():
            asked[name] = stricter(asked[name], wanted, parts[name]) if name in asked else wanted
    dose = dict(own)
    for name, wanted in asked.items():
        part = parts[name]
        if name in own:
            dose[name] = stricter(own[name], wanted, part)
        elif part.only_with and not part.only_with & usable:
            continue
        elif part.fitt != "time" or any(other in own for other in part.goes_with):
            dose[name] = wanted
    return dict(sorted(dose.items()))


def bounded(dose: Dose, name: str, bound: Decimal, direction: str) -> Dose:
    """Return the dose with one part held to a bound; a part that is not there stays away."""
    if name not in dose:
        return dose
    clip = min if direction == "lower" else max
    low, high = dose[name]
    return {**dose, name: (clip(low, bound), clip(high, bound))}


def changed(dose: Dose, part: str, amount: str, parts: dict[str, DosePart]) -> Dose | None:
    """Return the dose after one change of progression, or None where it cannot be made.

    Args:
        dose: the dose now.
        part: the part of the dose to change; ``load`` stands for ``load_kg``.
        amount: such as ``5 %``, ``2`` or ``-1``.
        parts: the dose vocabulary, for plausible bounds.

    """
    name = "load_kg" if part == "load" else part
    if name not in dose:
        return None
    low, high = (_moved(value, amount) for value in dose[name])
    least, most = parts[name].plausible
    if name != "load_kg":
        low, high = (value.to_integral_value(ROUND_HALF_EVEN) for value in (low, high))
    low, high = max(low, least), min(high, most)
    return None if low > high or (low, high) == dose[name] else {**dose, name: (low, high)}


def _moved(value: Decimal, amount: str) -> Decimal:
    number, _, unit = amount.partition(" ")
    if unit == "%":
        steps = (value * (1 + Decimal(number) / 100) / _LOAD_STEP).to_integral_value(ROUND_HALF_UP)
        return quantize(steps * _LOAD_STEP)
    return value + Decimal(number)


def minutes_of(dose: Dose, sides: str, rulebook: Rulebook) -> Decimal:
    """Return about how many minutes one session of this dose takes, at its least."""
    sets = dose.get("sets", (Decimal(1),))[0]
    settings = rulebook.settings
    if "minutes" in dose:
        return dose["minutes"][0] * sets
    pace = settings["seconds_per_repetition"].value
    each = dose.get("hold_seconds", (Decimal(0),))[0] + dose.get("contract_seconds", (Decimal(0),))[0]
    moves = dose.get("reps", dose.get("steps", (Decimal(1),)))[0]
    work = moves * (pace + each) * (2 if sides == "one" else 1)
    seconds = sets * work + (sets - 1) * settings["rest_between_sets"].value
    return max(Decimal(1), (seconds / 60).to_integral_value(ROUND_HALF_EVEN))
