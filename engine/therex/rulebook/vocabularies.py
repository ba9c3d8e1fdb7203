"""Facts, attributes, doses, limits, settings and sources, from their entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel

from therex.errors import InputError, Place, TherexError, nearest
from therex.facts.document import Node, find
from therex.facts.units import IDENTITY, Linear, canonical_unit, conversion
from therex.facts.validate import validated
from therex.facts.vocabulary import Definition, Kind, Vocabulary
from therex.language.message import MessageError, arguments, parsed
from therex.language.parser import Measure
from therex.rulebook.files import Problems, RawRulebook
from therex.rulebook.model import (
    DosePart,
    Evidence,
    LimitKind,
    Purpose,
    Setting,
    Source,
)
from therex.rulebook.schema import (
    DosePartEntry,
    EquipmentEntry,
    EvidenceEntry,
    FactEntry,
    LimitEntry,
    PurposeEntry,
    SettingEntry,
    SourceEntry,
)

M = TypeVar("M", bound=BaseModel)
_DAYS = {"d": 1, "wk": 7, "mo": 30, "a": 365}
_DURATION = re.compile(r"(\d+) *([a-z]+)\Z")


def entries(raw: RawRulebook, section: str, model: type[M], problems: Problems) -> dict[str, M]:
    """Return the entries of a section as models, sorted by id; collect what does not fit."""
    found = {}
    for key, node in sorted(raw.sections[section].items()):
        with problems.collect():
            found[key] = validated(model, node)
    return found


def known(name: str, names: Iterable[str], what: str, place: Place) -> str:
    """Return `name` if it is among `names`.

    Raises:
        InputError: it is not; with the nearest one.

    """
    names = list(names)
    if name not in names:
        raise InputError(f'unknown {what} "{name}"', place, nearest(name, names) or f"a known {what}")
    return name


def evidence(items: Iterable[EvidenceEntry], sources: dict[str, Source], node: Node) -> tuple[Evidence, ...]:
    """Return evidence, which stands at `node`, with its sources checked."""
    for index, item in enumerate(items):
        known(item.source, sources, "source", find(node, (index, "source")).place)
    return tuple(Evidence(item.source, item.at, item.status, item.note) for item in items)


def build_facts(raw: RawRulebook, section: str, problems: Problems) -> Vocabulary:
    """Return the vocabulary of a section: facts of patients, or attributes of exercises."""
    vocabulary = {}
    for name, entry in entries(raw, section, FactEntry, problems).items():
        with problems.collect():
            vocabulary[name] = _definition(name, entry, raw, section)
    return vocabulary


def _definition(name: str, entry: FactEntry, raw: RawRulebook, section: str) -> Definition:
    node, place = raw.sections[section][name], raw.places[section, name]
    options = dict(entry.options)
    if entry.options_from:
        options = {key: key for key in sorted(raw.sections[entry.options_from])}
    if (entry.kind in {Kind.CHOICE, Kind.ORDERED, Kind.SET}) != bool(options):
        raise InputError(f'"{name}" is a {entry.kind}', place, "options for a choice, and only for one")
    if (entry.kind is Kind.QUANTITY) != bool(entry.unit):
        raise InputError(f'"{name}" is a {entry.kind}', place, "a unit for a quantity, and only for one")
    if entry.if_absent == "no" and entry.kind is not Kind.FLAG:
        raise InputError(f'"{name}" is a {entry.kind}', place, "`if_absent: no` for a flag only")
    if entry.can_change and (entry.derived or entry.calculated):
        raise InputError(f'"{name}" follows from other facts', place, "`can_change` with those")
    codes = {"loinc": entry.loinc, "snomed": entry.snomed}
    return Definition(
        name=name,
        label=entry.label,
        kind=entry.kind,
        units=_units(entry, find(node, ("also",)).place),
        options=options,
        plausible=entry.plausible,
        fresh_for=_days(entry.fresh_for, find(node, ("fresh_for",)).place),
        stricter=entry.on_conflict,
        question=entry.question,
        screen=entry.screen,
        closed_list=entry.list_,
        about=entry.about,
        derived=entry.derived,
        absent_is_no=entry.if_absent == "no",
        calculated=entry.calculated,
        header=entry.header,
        can_change=_can_change(entry),
        codes={system: code for system, code in codes.items() if code},
    )


def _can_change(entry: FactEntry) -> bool:
    """Say whether a fact may be otherwise for the same patient.

    Where the vocabulary does not say: what grows stale does, and a permission, which may be given or taken
    back. What stays fresh for ever is history, a day stays what it was, and a list is of diagnoses.
    """
    if entry.can_change is not None:
        return entry.can_change
    fixed = entry.kind is Kind.DATE or entry.about == "exercise" or entry.list_ or entry.header
    return not fixed and (entry.fresh_for is not None or entry.if_absent == "no")


def _units(entry: FactEntry, place: Place) -> dict[str, Linear]:
    if not entry.unit:
        return {}
    unit = canonical_unit(entry.unit)
    units = {unit: IDENTITY}
    also = entry.also if isinstance(entry.also, dict) else dict.fromkeys(entry.also)
    for other, factor in also.items():
        try:
            units[canonical_unit(other)] = (
                conversion(canonical_unit(other), unit) if factor is None else Linear(factor, Decimal(0))
            )
        except TherexError as error:
            raise InputError(str(error), place, "UCUM units of one dimension, or a factor") from None
    return units


def _days(duration: str | None, place: Place) -> int | None:
    if duration is None:
        return None
    match = _DURATION.match(duration)
    if not match or canonical_unit(match[2]) not in _DAYS:
        raise InputError(f'"{duration}" is no duration', place, "a number with d, wk, mo or y")
    return int(match[1]) * _DAYS[canonical_unit(match[2])]


def build_sources(raw: RawRulebook, problems: Problems) -> dict[str, Source]:
    """Return the register of sources."""
    return {
        key: Source(e.citation, int(e.year) if e.year else None, e.doi, e.scope, e.licence)
        for key, e in entries(raw, "sources", SourceEntry, problems).items()
    }


def build_settings(raw: RawRulebook, sources: dict[str, Source], problems: Problems) -> dict[str, Setting]:
    """Return the settings, each at its default."""
    settings = {}
    for name, e in entries(raw, "settings", SettingEntry, problems).items():
        node = raw.sections["settings"][name]
        with problems.collect():
            low, high = e.bounds
            if not low <= e.default <= high:
                place = find(node, ("default",)).place
                raise InputError(f'setting "{name}" is {e.default}', place, f"a number from {low} to {high}")
            cited = evidence(e.evidence, sources, find(node, ("evidence",)))
            settings[name] = Setting(e.label, canonical_unit(e.unit), e.default, e.default, e.bounds, cited)
    return settings


def setting_measures(settings: dict[str, Setting]) -> dict[str, Measure]:
    """Return the settings as numbers that a condition may name."""
    return {name: Measure(setting.value, setting.unit) for name, setting in settings.items()}


def build_small(
    raw: RawRulebook, problems: Problems
) -> tuple[dict[str, Purpose], dict[str, DosePart], dict[str, LimitKind], dict[str, EquipmentEntry]]:
    """Return purposes, dose parts, limits and equipment."""
    purposes = {
        key: Purpose(e.label, e.patient)
        for key, e in entries(raw, "purposes", PurposeEntry, problems).items()
    }
    dose = {}
    for key, part in entries(raw, "dose", DosePartEntry, problems).items():
        with problems.collect():
            _check_said(part.patient, raw.sections["dose"][key])
            dose[key] = DosePart(
                part.label,
                part.fitt,
                part.plausible,
                part.stricter,
                tuple(part.goes_with),
                frozenset(part.only_with),
                part.patient,
                tuple((word.to, word.say) for word in part.words),
            )
    limits = {}
    for key, e in entries(raw, "limits", LimitEntry, problems).items():
        with problems.collect():
            if e.dose:
                known(e.dose, dose, "part of a dose", find(raw.sections["limits"][key], ("dose",)).place)
            _check_said(e.patient, raw.sections["limits"][key])
            limits[key] = LimitKind(e.label, canonical_unit(e.unit), e.dose, e.joint, e.stricter, e.patient)
    return purposes, dose, limits, entries(raw, "equipment", EquipmentEntry, problems)


def _check_said(text: str, node: Node) -> None:
    """Refuse a text for the patient in which anything but ``{value}`` is filled in."""
    try:
        names = {argument.name for argument in arguments(parsed(text))}
    except MessageError as error:
        raise InputError(str(error), find(node, ("patient",)).place, "an amount as in {value}") from None
    if wrong := sorted(names - {"value"}):
        raise InputError(f'unknown "{wrong[0]}" in braces', find(node, ("patient",)).place, "{value}")
