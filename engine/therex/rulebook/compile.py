"""The files of a rulebook, compiled: vocabularies first, then exercises, then rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from therex.errors import InputError, nearest
from therex.facts.document import Mapping, plain, read_document
from therex.facts.validate import has_too_many_digits
from therex.rulebook.calculations import build_calculations
from therex.rulebook.edition import build_edition
from therex.rulebook.exercises import build_exercises
from therex.rulebook.figures import build_figures
from therex.rulebook.files import Problems, RawRulebook, read_raw
from therex.rulebook.manual import build_manual_techniques
from therex.rulebook.model import Rule, Rulebook, Setting, Topic
from therex.rulebook.order import in_order_of_use
from therex.rulebook.rules import Names, build_topic
from therex.rulebook.vocabularies import (
    build_facts,
    build_settings,
    build_small,
    build_sources,
    setting_measures,
)

#: Facts and settings that the plan itself reads.
PLAN_FACTS = frozenset({"minutes_per_day"})
PLAN_SETTINGS = ("exercise_cap", "seconds_per_repetition", "rest_between_sets")


def compile_rulebook(folder: Path, clinic: Path | None) -> Rulebook:
    """Read, type and check everything below `folder`.

    Raises:
        RulebookError: a file is wrong; it names every problem.
        InputError: `clinic` is wrong, or `folder` holds no rules.

    """
    problems = Problems()
    raw = read_raw(folder, problems)
    facts = build_facts(raw, "facts", problems)
    attributes = build_facts(raw, "attributes", problems)
    sources = build_sources(raw, problems)
    settings = build_settings(raw, sources, problems)
    purposes, dose_parts, limits, equipment = build_small(raw, problems)
    problems.raise_if_any()
    chosen = _chosen_settings(clinic, settings)
    settings = {name: replace(item, value=chosen.get(name, item.default)) for name, item in settings.items()}
    calculations = build_calculations(raw, facts, settings, sources, problems)
    edition = build_edition(raw, sources, problems)
    manual = build_manual_techniques(raw, problems)
    exercises = build_exercises(raw, attributes, dose_parts, manual, problems)
    figures = build_figures(raw, exercises, problems)
    problems.raise_if_any()
    measures = setting_measures(settings)
    names = Names(facts, attributes, measures, purposes, dose_parts, limits, exercises, manual, sources)
    topics, rules = _topics(raw, names, problems)
    problems.raise_if_any()
    return Rulebook(
        digest=raw.digest(chosen),
        facts=facts,
        attributes=attributes,
        purposes=purposes,
        dose_parts=dose_parts,
        limits=limits,
        equipment={name: item.label for name, item in equipment.items()},
        household=frozenset(name for name, item in equipment.items() if item.household),
        settings=settings,
        sources=sources,
        calculations=calculations,
        topics=topics,
        rules=in_order_of_use(rules),
        exercises=exercises,
        manual_techniques=manual,
        figures=figures,
        other_sources=frozenset(_mentioned(raw, ("norms", "calculations"), sources)),
        used_settings=frozenset({*_mentioned(raw, ("topics", "calculations"), settings), *PLAN_SETTINGS}),
        places={f"{section} {name}": place for (section, name), place in sorted(raw.places.items())},
        edition=edition,
    )


def _mentioned(raw: RawRulebook, sections: tuple[str, ...], names: Iterable[str]) -> Iterator[str]:
    """Yield those of `names` that the text of the sections holds."""
    nodes = [raw.topics if section == "topics" else raw.sections[section] for section in sections]
    text = repr([[plain(node) for node in group.values()] for group in nodes])
    words = set(re.findall(r"[a-z0-9_]+", text))
    yield from (name for name in names if name in words)


def _topics(raw: RawRulebook, names: Names, problems: Problems) -> tuple[dict[str, Topic], dict[str, Rule]]:
    topics: dict[str, Topic] = {}
    rules: dict[str, Rule] = {}
    for topic_id, node in sorted(raw.topics.items()):
        built = build_topic(topic_id, node, names, problems)
        if built is None:
            continue
        topics[topic_id] = built[0]
        for rule in built[1]:
            if rule.id in rules:
                where = f"it once (first at {rules[rule.id].place})"
                problems.found.append(InputError(f'rule "{rule.id}" is defined twice', rule.place, where))
            rules[rule.id] = rule
    return topics, dict(sorted(rules.items()))


def _chosen_settings(clinic: Path | None, settings: dict[str, Setting]) -> dict[str, Decimal]:
    """Return the clinic's own values, each inside the bounds of its setting."""
    if clinic is None:
        return {}
    document = read_document(clinic)
    if not isinstance(document, Mapping):
        raise InputError("not a mapping", document.place, "names of settings with numbers")
    chosen = {}
    for name, node in document.entries.items():
        if name not in settings:
            hint = nearest(name, settings) or "a setting of the rulebook"
            raise InputError(f'unknown setting "{name}"', document.keys[name], hint)
        value, (low, high) = plain(node), settings[name].bounds
        if not isinstance(value, Decimal) or has_too_many_digits(value):
            raise InputError(
                f'setting "{name}" is not a plain number', node.place, f"a number from {low} to {high}"
            )
        if not low <= value <= high:
            raise InputError(f'setting "{name}" is {value}', node.place, f"a number from {low} to {high}")
        chosen[name] = value
    return chosen
