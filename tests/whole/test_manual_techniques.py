"""Passive movement is recorded as done by the therapist, and is never an exercise."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.patients import TODAY, decision, exercise, rule, shipped, small, wish
from therex.errors import InputError, TherexError
from therex.handout.render import render_html
from therex.plan.decision import Decision

DONE = "manual_techniques: [{technique: passive_range_of_motion, where: right shoulder, minutes: 5}]\n"
VOCABULARY = """
manual_techniques:
  passive_range_of_motion: {label: passive range of motion, reason: the muscles do no work}
"""


def without_technique(found: Decision) -> Decision:
    """Return a decision but for its identity and what the therapist did."""
    return found.model_copy(update={"id": "", "manual_techniques": ()})


def test_what_the_therapist_did_is_in_the_decision() -> None:
    (done,) = decision(TODAY + DONE).manual_techniques
    assert (done.technique, done.where, done.minutes) == (
        "passive_range_of_motion", "right shoulder", Decimal(5))  # fmt: skip


def test_it_changes_the_decision_in_nothing_else_but_its_identity() -> None:
    with_it, without = decision(TODAY + DONE), decision(TODAY)
    assert with_it.id != without.id
    assert without_technique(with_it) == without_technique(without)


def test_the_clinicians_page_shows_it_as_no_exercise() -> None:
    html = render_html(decision(TODAY + DONE), shipped().rulebook)
    page = html[html.index("Done by the therapist (no exercise)") :]
    assert "passive range of motion, right shoulder, 5 min" in page[:300]


@pytest.mark.parametrize("name", ["passive-range-of-motion", "passive_range_of_motion"])
def test_a_log_of_passive_movement_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(InputError) as caught:
        decision(TODAY + f"log: [{{exercise: {name}, sessions: [{{date: 2026-11-19}}]}}]\n")
    assert caught.value.message == (
        f'"{name}" is a manual technique and no exercise: '
        "passive movement is not a therapeutic exercise, for the patient's own muscles do no work"
    )


def test_an_unknown_technique_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputError) as caught:
        decision(TODAY + "manual_techniques: [{technique: passive_range_of_moton}]\n")
    assert caught.value.message == 'unknown manual technique "passive_range_of_moton"'
    assert "passive_range_of_motion" in caught.value.expected


def test_a_rule_that_recommends_passive_movement_is_refused(tmp_path: Path) -> None:
    rules = [rule("ask", "always", wish("passive-range-of-motion"))]
    with pytest.raises(TherexError, match="is a manual technique and no exercise: the muscles do no work"):
        small(tmp_path, rules, [exercise("lift")], VOCABULARY).__enter__()


@pytest.mark.parametrize(
    ("name", "given"),
    [("passive-range-of-motion", {}), ("stretch", {"category": "passive_range_of_motion"})],
)
def test_a_catalogue_row_of_passive_movement_is_refused(
    tmp_path: Path, name: str, given: dict[str, str]
) -> None:
    rules = [rule("ask", "always", wish("lift"))]
    rows = [exercise("lift"), exercise(name, **given)]
    with pytest.raises(TherexError, match="is a manual technique and no exercise: the muscles do no work"):
        small(tmp_path, rules, rows, VOCABULARY).__enter__()
