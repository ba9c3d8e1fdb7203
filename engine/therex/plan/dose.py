"""Doses: joined by the most conservative wish, bounded by limits, changed by progression."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from therex.facts.units import quantize
from therex.rulebook.model import Dose, DosePart, Exercise, Range, Rulebook

#: Loads are stated to 50 g, finer than any weight at home.
_LOAD_STEP = Decimal("0.05")


def strictest(ranges: Iterable[Range], part: DosePart) -> Range:
    """Return what all ranges allow; one that does not meet the more conservative ones gives way to them."""
    first, *others = sorted(ranges, key=_caution(part))
    low, high = first
    for other in others:
        if other[0] <= high and low <= other[1]:
            low, high = max(low, other[0]), min(high, other[1])
    return low, high


def _caution(part: DosePart) -> Callable[[Range], Range]:
    """Return the key that puts the more conservative range first."""
    if part.stricter == "lower":
        return lambda bounds: (bounds[1], bounds[0])
    return lambda bounds: (-bounds[0], -bounds[1])


def joined(exercise: Exercise, own: Dose, wishes: Iterable[Dose], parts: dict[str, DosePart]) -> Dose:
    """Return the dose of an exercise with what the rules ask for.

    Frequency and intensity are taken from the rules; a part of time only where the exercise's own
    dose has it (or a part it goes with), and then within what the exercise itself allows.
    """
    usable = {*exercise.equipment, *exercise.optional_equipment}
    asked: dict[str, list[Range]] = defaultdict(list)
    for wish in wishes:
        for name, wanted in wish.items():
            asked[name].append(wanted)
    dose = dict(own)
    for name, ranges in asked.items():
        part, wanted = parts[name], strictest(ranges, parts[name])
        if name in own:
            dose[name] = strictest((own[name], wanted), part)
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
