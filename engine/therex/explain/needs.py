"""Which facts a set of topics asks for: what their rules read, traced down to what a person can state."""

from __future__ import annotations

from collections.abc import Iterable

from therex.errors import InputError, nearest
from therex.language.placeholders import placeholders
from therex.rulebook.compile import PLAN_FACTS
from therex.rulebook.model import Rulebook, Topic
from therex.rulebook.order import reads

_GENERAL = ("precautions/", "progression/")
_CONDITIONS = "conditions/"


def topics_for(conditions: Iterable[str], rulebook: Rulebook) -> tuple[Topic, ...]:
    """Return the topics of the named conditions, then those that concern every patient.

    Raises:
        InputError: a condition has no topic; with the nearest.

    """
    by_name = {topic.name: topic for topic in rulebook.topics.values() if topic.id.startswith(_CONDITIONS)}
    found = {}
    for name in conditions:
        if name not in by_name:
            hint = nearest(name, by_name) or f"one of {', '.join(sorted(by_name))}"
            raise InputError(f'no rules for the condition "{name}"', expected=hint)
        found[name] = by_name[name]
    general = (topic for topic in rulebook.topics.values() if topic.id.startswith(_GENERAL))
    return (*found.values(), *sorted(general, key=lambda topic: topic.id))


def facts_needed(topics: Iterable[Topic], rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Return the facts to state for each topic, by its title; each fact under the first that reads it.

    What the plan itself reads comes last. Within a topic facts stand as in the vocabulary.
    """
    needed: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    read_by = [(topic.title, _read_by(topic, rulebook)) for topic in topics]
    for title, names in (*read_by, ("The plan", PLAN_FACTS & rulebook.facts.keys())):
        stated = frozenset[str]().union(*(statable(name, rulebook) for name in names)) - seen
        seen |= stated
        if stated:
            needed[title] = (*needed.get(title, ()), *sorted(stated, key=lambda name: _place(name, rulebook)))
    return needed


def statable(name: str, rulebook: Rulebook) -> frozenset[str]:
    """Return the facts a patient file states to make `name` known; none where only a log or catalogue can."""
    definition = rulebook.facts.get(name)
    if definition is None or definition.about != "patient":
        return frozenset()
    if definition.derived:
        inputs = reads(rulebook.derivations[name])
        return frozenset[str]().union(*(statable(other, rulebook) for other in inputs))
    if calculation := rulebook.calculations.get(name):
        return frozenset[str]().union(*(statable(other, rulebook) for other in calculation.inputs))
    return frozenset({name})


def _read_by(topic: Topic, rulebook: Rulebook) -> frozenset[str]:
    rules = [rulebook.rules[name] for name in topic.rules]
    said = (placeholders(rule.clinician) for rule in rules)
    return frozenset[str]().union(*map(reads, rules), *said)


def _place(name: str, rulebook: Rulebook) -> tuple[str, int]:
    place = rulebook.places[f"facts {name}"]
    return (place.file, place.line)
