"""The long form of a fact says when and by whom; every fact knows where it stands."""

from __future__ import annotations

import datetime as dt

from tests.facts.reading import ASSESSED, fact, facts, patient


def test_the_long_form_gives_value_unit_day_and_person() -> None:
    used = fact("weight", "{value: 80.5, unit: kg, on: 2025-12-24, by: B. Li}").used
    assert used is not None
    assert (str(used.value), used.unit, used.on, used.by) == ("80.5", "kg", dt.date(2025, 12, 24), "B. Li")


def test_the_unit_may_stand_with_the_value() -> None:
    assert fact("weight", "{value: 80.5 kg}").say() == fact("weight", "{value: 80.5, unit: kg}").say()


def test_without_day_and_person_it_is_the_day_of_assessment_and_nobody() -> None:
    used = fact("weight", "{value: 80 kg}").used
    assert used is not None
    assert (used.on, used.by, used.origin) == (dt.date(2026, 1, 15), "", "stated")


def test_the_long_form_may_say_unknown() -> None:
    assert fact("weight", "{value: unknown, by: B. Li}").why_unknown == "said to be unknown"


def test_a_fact_of_each_kind_has_a_long_form() -> None:
    read = facts("chest_pain: {value: yes}\nweight_bearing: {value: nwb}\nsurgery_date: {value: 2025-11-20}")
    used = [read[name].used for name in ("chest_pain", "weight_bearing", "surgery_date")]
    assert [item.value for item in used if item] == [True, "nwb", dt.date(2025, 11, 20)]


def test_a_fact_knows_its_line_and_pointer() -> None:
    read = patient(
        f"{ASSESSED}facts:\n  weight: 80 kg\n  systolic_bp:\n    - 128\n    - {{value: 130}}\n"
    ).facts
    weight, pressure = read["weight"], read["systolic_bp"]
    assert [(item.pointer, str(item.place)) for item in weight.statements] == [
        ("/facts/weight", "patient.yaml:3:11")
    ]
    assert [(item.pointer, str(item.place)) for item in pressure.statements] == [
        ("/facts/systolic_bp/0", "patient.yaml:5:7"),
        ("/facts/systolic_bp/1", "patient.yaml:6:7"),
    ]


def test_a_text_in_quotes_that_means_a_number_is_one() -> None:
    assert fact("weight", '{value: "80", unit: "kg"}').say() == "80 kg"
