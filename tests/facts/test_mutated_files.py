"""Whatever is done to a patient file, it is read or refused with one line; nothing else ever comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bad_files.corpus import known
from tests.bad_files.mutations import mutated
from tests.facts.test_json import CONTENT, YAML
from therex.errors import InputError
from therex.facts.logs import log_facts
from therex.facts.model import Patient
from therex.facts.read import read_patient

FULL = """\
therex: 1
patient: {id: 007, name: "Kay, \\"K\\" Müller", birth_date: 1950-05-04, sex: female}
assessment:
  date: 2026-01-15
  by: A. Ro
  phone: +49 30 1234
conditions: [hypertension]
medications:
  - insulin
screens:
  red_flags: none
  diabetes: [foot_ulcer]
facts:
  diastolic_bp:
    - {value: 82, unit: "mm[Hg]", on: 2026-01-15, by: A. Ro}
    - {value: 84 mmHg, on: 2026-01-14, by: B. Li}
  weight: {value: 176, unit: lb, on: 2025-12-24}
  body_temperature: 98.6 [degF]
  glucose: 5.5 mmol/L
  falls_past_year: 2
  weight_bearing: pwb
  surgery_date: 2025-11-20
  chest_pain: unknown
home:
  equipment: [band]
log:
  - exercise: quad-set
    dose: {sets: 2, reps: 8-12}
    sessions:
      - date: 2026-01-09
        reps: [10, 9]
        load: 5 lb
        effort: 4 cr10
        near_falls: 0
        decision: progress
  - exercise: wall-sit
    sessions: [{date: 2026-01-10, load: 2.5 kg}]
"""
FILES = {"full.yaml": FULL, "long.yaml": YAML, "long.json": json.dumps(CONTENT, indent=1)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the files of this module."""
    return tmp_path_factory.mktemp("mutated")


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_right_before_they_are_spoilt(name: str, folder: Path) -> None:
    path = folder / name
    path.write_text(FILES[name], encoding="utf-8")
    assert read_patient(path, known()).logs


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(max_examples=200, database=None)
def test_a_spoilt_file_is_read_or_refused_with_one_line(name: str, folder: Path, data: st.DataObject) -> None:
    path = folder / f"spoilt_{name}"
    path.write_bytes(data.draw(mutated(FILES[name])))
    outcome = read(path)
    if isinstance(outcome, InputError):
        assert str(outcome).startswith(f"{path}:")
        assert str(outcome).isprintable()
    else:
        use(outcome)


def read(path: Path) -> Patient | InputError:
    """Return the patient, or what is wrong with the file; any other error fails the test."""
    try:
        return read_patient(path, known())
    except InputError as error:
        return error


def use(patient: Patient) -> None:
    """Ask of every fact what the rest of the engine asks of it."""
    for fact in patient.facts.values():
        assert fact.say()
        if fact.used is not None and fact.code is not None:
            assert fact.definition.value(fact.code) == fact.used.value
    for log in patient.logs:
        assert log_facts(log, patient.head.assessed_on)["log_sessions"] == len(log.sessions)
