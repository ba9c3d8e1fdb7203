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
from therex.language.calculation import Calculation, Norm
from therex.language.calculation_parser import inputs_of, parse_term
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
from therex.rulebook.order import circle_in
from therex.rulebook.schema import (
    CalculationEntry,
    DosePartEntry,
    EquipmentEntry,
    EvidenceEntry,
    FactEntry,
    LimitEntry,
    NormEntry,
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
        codes={system: code for system, code in codes.items() if code},
    )


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
    dose = {
        key: DosePart(
            e.label,
            e.fitt,
            e.plausible,
            e.stricter,
            tuple(e.goes_with),
            frozenset(e.only_with),
            e.patient,
            tuple((word.to, word.say) for word in e.words),
        )
        for key, e in entries(raw, "dose", DosePartEntry, problems).items()
    }
    limits = {}
    for key, e in entries(raw, "limits", LimitEntry, problems).items():
        with problems.collect():
            if e.dose:
                known(e.dose, dose, "part of a dose", find(raw.sections["limits"][key], ("dose",)).place)
            limits[key] = LimitKind(e.label, canonical_unit(e.unit), e.dose, e.joint, e.stricter, e.patient)
    return purposes, dose, limits, entries(raw, "equipment", EquipmentEntry, problems)


def build_calculations(
    raw: RawRulebook,
    facts: Vocabulary,
    settings: dict[str, Setting],
    sources: dict[str, Source],
    problems: Problems,
) -> dict[str, Calculation]:
    """Return the calculations, each after those it reads, with the settings at their values."""
    values = {name: setting.value for name, setting in settings.items()}
    norms = {}
    for name, norm in entries(raw, "norms", NormEntry, problems).items():
        with problems.collect():
            evidence(norm.evidence, sources, find(raw.sections["norms"][name], ("evidence",)))
            norms[name] = _norm(name, norm, raw.sections["norms"][name])
    calculations = {}
    for name, entry in entries(raw, "calculations", CalculationEntry, problems).items():
        node, place = raw.sections["calculations"][name], raw.places["calculations", name]
        with problems.collect():
            known(known(name, facts, "fact", place), (n for n, d in facts.items() if d.calculated),
                  "calculated fact", place)  # fmt: skip
            evidence(entry.evidence, sources, find(node, ("evidence",)))
            calculations[name] = _calculation(name, entry, facts, values, norms, node)
    for name, definition in facts.items():
        if definition.calculated and name not in raw.sections["calculations"]:
            wrong = f'"{name}" is calculated, but nothing computes it'
            problems.found.append(InputError(wrong, raw.places["facts", name], "an entry of `calculations:`"))
    with problems.collect():
        return in_order(calculations, raw)
    return {}


def _norm(name: str, entry: NormEntry, node: Node) -> Norm:
    rows = []
    for index, row in enumerate(entry.rows):
        there = find(node, ("rows", index))
        if not isinstance(row.get("value"), Decimal):
            wrong = f'a row of norm "{name}" has no number as value'
            raise InputError(wrong, find(there, ("value",)).place, "`value:` with a number")
        keys = {key: _cell(cell, find(there, (key,)).place) for key, cell in row.items() if key != "value"}
        rows.append((keys, row["value"]))
    return Norm(name, entry.label, tuple(rows))


def _cell(cell: object, place: Place) -> str | tuple[Decimal, Decimal]:
    if isinstance(cell, str):
        return cell
    match cell:
        case [Decimal() as low, Decimal() as high] if low <= high:
            return low, high
    raise InputError("a cell of a norm that cannot be read", place, "an option, or a band such as [60, 64]")


def _calculation(
    name: str,
    entry: CalculationEntry,
    facts: Vocabulary,
    settings: dict[str, Decimal],
    norms: dict[str, Norm],
    node: Node,
) -> Calculation:
    digits = entry.round_
    if entry.is_ is not None:
        term = parse_term(entry.is_, facts, settings, find(node, ("is",)).place)
        return Calculation(name, term, None, inputs_of(term), digits, entry.is_)
    norm = norms[known(entry.norm or "", norms, "norm", find(node, ("norm",)).place)]
    for index, key in enumerate(entry.by):
        place = find(node, ("by", index)).place
        known(key, facts, "fact", place)
        if any(key not in row for row, _ in norm.rows):
            raise InputError(f'norm "{norm.name}" has a row without "{key}"', place, "every key in every row")
    return Calculation(name, None, norm, tuple(entry.by), digits, f"{norm.label} by {', '.join(entry.by)}")


def in_order(calculations: dict[str, Calculation], raw: RawRulebook) -> dict[str, Calculation]:
    """Return `calculations` so that each stands after its inputs.

    Raises:
        InputError: two of them need each other.

    """
    ordered: dict[str, Calculation] = {}
    waiting = dict(calculations)
    while waiting:
        ready = [name for name, calc in waiting.items() if not set(calc.inputs) & set(waiting)]
        if not ready:
            name = circle_in({name: calc.inputs for name, calc in waiting.items()})[0]
            place = raw.places["calculations", name]
            raise InputError(f'"{name}" is computed from itself', place, "no circle of calculations")
        for name in ready:
            ordered[name] = waiting.pop(name)
    return ordered
