"""A change of facts edits the file: the named fact states the new value, and nothing else does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.patients import EXAMPLES, shipped
from therex.errors import InputError
from therex.facts.changed import changed, changed_file
from therex.facts.document import Mapping, plain, read_document
from therex.facts.known import Known
from therex.facts.model import Patient
from therex.facts.read import patient_from
from therex.facts.vocabulary import Definition, Kind, Value
from therex.rulebook.known import known_to

FILE = """
patient: {id: x1, name: Ann Example, birth_date: 1950-04-01, sex: female}
assessment: {date: 2026-01-15, by: A. Ro}
conditions: [stroke, hypertension]
screens:
  cardiac: none
  falls: [fell_past_year, feels_unsteady]
facts:
  systolic_bp:
    - 130 mm[Hg]
    - {value: 150, unit: "mm[Hg]", on: 2026-01-10}
  walking_aid: no
  fell_past_year: {value: yes, by: Dr. Osei}
  stroke_side: left
log:
  - exercise: chair-squat-no-hands
    sessions: [{date: 2026-01-10, sets: 2, reps: 10}]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "patient.yaml"
    path.write_text(FILE)
    return path


@cache
def known() -> Known:
    return known_to(shipped().rulebook)


def with_change(file: Path, **values: str) -> Patient:
    return patient_from(changed_file(read_document(file), values, known()), known())


def value(patient: Patient, name: str) -> object:
    used = patient.facts[name].used
    return None if used is None else used.value


def test_a_measure_states_the_new_value_and_no_other(file: Path) -> None:
    fact = with_change(file, systolic_bp="160 mm[Hg]").facts["systolic_bp"]
    assert [statement.value for statement in fact.statements] == [Decimal(160)]


def test_a_fact_that_was_not_stated_is(file: Path) -> None:
    assert value(with_change(file, heart_rate="70 /min"), "heart_rate") == Decimal(70)


def test_facts_can_be_stated_in_a_file_that_has_none(tmp_path: Path) -> None:
    path = tmp_path / "patient.yaml"
    path.write_text("assessment: {date: 2026-01-15}\n")
    assert value(with_change(path, heart_rate="70 /min"), "heart_rate") == Decimal(70)


def test_the_long_form_and_several_statements_are_written_as_in_a_file(file: Path) -> None:
    long = with_change(file, systolic_bp="{value: 120, unit: 'mm[Hg]', on: 2026-01-15, by: B. Li}")
    used = long.facts["systolic_bp"].used
    assert used is not None
    assert (used.value, used.on, used.by) == (Decimal(120), dt.date(2026, 1, 15), "B. Li")
    two = with_change(file, systolic_bp="['120 mm[Hg]', '140 mm[Hg]']").facts["systolic_bp"]
    assert two.conflicting
    assert two.used is not None
    assert two.used.value == Decimal(140)


def test_a_condition_is_put_on_its_list_and_taken_off(file: Path) -> None:
    patient = with_change(file, stroke="no", knee_osteoarthritis="yes")
    assert patient.conditions == ("hypertension", "knee_osteoarthritis")
    assert value(patient, "stroke") is False
    assert value(patient, "hypertension") is True


def test_a_condition_that_is_listed_already_stays_listed_once(file: Path) -> None:
    document = changed_file(read_document(file), {"stroke": "yes"}, known())
    assert plain(document.entries["conditions"]) == ["hypertension", "stroke"]


def test_a_fact_of_a_list_that_is_not_there_cannot_be_changed_alone(file: Path) -> None:
    with pytest.raises(InputError) as caught:
        with_change(file, beta_blocker="yes")
    assert str(caught.value) == (
        'the change of beta_blocker:1:1: "beta_blocker" cannot be answered alone: the file has no '
        "`medications:`; expected `medications:` in the file, [] for none"
    )


def test_a_fact_of_a_list_cannot_be_unknown_alone(file: Path) -> None:
    with pytest.raises(InputError) as caught:
        with_change(file, stroke="unknown")
    assert str(caught.value) == (
        'the change of stroke:1:1: "stroke" cannot be unknown alone: `conditions:` answers for all that '
        "it may hold; expected yes or no"
    )


def test_an_answered_screen_is_answered_again(file: Path) -> None:
    patient = with_change(file, fears_falling="yes", feels_unsteady="no")
    assert [value(patient, name) for name in ("fears_falling", "feels_unsteady")] == [True, False]
    assert patient.facts["fears_falling"].statements[0].origin == "screen"
    assert value(patient, "fell_past_year") is True


def test_what_is_stated_beside_a_screen_does_not_contradict_the_new_answer(file: Path) -> None:
    fact = with_change(file, fell_past_year="no").facts["fell_past_year"]
    assert [statement.value for statement in fact.statements] == [False]


def test_a_flag_of_a_screen_that_was_not_answered_is_stated_alone(file: Path) -> None:
    patient = with_change(file, night_pain="yes")
    assert value(patient, "night_pain") is True
    assert value(patient, "chest_pain") is None


@pytest.mark.parametrize("name", ["systolic_bp", "feels_unsteady", "fell_past_year", "birth_date", "sex"])
def test_unknown_takes_every_statement_away(file: Path, name: str) -> None:
    assert value(with_change(file), name) is not None
    assert value(with_change(file, **{name: "unknown"}), name) is None


