"""What the therapist set aside is said to both readers: plainly to the patient, in full to the clinician."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.handout.support import Texts, texts_of
from tests.patients import decision, example, shipped
from therex.handout.note import note_of
from therex.handout.phrases import load_phrases
from therex.handout.render import render_html
from therex.resources import data_folder

ARCHETYPES = Path(__file__).parents[1] / "archetypes"
WHY = "The cuff was too small"
HOLD = ("diastolic_bp: 94 mm[Hg]", "diastolic_bp: 110 mm[Hg]")
CARRIES = "bp-no-straining, exercise: farmer-carry"


def text(rules: tuple[str, ...], *replaced: tuple[str, str]) -> str:
    entries = "".join(f"  - {{rule: {rule}, reason: {WHY}., by: B. Li}}\n" for rule in rules)
    return example("knee_oa_with_high_bp", *replaced) + "overrides:\n" + entries


@cache
def page(*rules: str, held: bool = False) -> Texts:
    found = decision(text(rules, *([HOLD] if held else [])))
    return texts_of(render_html(found, shipped().rulebook))


@pytest.mark.parametrize(
    ("rule", "held", "sentence"),
    [
        ("bp-hold", True, "Your therapist decided that a rule that says to rest is not for you."),
        ("bp-clearance", False, "Your therapist decided that a rule that asks a doctor is not for you."),
        ("bp-effort", False, "Your therapist decided that one of our limits is not for you."),
    ],
)
def test_the_patient_reads_one_plain_sentence_of_what_was_decided(
    rule: str,
    held: bool,  # noqa: FBT001 - as listed
    sentence: str,
) -> None:
    words = page(rule, held=held).patient_text
    assert words.count("What your therapist decided") == words.count(sentence) == 1
    assert words.count("Your therapist decided") == 1


def test_the_patient_never_reads_the_reason_or_the_rule() -> None:
    words = page("bp-hold", held=True).patient_text
    assert [word for word in (WHY, "B. Li", "bp-hold") if word in words] == []


def test_an_override_that_changes_nothing_is_not_told_to_the_patient() -> None:
    assert "Your therapist decided" not in page(CARRIES).patient_text


def test_an_exercise_that_the_therapist_allowed_is_named() -> None:
    faint = (ARCHETYPES / "falls_after_a_suspected_faint.yaml").read_text(encoding="utf-8")
    entry = f"overrides: [{{rule: falls-faint, exercise: tandem-stance, reason: {WHY}., by: B. Li}}]\n"
    found = decision(f"{faint}\n{entry}")
    words = texts_of(render_html(found, shipped().rulebook)).patient_text
    name = shipped().rulebook.exercises["tandem-stance"].name
    assert f"Your therapist decided that you may do this one: {name}." in " ".join(words.split())


def test_where_the_session_stays_held_the_page_for_no_exercise_says_it_too() -> None:
    found = decision(text(("bp-hold",), HOLD, ("body_temperature: 36.6 Cel", "body_temperature: 39 Cel")))
    words = texts_of(render_html(found, shipped().rulebook)).patient_text
    assert "Do no exercise today." in words
    assert "Your therapist decided that a rule that says to rest is not for you." in words


def test_the_clinician_reads_rule_deed_author_reason_and_effect_before_the_action() -> None:
    words = page("bp-clearance", CARRIES).clinician_text
    box = words[words.index("Set aside by the therapist") : words.index("Action")]
    for said in ("bp-clearance", "clearance: a medical evaluation first", "bars FT05 Farmer carry"):
        assert said in box
    assert box.count(f"{WHY}.") == box.count("B. Li") == 2
    assert box.index("changed the plan") < box.index("changed nothing in the plan")


def test_the_record_marks_a_rule_that_fired_and_was_set_aside() -> None:
    assert "bp-clearance (set aside)" in page("bp-clearance").clinician_text
    assert (
        "(set aside)"
        not in texts_of(
            render_html(decision(example("knee_oa_with_high_bp")), shipped().rulebook)
        ).clinician_text
    )


def test_without_overrides_nobody_reads_of_any() -> None:
    found = texts_of(render_html(decision(example("knee_oa_with_high_bp")), shipped().rulebook))
    assert "decided" not in found.patient_text
    assert "Set aside" not in found.clinician_text


def test_the_chart_note_names_rule_exercise_author_and_reason() -> None:
    note = note_of(decision(text(("bp-clearance", CARRIES))), shipped().rulebook)
    wanted = f"bp-clearance, by B. Li: {WHY}; bp-no-straining for farmer-carry, by B. Li: {WHY}."
    assert f"Set aside by the therapist: {wanted}" in note


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans"])
def test_every_language_has_the_sentences(tag: str) -> None:
    phrases = load_phrases(data_folder("templates"), tag)
    names = ("hold", "clearance", "avoid", "limit", "supervise", "monitor")
    lines = [phrases.line(f"decided_{name}") for name in names]
    lines.append(phrases.line("decided_exercise", exercise="X"))
    assert [line.source for line in lines if line.lang] == []
    assert len({line.text for line in lines}) == len(lines)
