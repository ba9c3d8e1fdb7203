"""What the evaluators see of a patient: every known fact as a whole number.

A code keeps the order of the values. Where a fact was stated in another unit than the canonical
one, that unit and the number as stated are kept beside it, for rules with a cut-off in each unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from therex.facts.model import Facts
from therex.facts.vocabulary import Kind, Value, Vocabulary


@dataclass(frozen=True, slots=True)
class Known:
    """A known fact: its code, and its unit and code as stated when those differ."""

    code: int
    unit: str = ""
    stated: int = 0


#: All known facts by name; a set attribute's options stand as ``attribute/option``.
World = dict[str, Known]


def world_of(facts: Facts) -> World:
    """Return the known facts of a patient."""
    world = {}
    for name, fact in facts.items():
        used = fact.used
        if used is None:
            continue
        code = fact.definition.code(used.value)
        if used.number is not None and used.unit and used.unit != fact.definition.unit:
            world[name] = Known(code, used.unit, fact.definition.code(used.number))
        else:
            world[name] = Known(code)
    return world


def attribute_world(values: Mapping[str, Value | frozenset[str]], attributes: Vocabulary) -> World:
    """Return the attributes of an exercise as known facts."""
    world = {}
    for name, value in values.items():
        definition = attributes[name]
        if definition.kind is Kind.SET:
            assert isinstance(value, frozenset)  # noqa: S101 - typed when it was read
            for option in definition.options:
                world[f"{name}/{option}"] = Known(int(option in value))
        else:
            assert not isinstance(value, frozenset)  # noqa: S101 - as above
            world[name] = Known(definition.code(value))
    return world