def test_what_the_head_states_is_changed_in_the_head(file: Path) -> None:
    patient = with_change(file, sex="male", birth_date="1990-12-31", assessment_date="2026-02-01")
    assert patient.head.assessed_on == dt.date(2026, 2, 1)
    assert value(patient, "assessment_date") == dt.date(2026, 2, 1)
    assert value(patient, "birth_date") == dt.date(1990, 12, 31)
    assert value(patient, "sex") == "male"


def test_a_fact_of_the_head_that_stood_among_the_facts_does_not_stay_there(tmp_path: Path) -> None:
    path = tmp_path / "patient.yaml"
    path.write_text("assessment: {date: 2026-01-15}\nfacts: {sex: female}\n")
    assert [one.value for one in with_change(path, sex="male").facts["sex"].statements] == ["male"]


def test_without_its_day_an_assessment_is_none(file: Path) -> None:
    with pytest.raises(InputError, match='"date" is missing'):
        with_change(file, assessment_date="unknown")


def test_everything_else_stays_as_it_is(file: Path) -> None:
    before, after = patient_from(read_document(file), known()), with_change(file, systolic_bp="160 mm[Hg]")
    assert after.logs == before.logs
    assert after.head == before.head
    assert {name for name in before.facts if before.facts[name] != after.facts[name]} == {"systolic_bp"}


def test_overrides_stay_as_they_are(file: Path) -> None:
    said = "{rule: bp-clearance, reason: seen by her doctor, by: A. Ro}"
    file.write_text(f"{FILE}overrides: [{said}]\n")
    overrides = plain(
        changed_file(read_document(file), {"systolic_bp": "160 mm[Hg]"}, known()).entries["overrides"]
    )
    assert overrides == [{"rule": "bp-clearance", "reason": "seen by her doctor", "by": "A. Ro"}]


def test_the_document_that_was_handed_in_stays_as_it_is(file: Path) -> None:
    document = read_document(file)
    assert isinstance(document, Mapping)
    before = plain(document)
    changes = {"stroke": "no", "fears_falling": "yes", "sex": "male", "systolic_bp": "unknown"}
    changed(document, changes, known())
    assert plain(document) == before


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("sistolic_bp", "150", 'unknown fact "sistolic_bp"; nearest is "systolic_bp"'),
        ("body_temperature", "38", '1:1: "38" has no unit; expected "body_temperature" in Cel or [degF]'),
        ("systolic_bp", "999 mm[Hg]", '"999 mm[Hg]" is not plausible for "systolic_bp"'),
        ("systolic_bp", "", "no value is given; expected a value, or the word unknown"),
        ("systolic_bp", "*x", "an alias (*) is not allowed here"),
        ("stroke", "maybe", '"maybe" is not yes or no; expected yes or no for "stroke"'),
        ("feels_unsteady", "perhaps", '"perhaps" is not yes or no'),
        ("feels_unsteady", "{value: yes}", "a list or a mapping where one value belongs"),
        ("stroke_side", "lefft", 'nearest is "left"'),
        ("sex", "woman", '"sex" is not one of its options: "woman"'),
        ("birth_date", "2030-01-01", "2030-01-01 lies after"),
        ("assessment_date", "tomorrow", '"date" is not a date: "tomorrow"'),
    ],
)
def test_a_wrong_name_or_value_is_the_readers_own_error(
    file: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        with_change(file, **{name: text})
    assert message in str(caught.value)
    assert f"the change of {name}:1:" in str(caught.value)


def test_a_fact_that_a_rule_derives_cannot_be_stated(file: Path) -> None:
    derived = next(name for name, fact in known().facts.items() if fact.derived and fact.about == "patient")
    with pytest.raises(InputError, match="is derived by a rule"):
        with_change(file, **{derived: "yes"})


def test_a_file_that_cannot_be_read_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "patient.yaml"
    path.write_text("- a list\n")
    with pytest.raises(InputError):
        changed_file(read_document(path), {"systolic_bp": "150 mm[Hg]"}, known())


def _writings(fact: Definition) -> Iterator[str]:
    match fact.kind:
        case Kind.FLAG:
            yield from ("yes", "no")
        case Kind.CHOICE | Kind.ORDERED:
            yield from fact.options
        case Kind.DATE:
            yield "2026-01-01"
        case _ if fact.plausible:
            yield from (f"{bound} {fact.unit}".strip() for bound in fact.plausible)


def test_of_every_fact_each_value_is_stated_and_no_other_fact_changes() -> None:
    document = read_document(EXAMPLES / "falls_after_two_falls.yaml")
    assert isinstance(document, Mapping)
    before = _values(document)
    for fact in known().facts.values():
        if fact.about != "patient" or fact.derived or fact.header:  # the day of the head dates every fact
            continue
        for text in _writings(fact):
            after = _values(changed(document, {fact.name: text}, known()))
            assert after == before | {fact.name: {_read(fact, text)}}, fact.name


def _values(document: Mapping) -> dict[str, set[Value]]:
    """Return all that a file states of each fact."""
    facts = patient_from(document, known()).facts
    return {name: {one.value for one in fact.statements} for name, fact in facts.items()}


def _read(fact: Definition, text: str) -> Value:
    match fact.kind:
        case Kind.FLAG:
            return text == "yes"
        case Kind.DATE:
            return dt.date.fromisoformat(text)
        case Kind.CHOICE | Kind.ORDERED:
            return text
        case _:
            return Decimal(text.split(maxsplit=1)[0])
