"""A patient file in JSON means the same as in YAML."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.facts.reading import patient
from therex.errors import InputError
from therex.facts.model import Patient

YAML = """\
patient: {id: K-17, name: "André \\"Kay\\" 🙂", birth_date: 1950-05-04, sex: female}
assessment:
  date: 2026-01-15
  by: A. Ro
  review_date: 2026-02-15
conditions: [hypertension]
medications: []
screens: {red_flags: [fainting], diabetes: none}
facts:
  systolic_bp: 128
  weight: 80.50 kg
  chest_pain: no
  teach_back_done: yes
  diastolic_bp:
    - {value: 80, unit: "mm[Hg]", on: 2026-01-14, by: B. Li}
    - 82 mm[Hg]
home: {equipment: [band], missing: [towel]}
log:
  - exercise: quad-set
    dose: {reps: 8-12}
    sessions:
      - {date: 2026-01-12, reps: [12, 11], load: 2.5 kg, effort: 13 borg6_20, form_ok: yes, pain_during: 3.5}
      - {date: 2026-01-13, reps: 10, hold_seconds: 5}
"""
CONTENT: dict[str, Any] = {
    "patient": {"id": "K-17", "name": 'André "Kay" 🙂', "birth_date": "1950-05-04", "sex": "female"},
    "assessment": {"date": "2026-01-15", "by": "A. Ro", "review_date": "2026-02-15"},
    "conditions": ["hypertension"],
    "medications": [],
    "screens": {"red_flags": ["fainting"], "diabetes": "none"},
    "facts": {
        "systolic_bp": 128,
        "weight": "80.50 kg",
        "chest_pain": False,
        "teach_back_done": True,
        "diastolic_bp": [
            {"value": 80, "unit": "mm[Hg]", "on": "2026-01-14", "by": "B. Li"},
            "82 mm[Hg]",
        ],
    },
    "home": {"equipment": ["band"], "missing": ["towel"]},
    "log": [
        {
            "exercise": "quad-set",
            "dose": {"reps": "8-12"},
            "sessions": [
                {
                    "date": "2026-01-12",
                    "reps": [12, 11],
                    "load": "2.5 kg",
                    "effort": "13 borg6_20",
                    "form_ok": True,
                    "pain_during": 3.5,
                },
                {"date": "2026-01-13", "reps": 10, "hold_seconds": 5},
            ],
        }
    ],
}


def without_places(read: Patient) -> Patient:
    """Return what a file says, without where it says it."""
    facts = {
        name: replace(
            fact,
            used=fact.used and replace(fact.used, place=None),
            statements=tuple(replace(statement, place=None) for statement in fact.statements),
        )
        for name, fact in read.facts.items()
    }
    logs = tuple(replace(log, place=read.logs[0].place) for log in read.logs)
    return replace(read, facts=facts, logs=logs, source="")


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(CONTENT),
        json.dumps(CONTENT, indent="\t", ensure_ascii=False),
        json.dumps(CONTENT, separators=(",", ":")),
        json.dumps(CONTENT, indent=1).replace("/", "\\/").replace("\n", "\r\n"),
    ],
    ids=["one line", "tabs", "no blanks", "windows"],
)
def test_json_means_the_same_as_yaml(written: str) -> None:
    from_json, from_yaml = patient(written, "patient.json"), patient(YAML)
    place = from_yaml.logs[0].place
    moved = replace(from_json, logs=tuple(replace(log, place=place) for log in from_json.logs))
    assert without_places(moved) == without_places(from_yaml)


def test_an_escaped_backslash_before_a_u_is_no_character() -> None:
    written = json.dumps({"patient": {"name": "\\ud83d\\ude42 🙂"}, "assessment": {"date": "2026-01-15"}})
    assert patient(written, "patient.json").head.name == "\\ud83d\\ude42 🙂"


@pytest.mark.parametrize(("half", "column"), [(r"\ud83d!", 25), (r"\\ud83d\ude42", 32)])
def test_half_of_a_character_is_refused_where_it_stands(half: str, column: int) -> None:
    written = f'{{"assessment": {{"date": "2026-01-15"}},\n "patient": {{"name": "{half}"}}}}'
    with pytest.raises(InputError, match=rf"^patient\.json:2:{column}: an escape that is no character"):
        patient(written, "patient.json")


def test_a_fact_in_json_knows_its_line_and_column() -> None:
    written = '{"assessment": {"date": "2026-01-15"},\n\t"facts": {\n\t\t"systolic_bp": 128}}'
    used = patient(written, "patient.json").facts["systolic_bp"].used
    assert used is not None
    assert str(used.place) == "patient.json:3:18"
