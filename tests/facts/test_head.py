"""Who the patient is, who assessed and when, and what the home has."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.facts.reading import ASSESSED, patient

HEAD = """\
patient: {id: 007, name: Kay, birth_date: 1950-05-04, sex: female}
assessment: {date: 2026-01-15, by: A. Ro, clinic: By the lake, phone: 0301234, review_date: 2026-01-15}
conditions: [stroke, hypertension, stroke]
home: {equipment: [band], missing: [towel, chair]}
"""


def test_the_head_is_read() -> None:
    head = patient(HEAD).head
    assert (head.id, head.name, head.assessed_by) == ("007", "Kay", "A. Ro")
    assert (head.clinic, head.phone) == ("By the lake", "0301234")
    assert head.assessed_on == head.review_on == dt.date(2026, 1, 15)


def test_the_head_states_facts_where_it_stands() -> None:
    facts = patient(HEAD).facts
    used = [facts[name].used for name in ("assessment_date", "birth_date", "sex")]
    assert [item.value for item in used if item] == [dt.date(2026, 1, 15), dt.date(1950, 5, 4), "female"]
    assert [item.pointer for item in used if item] == [
        "/assessment/date",
        "/patient/birth_date",
        "/patient/sex",
    ]
    assert [str(item.place) for item in used if item] == [
        "patient.yaml:2:20",
        "patient.yaml:1:43",
        "patient.yaml:1:60",
    ]


def test_what_the_head_leaves_out_is_unknown() -> None:
    read = patient(ASSESSED)
    assert (read.facts["sex"].used, read.facts["birth_date"].used) == (None, None)
    assert (read.head.id, read.head.name, read.head.review_on) == ("", "", None)


def test_a_blank_is_as_good_as_leaving_out() -> None:
    read = patient("patient: {birth_date: , sex: }\nassessment: {date: 2026-01-15, review_date: }\n")
    assert (read.facts["sex"].used, read.facts["birth_date"].used, read.head.review_on) == (None, None, None)


def test_home_and_conditions_are_read() -> None:
    read = patient(HEAD)
    assert read.equipment == {"band"}
    assert read.missing_equipment == {"towel", "chair"}
    assert read.conditions == ("hypertension", "stroke")


@pytest.mark.parametrize("version", ["1", '"1"'])
def test_a_file_may_say_that_it_is_of_version_one(version: str) -> None:
    assert patient(f"therex: {version}\n{ASSESSED}").head.assessed_by == "A. Ro"


@pytest.mark.parametrize("name", ["Kay # 2", "Müller-Lüdenscheidt", "李", "no", "null island", "= 3"])
def test_a_name_in_quotes_is_taken_as_it_is(name: str) -> None:
    assert patient(f'{ASSESSED}patient: {{name: "{name}"}}\n').head.name == name
