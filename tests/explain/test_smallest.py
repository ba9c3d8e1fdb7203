"""The smallest change: no smaller one exists, it does what it says, and what is impossible is."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from tests.explain.changeable import (
    EXERCISE,
    FACTS,
    admits,
    barring,
    cheapest,
    cost,
    patient_files,
    read,
    rulebooks,
)
from tests.explain.small import PATIENT, rulebook
from therex.explain.explainer import Explainer
from therex.explain.smallest import Admission, Impossible, Smallest
from therex.facts.changed import changed
from therex.facts.document import Mapping, parse_document, read_document
from therex.facts.read import patient_from
from therex.facts.values import read_value
from therex.facts.vocabulary import Value
from therex.inference.session import Session
from therex.plan.build import decide
from therex.resources import data_folder
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook

ARCHETYPES = sorted(
    path for path in (Path(__file__).parents[1] / "archetypes").glob("*.yaml") if ".expect" not in path.name
)
#: Some of them, the same each time.
SAMPLE = Random(5).sample(ARCHETYPES, 4)  # noqa: S311 - no secret


def smallest(document: Mapping, session: Session) -> Smallest:
    """Return the smallest changes for the patient of a file."""
    patient = patient_from(document, known_to(session.rulebook))
    return Smallest(Explainer(decide(session, patient), patient, session), session, document)


def parsed(text: str) -> Mapping:
    """Return a patient file as a document."""
    document = parse_document(text, "patient.yaml")
    assert isinstance(document, Mapping)
    return document


def admission(text: str, exercise: str = "", rules: Rulebook | None = None) -> Admission:
    """Return what would admit an exercise, or a session, for the patient of a file."""
    with Session(rules or rulebook()) as session:
        found = smallest(parsed(text), session)
        return found.admitting(session.rulebook.exercises[exercise]) if exercise else found.allowing()


def values_of(found: Admission) -> dict[str, Value]:
    """Return what the changed facts are to become."""
    read_ones = {one.fact: read_value(FACTS[one.fact], parse_document(one.value, "a change")).value
                 for one in found.changes}  # fmt: skip
    return {name: value for name, value in read_ones.items() if value is not None}


@given(rulebooks(), patient_files())
@settings(max_examples=30)
def test_no_smaller_change_exists_and_what_is_impossible_is(rules: Rulebook, text: str) -> None:
    patient = read(text, rules)
    found = admission(text, EXERCISE, rules)
    wished = cheapest(patient, rules, wished=True)
    best = wished or cheapest(patient, rules, wished=False)
    assert (found.impossible is None) == (best is not None)
    assert (found.impossible is None and found.unasked is None) == (wished is not None)
    if best is not None:
        values = values_of(found)
        assert admits(patient.facts, values, rules, wished=wished is not None)
        assert cost(values, patient.facts) == best


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_of_an_archetype_each_change_admits_and_what_is_impossible_names_why(path: Path) -> None:
    document = read_document(path)
    assert isinstance(document, Mapping)
    with Session(load_rulebook(data_folder("rules"))) as session:
        known = known_to(session.rulebook)
        decision = decide(session, patient_from(document, known))
        closed = sorted({one.id for one in decision.barred} | {one.id for one in decision.withheld})
        shut = closed if decision.action.exercise_today else sorted(session.rulebook.exercises)
        found = smallest(document, session)
        for name in Random(path.stem).sample(shut, min(3, len(shut))):  # noqa: S311 - no secret
            one = found.admitting(session.rulebook.exercises[name])
            if one.impossible:
                assert one.impossible.rules
                assert one.impossible.facts
                continue
            values = {change.fact: change.value for change in one.changes}
            after = decide(session, patient_from(changed(document, values, known), known))
            assert after.action.exercise_today
            assert name not in {bar.id for bar in after.barred} | {held.id for held in after.withheld}


def test_a_measurement_is_told_with_how_far_it_may_go() -> None:
    (change,) = admission(PATIENT, "wall-sit").changes
    assert (change.fact, change.present, change.value) == ("systolic_bp", "164 mmHg", "159 mm[Hg]")
    assert change.words == "resting systolic blood pressure at 159 mmHg or below (now 164 mmHg)"


def test_a_value_is_sought_in_the_unit_in_which_it_was_stated() -> None:
    held = PATIENT + "  glucose: 3.5 mmol/L\n"
    (change,) = admission(held).changes
    assert (change.value, change.words) == (
        "3.9 mmol/L",
        "blood glucose at 3.9 mmol/L or above (now 3.5 mmol/L)",
    )


def test_what_was_not_known_is_answered_in_the_middle_of_what_would_do() -> None:
    (change,) = admission(PATIENT.replace("164 mm[Hg]", "unknown"), "wall-sit").changes
    # From 50, the least that is plausible, to 159, the last below the cut-off of 160.
    assert (change.present, change.value) == ("", "104 mm[Hg]")


def test_where_nothing_stands_in_the_way_nothing_changes() -> None:
    assert admission(PATIENT) == Admission("", ())
    found = admission(PATIENT.replace("164", "150"), "wall-sit")
    assert (found.in_way, found.changes, found.impossible, found.unasked) == ((), (), None, None)
    assert found.then == "then it is in the plan"


def test_a_condition_that_the_patient_lacks_is_no_change_and_is_named() -> None:
    found = admission(PATIENT.replace("[knee_osteoarthritis]", "[]"), "quad-set")
    assert found.unasked == Impossible(("knee-strength",), ("knee_osteoarthritis",))
    assert (found.changes, found.then) == ((), "then nothing forbids it, and no rule asks for it")


def test_a_calculated_value_that_is_not_plausible_clears_nothing() -> None:
    file = "assessment: {date: 2026-03-02, by: A. Ro}\nfacts: {strain: 1, rest: 1}\n"
    # The difference may be 2 at most; at 3 it would be unknown, and the exercise withheld.
    found = admission(file, EXERCISE, barring("strain_over_rest = 2 or strain_over_rest <= 1"))
    assert found.impossible == Impossible(("bars",), ())
    (change,) = admission(file, EXERCISE, barring("strain_over_rest <= 1")).changes
    assert (change.fact, change.value, change.words) == ("strain", "3", "strain at 3 or above (now 1)")
