"""Facts computed before the rules run: only from known facts, and never past what is plausible."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from therex.facts.model import Fact, Facts, Statement
from therex.facts.vocabulary import Value
from therex.inference.enrich import with_calculated
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook

RULES = """
facts:
  weight: {label: weight, kind: quantity, unit: kg, question: W?}
  height: {label: height, kind: quantity, unit: m, question: Height?}
  age: {label: age, kind: count, question: Age?}
  bmi: {label: mass index, kind: quantity, unit: kg/m2, plausible: [10, 90], calculated: yes, question: B?}
  above_25: {label: above 25, kind: quantity, unit: kg/m2, calculated: yes, question: None?}
  stands_wanted: {label: stands wanted, kind: count, calculated: yes, question: None?}
sources:
  house: {citation: The house}
calculations:
  above_25: {is: "max(bmi - 25, 0)"}
  bmi: {is: weight / (height * height), unit: kg/m2, round: 1}
  stands_wanted: {norm: stands, by: [age]}
norms:
  stands:
    label: chair stands
    evidence: [{source: house, status: heuristic, note: for a test}]
    rows: [{age: [60, 64], value: 14}]
"""


@pytest.fixture(name="rulebook")
def _rulebook(tmp_path: Path) -> Rulebook:
    (tmp_path / "all.yaml").write_text(RULES, encoding="utf-8")
    return load_rulebook(tmp_path, cache=False)


def calculated(rulebook: Rulebook, **values: Value | int) -> Facts:
    facts = {name: Fact(definition) for name, definition in rulebook.facts.items()}
    for day, (name, value) in enumerate(values.items(), start=1):
        number = Decimal(value) if isinstance(value, int) else value
        stated = Statement(number, dt.date(2026, 3, day), "stated")
        facts[name] = Fact(rulebook.facts[name], stated, (stated,), "")
    return with_calculated(facts, rulebook)


def test_a_fact_is_computed_from_known_facts_and_from_computed_ones(rulebook: Rulebook) -> None:
    facts = calculated(rulebook, weight=82, height=Decimal("1.75"))
    assert facts["bmi"].used == Statement(
        Decimal("26.8"), dt.date(2026, 3, 2), "calculated", inputs=("weight", "height")
    )
    assert facts["above_25"].used is not None
    assert facts["above_25"].used.value == Decimal("1.8")


def test_a_missing_input_leaves_it_unknown_and_is_named(rulebook: Rulebook) -> None:
    facts = calculated(rulebook, weight=82)
    assert facts["bmi"].used is None
    assert facts["bmi"].why_unknown == "cannot be computed without height"
    assert facts["above_25"].why_unknown == "cannot be computed without mass index"


def test_what_was_stated_is_not_computed(rulebook: Rulebook) -> None:
    facts = calculated(rulebook, weight=82, height=Decimal("1.75"), bmi=30)
    assert facts["bmi"].used is not None
    assert facts["bmi"].used.value == 30
    assert facts["above_25"].used is not None
    assert facts["above_25"].used.value == 5


def test_a_result_that_is_not_plausible_is_unknown(rulebook: Rulebook) -> None:
    facts = calculated(rulebook, weight=82, height=Decimal("0.5"))  # 82 / 0.25 = 328
    assert facts["bmi"].used is None
    assert facts["bmi"].why_unknown.startswith("not plausible")


@pytest.mark.parametrize("weight", [0, 82])
def test_a_division_by_nought_is_unknown(rulebook: Rulebook, weight: int) -> None:
    bmi = calculated(rulebook, weight=weight, height=0)["bmi"]
    assert bmi.used is None
    assert bmi.why_unknown == "no result: weight / (height * height)"


@pytest.mark.parametrize(("age", "wanted"), [(59, None), (60, 14), (64, 14), (65, None)])
def test_a_norm_gives_nothing_outside_its_table(rulebook: Rulebook, age: int, wanted: int | None) -> None:
    fact = calculated(rulebook, age=age)["stands_wanted"]
    assert (fact.used and fact.used.value) == wanted
    assert fact.why_unknown == ("" if wanted else "no norm: chair stands by age")
