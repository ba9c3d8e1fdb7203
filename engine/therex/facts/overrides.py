"""Overrides: the rules that a therapist sets aside for one patient, with reason and name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therex.errors import InputError, nearest, short
from therex.facts.document import Node, find
from therex.facts.patient_file import OverrideEntry, PatientFileEntry


@dataclass(frozen=True, slots=True)
class Overridable:
    """What a patient file may do to one rule: `refusal` says why it may not; `bars` are its exercises."""

    refusal: str
    bars: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class StatedOverride:
    """A rule set aside: for one of the exercises it bars, or altogether where `exercise` is empty."""

    rule: str
    exercise: str
    by: str
    reason: str


def read_overrides(
    entry: PatientFileEntry, document: Node, rules: Mapping[str, Overridable]
) -> tuple[StatedOverride, ...]:
    """Return what the therapist set aside, in any order of the file.

    Raises:
        InputError: a rule is unknown or may not be set aside, an exercise is not one that it bars, or
            something is set aside twice.

    """
    stated: list[StatedOverride] = []
    for index, item in enumerate(entry.overrides):
        node = find(document, ("overrides", index))
        _check(item, node, rules)
        if any(_meet(item, before) for before in stated):
            wrong = f'rule "{item.rule}" is set aside twice'
            raise InputError(wrong, node.place, "one entry for it, or one for each exercise")
        stated.append(StatedOverride(item.rule, item.exercise, item.by, item.reason))
    return tuple(sorted(stated))


def _check(item: OverrideEntry, node: Node, rules: Mapping[str, Overridable]) -> None:
    place = find(node, ("rule",)).place
    if item.rule not in rules:
        hint = nearest(item.rule, rules) or "the id of a rule"
        raise InputError(f'unknown rule "{short(item.rule)}"', place, hint)
    rule = rules[item.rule]
    if rule.refusal:
        wrong = f'rule "{item.rule}" may not be set aside: {rule.refusal}'
        raise InputError(wrong, place, "a rule that may be set aside")
    if item.exercise and item.exercise not in rule.bars:
        wrong = f'rule "{item.rule}" does not bar the exercise "{short(item.exercise)}"'
        hint = nearest(item.exercise, rule.bars) or "an exercise that it bars, or none for all it does"
        raise InputError(wrong, find(node, ("exercise",)).place, hint)


def _meet(item: OverrideEntry, before: StatedOverride) -> bool:
    """Say whether two overrides set the same thing aside; one without an exercise is for all of them."""
    alike = item.exercise == before.exercise or not (item.exercise and before.exercise)
    return item.rule == before.rule and alike
