"""Patients from YAML text, decided by the shipped rulebook or by a small one made for a test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from therex.facts.document import parse_document
from therex.facts.model import Patient
from therex.facts.read import patient_from
from therex.inference.session import Session
from therex.plan.build import decide
from therex.plan.decision import Decision, Item
from therex.resources import data_folder
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook

RULES = data_folder("rules")
EXAMPLES = Path(__file__).parents[1] / "examples" / "patients"
TODAY = "assessment: {date: 2026-03-15}\nconditions: []\nmedications: []\n"

#: What a small rulebook takes from the shipped one: words that every exercise and dose is made of.
_SHARED = ("attributes", "dose", "limits", "purposes", "equipment")
_FACTS = """
facts:
  heart: {label: heart disease, kind: flag, list: conditions}
  cough: {label: a cough, kind: flag, on_conflict: yes, screen: signs, question: A cough?}
  fever: {label: a fever, kind: flag, on_conflict: yes, screen: signs, question: A fever?}
  faint: {label: a faint, kind: flag, on_conflict: yes, question: A faint?}
  pain: {label: pain, kind: quantity, unit: "{score}", plausible: [0, 10], on_conflict: higher, question: Q?}
  peak: {label: peak, kind: quantity, unit: /min, plausible: [40, 220], on_conflict: lower, question: Q?}
  sore_side: {label: sore side, kind: choice, options: {left: left, right: right}, question: Which side?}
  minutes_per_day: {label: minutes, kind: count, plausible: [5, 180], on_conflict: lower, question: Minutes?}
"""
_EXERCISE = {
    "category": "isotonic",
    "position": "sitting",
    "joints": "[knee]",
    "impact": "0",
    "balance": "0",
    "spine_flexion": "0",
    "spine_rotation": "0",
    "valsalva": "0",
    "leg_load": "none",
    "arm_load": "no",
    "hands": "not_applicable",
    "flags": "[]",
    "equipment": "[]",
    "purposes": "[leg_strength]",
    "sides": "both",
    "dose": "{sets: 2, reps: 10}",
    "start": "Sit down.",
    "steps": "[Lift., Hold., Lower.]",
    "feel": "It works.",
    "mistake": "Do not rush.",
    "breathing": "Breathe out.",
}


@cache
def shipped() -> Session:
    """Return the shipped rulebook, ready to judge; opened once for all tests."""
    return Session(load_rulebook(RULES))


def patient(text: str, session: Session | None = None) -> Patient:
    """Return the patient of a file with this text."""
    rulebook = (session or shipped()).rulebook
    known = known_to(rulebook)
    return patient_from(parse_document(text, "patient.yaml"), known)


def decision(text: str, session: Session | None = None) -> Decision:
    """Return the decision on the patient of a file with this text."""
    session = session or shipped()
    return decide(session, patient(text, session))


def example(name: str, *replaced: tuple[str, str]) -> str:
    """Return the text of an example patient, with some of it replaced."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return text


def printed(found: Decision) -> dict[str, Item]:
    """Return the exercises of the sheet by id, in its order."""
    return {item.id: item for item in found.exercises}


def dose_of(item: Item) -> dict[str, tuple[str, str]]:
    """Return the dose of an exercise as it is printed."""
    return {part.name: (f"{part.least:f}", f"{part.most:f}") for part in item.dose}


def rule(name: str, when: str, *outcomes: str, more: str = "") -> str:
    """Return one rule of a small rulebook."""
    return f"""
  - id: {name}
    summary: Rule {name}
    when: {when}
    then: [{", ".join(outcomes)}]
    says: {{patient: So says {name}., clinician: So says {name}.}}
    evidence: [{{source: house, at: p. 1, status: heuristic, note: for a test}}]
    {more}
"""


def exercise(name: str, **given: str) -> str:
    """Return one exercise of a small rulebook: an easy one, but for what is given."""
    rows = {"code": name, "name": name, **_EXERCISE, **given}
    return f"\n  {name}:" + "".join(f"\n    {key}: {value}" for key, value in rows.items())


def wish(exercises: str, purpose: str = "leg_strength", more: str = "strength: conditional") -> str:
    """Return a recommendation."""
    return f"{{recommend: [{exercises}], purpose: {purpose}, {more}}}"


@contextmanager
def small(folder: Path, rules: list[str], exercises: list[str], more: str = "") -> Iterator[Session]:
    """Write a small rulebook into `folder` and open it; `more` is one more file of it."""
    for name in _SHARED:
        shutil.copy(RULES / "vocabulary" / f"{name}.yaml", folder)
    for name in ("sources", "plan_settings"):
        shutil.copy(RULES / f"{name}.yaml", folder)
    texts = {"facts": _FACTS, "exercises": "exercises:" + "".join(exercises), "more": more}
    texts["rules"] = "topic: Rules\nrules:" + "".join(rules)
    for name, text in texts.items():
        if text:
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with Session(load_rulebook(folder, cache=False)) as session:
        yield session
