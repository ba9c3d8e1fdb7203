"""Short ways to read a patient file of the small rulebook."""

from __future__ import annotations

from textwrap import indent

from tests.bad_files.corpus import known
from therex.facts.document import parse_document
from therex.facts.model import Fact, Facts, Patient
from therex.facts.read import patient_from

ASSESSED = "assessment: {date: 2026-01-15, by: A. Ro}\n"


def patient(text: str, name: str = "patient.yaml") -> Patient:
    """Read a whole patient file."""
    return patient_from(parse_document(text, name), known())


def facts(section: str) -> Facts:
    """Read the facts of a patient assessed on 2026-01-15, from the lines of its `facts:` section."""
    return patient(f"{ASSESSED}facts:\n{indent(section, '  ')}\n").facts


def fact(name: str, *values: str) -> Fact:
    """Read one fact, stated once or several times."""
    stated = values[0] if len(values) == 1 else "\n" + "\n".join(f"  - {value}" for value in values)
    return facts(f"{name}: {stated}")[name]


def value(name: str, *values: str) -> object:
    """Read one fact and return the value that counts; None when it is unknown."""
    used = fact(name, *values).used
    return None if used is None else used.value
