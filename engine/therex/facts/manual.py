"""Manual techniques: what the therapist did to the patient. Recorded, and refused as exercises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from therex.errors import InputError, Place, nearest, short
from therex.facts.document import Node, find
from therex.facts.patient_file import PatientFileEntry


@dataclass(frozen=True, slots=True)
class ManualTechnique:
    """One entry of the vocabulary; `reason` says why it is never an exercise."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class ManualDone:
    """A technique that was done: on what part of the body, and for how many minutes when that was noted."""

    technique: str
    label: str
    where: str
    minutes: Decimal | None


def read_manual(
    entry: PatientFileEntry, document: Node, known: Mapping[str, ManualTechnique]
) -> tuple[ManualDone, ...]:
    """Return what the therapist did, in any order of the file.

    Raises:
        InputError: a technique is not in the vocabulary.

    """
    done = []
    for index, item in enumerate(entry.manual_techniques):
        if item.technique not in known:
            place = find(document, ("manual_techniques", index, "technique")).place
            hint = nearest(item.technique, known) or "a manual technique of the vocabulary"
            raise InputError(f'unknown manual technique "{short(item.technique)}"', place, hint)
        label = known[item.technique].label
        done.append(ManualDone(item.technique, label, item.where, item.minutes))
    return tuple(sorted(done, key=lambda one: (one.technique, one.where, one.minutes or Decimal(0))))


def refuse_manual(name: str, known: Mapping[str, ManualTechnique], place: Place) -> None:
    """Refuse a manual technique where an exercise is expected.

    Raises:
        InputError: `name` is one; with the reason.

    """
    technique = known.get(name.replace("-", "_"))
    if technique:
        wrong = f'"{name}" is a manual technique and no exercise: {technique.reason}'
        raise InputError(
            wrong, place, "an exercise, or the technique under `manual_techniques:` of a patient file"
        )
