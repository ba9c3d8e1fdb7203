"""The catalogue of exercises, from its entries."""

from __future__ import annotations

from decimal import Decimal

from therex.errors import InputError, nearest
from therex.facts.document import Mapping, Node, find
from therex.facts.manual import ManualTechnique, refuse_manual
from therex.facts.vocabulary import Definition, Value, Vocabulary
from therex.rulebook.files import Problems, RawRulebook
from therex.rulebook.model import Dose, DosePart, Exercise
from therex.rulebook.schema import DoseEntry, ExerciseEntry
from therex.rulebook.vocabularies import entries, known


def build_exercises(
    raw: RawRulebook,
    attributes: Vocabulary,
    parts: dict[str, DosePart],
    manual: dict[str, ManualTechnique],
    problems: Problems,
) -> dict[str, Exercise]:
    """Return the exercises by id; links to neighbours are checked once all are known."""
    for name in set(attributes) - set(ExerciseEntry.model_fields):
        wrong, hint = f'no exercise has an attribute "{name}"', nearest(name, ExerciseEntry.model_fields)
        problems.found.append(
            InputError(wrong, raw.places["attributes", name], hint or "one that exercises have")
        )
    problems.raise_if_any()
    exercises: dict[str, Exercise] = {}
    codes: dict[str, str] = {}
    for name, entry in entries(raw, "exercises", ExerciseEntry, problems).items():
        node = raw.sections["exercises"][name]
        with problems.collect():
            refuse_manual(name, manual, node.place)
            refuse_manual(entry.category, manual, find(node, ("category",)).place)
            if entry.code in codes:
                other = codes[entry.code]
                wrong = f'code "{entry.code}" is also that of "{other}"'
                expected = f"a code of its own (other at {raw.places['exercises', other]})"
                raise InputError(wrong, find(node, ("code",)).place, expected)
            codes[entry.code] = name
            exercises[name] = _exercise(name, entry, attributes, parts, node)
    for name, exercise in exercises.items():
        for direction, neighbour in (("easier", exercise.easier), ("harder", exercise.harder)):
            with problems.collect():
                if neighbour:
                    place = find(raw.sections["exercises"][name], (direction,)).place
                    known(neighbour, raw.sections["exercises"], "exercise", place)
    return exercises


def _exercise(
    name: str, entry: ExerciseEntry, attributes: Vocabulary, parts: dict[str, DosePart], node: Node
) -> Exercise:
    values = {}
    for attribute, definition in attributes.items():
        values[attribute] = _attribute(definition, getattr(entry, attribute), find(node, (attribute,)))
    for index, item in enumerate(entry.optional_equipment):
        place = find(node, ("optional_equipment", index)).place
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
        dose=None if entry.dose == "none" else checked_dose(entry.dose, parts, find(node, ("dose",))),
        dose_note=entry.dose_note,
        start=entry.start,
        steps=tuple(entry.steps),
        feel=entry.feel,
        mistake=entry.mistake,
        breathing=entry.breathing,
    )


def _attribute(definition: Definition, given: object, node: Node) -> Value | frozenset[str]:
    place = node.place
    if isinstance(given, list):
        items = ((str(item), find(node, (index,)).place) for index, item in enumerate(given))
        return frozenset(known(item, definition.options, definition.label, where) for item, where in items)
    if isinstance(given, bool):
        return given
    if definition.kind.is_number:
        low, high = definition.plausible or (Decimal(0), Decimal(9))
        if not isinstance(given, Decimal) or not low <= given <= high:
            raise InputError(f'"{definition.name}" is {given}', place, f"a number from {low} to {high}")
        return given
    return known(str(given), definition.options, definition.label, place)


def checked_dose(entry: DoseEntry, parts: dict[str, DosePart], node: Node) -> Dose:
    """Return a dose, which stands at `node`, whose parts are known and whose numbers are plausible."""
    dose = {}
    for name, (low, high) in sorted(entry.items()):
        place = find(node, (name,)).place
        part = parts[
            known(name, parts, "part of a dose", node.keys[name] if isinstance(node, Mapping) else place)
        ]
        if not part.plausible[0] <= low <= high <= part.plausible[1]:
            bounds = f"{part.plausible[0]} to {part.plausible[1]}"
            raise InputError(f'dose "{name}" is {low}-{high}', place, f"from low to high within {bounds}")
        dose[name] = (low, high)
    return dose
