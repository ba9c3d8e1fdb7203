"""Calculations and the tables of norms, from their entries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from therex.errors import InputError, Place
from therex.facts.document import Node, find
from therex.facts.vocabulary import Vocabulary
from therex.language.calculation import Calculation, Norm
from therex.language.calculation_parser import inputs_of, parse_term
from therex.rulebook.files import Problems, RawRulebook
from therex.rulebook.model import Setting, Source
from therex.rulebook.order import circle_in
from therex.rulebook.schema import CalculationEntry, NormEntry
from therex.rulebook.vocabularies import entries, evidence, known


@dataclass(frozen=True)
class _Named:
    """What a calculation may name."""

    facts: Vocabulary
    settings: dict[str, Decimal]
    norms: dict[str, Norm]


def build_calculations(
    raw: RawRulebook,
    facts: Vocabulary,
    settings: dict[str, Setting],
    sources: dict[str, Source],
    problems: Problems,
) -> dict[str, Calculation]:
    """Return the calculations, each after those it reads, with the settings at their values."""
    norms = {}
    for name, norm in entries(raw, "norms", NormEntry, problems).items():
        with problems.collect():
            evidence(norm.evidence, sources, find(raw.sections["norms"][name], ("evidence",)))
            norms[name] = _norm(name, norm, raw.sections["norms"][name])
    named = _Named(facts, {name: setting.value for name, setting in settings.items()}, norms)
    calculations = {}
    for name, entry in entries(raw, "calculations", CalculationEntry, problems).items():
        node, place = raw.sections["calculations"][name], raw.places["calculations", name]
        with problems.collect():
            known(known(name, facts, "fact", place), (n for n, d in facts.items() if d.calculated),
                  "calculated fact", place)  # fmt: skip
            evidence(entry.evidence, sources, find(node, ("evidence",)))
            calculations[name] = _calculation(name, entry, named, node)
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


def _calculation(name: str, entry: CalculationEntry, named: _Named, node: Node) -> Calculation:
    digits = entry.round_
    if entry.is_ is not None:
        term = parse_term(entry.is_, named.facts, named.settings, find(node, ("is",)).place)
        return Calculation(name, term, None, inputs_of(term), digits, entry.is_)
    norm = named.norms[known(entry.norm or "", named.norms, "norm", find(node, ("norm",)).place)]
    for index, key in enumerate(entry.by):
        place = find(node, ("by", index)).place
        known(key, named.facts, "fact", place)
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
