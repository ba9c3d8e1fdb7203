"""What became of one rule for one patient, and what would settle it."""

from __future__ import annotations

import pytest

from tests.explain.small import PATIENT, explaining, of_rule
from therex.errors import InputError


def test_a_rule_that_fires_says_so_with_its_sentence_filled_in() -> None:
    found = of_rule(PATIENT, "bp-no-straining")
    assert found[:3] == [
        "bp-no-straining: No straining with a raised blood pressure",
        "fires",
        "says: Blood pressure 164 mmHg: no straining.",
    ]


def test_a_rule_at_rest_says_so_and_shows_its_false_part() -> None:
    found = of_rule(PATIENT.replace("164", "159"), "bp-no-straining")
    assert found[1] == "at rest"
    assert "[false] resting systolic blood pressure is at least 160 mm[Hg]" in found


def test_an_unknown_rule_that_fails_closed_says_what_it_holds_back_and_asks() -> None:
    found = of_rule(PATIENT.replace("164 mm[Hg]", "unknown"), "bp-no-straining")
    assert found[1] == "unknown: it cannot be ruled out, so what it guards is held back"
    assert "ask: Blood pressure, upper number? (systolic_bp)" in found


def test_an_unknown_rule_that_only_notes_says_why_it_may() -> None:
    found = of_rule(PATIENT.replace("chest_pain: no", "chest_pain: unknown"), "chest-pain-hold")
    assert found[1] == "unknown: it asks, and holds nothing back"
    assert "unknown is softened: It is asked at every visit." in found


def test_an_unknown_rule_shows_the_condition_under_which_it_holds_back() -> None:
    found = of_rule(PATIENT, "glucose-low")
    assert found[1] == "unknown: it holds nothing back and asks nothing here"
    assert found[found.index("[false] holds back if") + 1] == "[false] with insulin"
    with_insulin = of_rule(PATIENT.replace("medications: []", "medications: [insulin]"), "glucose-low")
    assert with_insulin[1] == "unknown: it cannot be ruled out, so the session is held back"
    assert "[true] holds back if" in with_insulin


def test_a_rule_that_was_set_aside_says_so_with_its_verdict() -> None:
    aside = "overrides: [{rule: RULE, reason: Seen., by: A. Ro}]\n"
    fired = of_rule(PATIENT + aside.replace("RULE", "bp-no-straining"), "bp-no-straining")
    assert fired[1] == "fires, set aside by the therapist"
    text = PATIENT.replace("medications: []", "medications: [insulin]")
    unknown = of_rule(text + aside.replace("RULE", "glucose-low"), "glucose-low")
    assert unknown[1] == "unknown, set aside by the therapist: it holds nothing back and asks nothing here"


def test_an_unknown_recommendation_does_not_fire() -> None:
    found = of_rule(
        PATIENT.replace("{value: 3, on: 2026-03-01, by: the patient}", "unknown"), "knee-strength"
    )
    assert found[1] == "unknown: does not fire until its facts are known"
    assert "ask: How strong is the pain? (knee_pain)" in found


def test_a_stale_fact_says_that_it_is_stale() -> None:
    found = of_rule(PATIENT.replace("2026-03-01", "2026-01-01"), "knee-strength")
    assert "knee_pain (knee pain): unknown - stale: last stated on 2026-01-01 (line 7)" in found


def test_evidence_stands_below_with_its_status() -> None:
    assert of_rule(PATIENT, "bp-raised")[-1] == (
        "evidence [second hand, to be reviewed] The Guide, 3rd edition, p. 7, doi 10.1000/guide: 160 and over"
    )


def test_an_unknown_rule_id_names_the_nearest() -> None:
    with (
        explaining(PATIENT) as explainer,
        pytest.raises(InputError, match=r'unknown rule "bp-raise".*"bp-raised"'),
    ):
        explainer.rule("bp-raise")
