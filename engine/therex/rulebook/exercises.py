"""The catalogue of exercises, from its entries."""

from __future__ import annotations

from decimal import Decimal

from therex.errors import InputError, Place
from therex.facts.vocabulary import Definition, Value, Vocabulary
from therex.rulebook.files import Problems, RawRulebook
from therex.rulebook.model import Dose, DosePart, Exercise
from therex.rulebook.schema import DoseEntry, ExerciseEntry
from therex.rulebook.vocabularies import entries, known


def build_exercises(
    raw: RawRulebook, attributes: Vocabulary, parts: dict[str, DosePart], problems: Problems
) -> dict[str, Exercise]:
    """Return the exercises by id; links to neighbours are checked once all are known."""
    exercises: dict[str, Exercise] = {}
    codes: dict[str, str] = {}
    for name, entry in entries(raw, "exercises", ExerciseEntry, problems).items():
        place = raw.places["exercises", name]
        with problems.collect():
            if entry.code in codes:
                raise InputError(f'code "{entry.code}" is also that of "{codes[entry.code]}"', place)
            codes[entry.code] = name
            exercises[name] = _exercise(name, entry, attributes, parts, place)
    for name, exercise in exercises.items():
        place = raw.places["exercises", name]
        for neighbour in (exercise.easier, exercise.harder):
            with problems.collect():
                if neighbour:
                    known(neighbour, exercises, "exercise", place)
    return exercises


def _exercise(
    name: str, entry: ExerciseEntry, attributes: Vocabulary, parts: dict[str, DosePart], place: Place
) -> Exercise:
    values = {}
    for attribute, definition in attributes.items():
        values[attribute] = _attribute(definition, getattr(entry, attribute), place)
    for item in entry.optional_equipment:
        known(item, attributes["equipment"].options, "equipment", place)
    return Exercise(
        id=name,
        code=entry.code,
        name=entry.name,
        attributes=values,
        easier=entry.easier,
        harder=entry.harder,
        equipment=tuple(entry.equipment),
        optional_equipment=tuple(entry.optional_equipment),
        purposes=tuple(entry.purposes),
        dose=None if entry.dose == "none" else checked_dose(entry.dose, parts, place),
        dose_note=entry.dose_note,
        start=entry.start,
        steps=tuple(entry.steps),
        feel=entry.feel,
        mistake=entry.mistake,
        breathing=entry.breathing,
    )


def _attribute(definition: Definition, given: object, place: Place) -> Value | frozenset[str]:
    if isinstance(given, list):
        return frozenset(known(str(item), definition.options, definition.label, place) for item in given)
    if isinstance(given, bool):
        return given
    if definition.kind.is_number:
        low, high = definition.plausible or (Decimal(0), Decimal(9))
        if not isinstance(given, Decimal) or not low <= given <= high:
            raise InputError(f'"{definition.name}" is {given}', place, f"a number from {low} to {high}")
        return given
    return known(str(given), definition.options, definition.label, place)


def checked_dose(entry: DoseEntry, parts: dict[str, DosePart], place: Place) -> Dose:
    """Return a dose whose parts are known and whose numbers are plausible."""
    dose = {}
    for name, (low, high) in sorted(entry.items()):
        part = parts[known(name, parts, "part of a dose", place)]
        if not part.plausible[0] <= low <= high <= part.plausible[1]:
            bounds = f"{part.plausible[0]} to {part.plausible[1]}"
            raise InputError(f'dose "{name}" is {low}-{high}', place, f"from low to high within {bounds}")
        dose[name] = (low, high)
    return dose
