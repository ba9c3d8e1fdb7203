"""For whom a sheet is printed, and how; and the note for the chart."""

from __future__ import annotations

import re

import pytest

from tests.handout.support import page_of, texts_of
from tests.handout.test_sources import PHRASES, _is_from
from therex.handout.note import note_of
from therex.handout.options import Audience, Options, Paper
from therex.handout.phrases import Line
from therex.handout.render import render_html
from therex.handout.shared import merged, said_by_all


def _html(name: str, options: Options, **changes: object) -> str:
    page = page_of(name)
    return render_html(page.decision.model_copy(update=changes), page.rulebook, options)


@pytest.mark.parametrize(
    ("audience", "patient", "clinician"),
    [("patient", True, False), ("caregiver", True, False), ("clinician", False, True), ("all", True, True)],
)
def test_each_audience_gets_its_pages_and_no_others(audience: str, patient: bool, clinician: bool) -> None:  # noqa: FBT001
    texts = texts_of(_html("example", Options(audience=Audience(audience))))
    assert bool(texts.patient) is patient
    assert bool(texts.clinician) is clinician


def test_a_helper_is_told_first_who_is_meant_and_what_to_do_and_every_line_has_its_source() -> None:
    page = page_of("example")
    texts = texts_of(_html("example", Options(audience=Audience.CAREGIVER)))
    assert "You help Maria Example with this sheet." in texts.patient_text
    assert "Home exercises for Maria Example" in texts.patient_text
    assert "The diary of Maria Example" in texts.patient_text
    assert texts.patient_text.index("For you who help") < texts.patient_text.index("Do not start")
    strangers = [
        (text, source) for text, source in texts.patient if not source or not _is_from(text, source, page)
    ]
    assert strangers == []


def test_a_helper_of_somebody_without_a_name_reads_no_gap() -> None:
    text = texts_of(_html("nobody named", Options(audience=Audience.CAREGIVER))).patient_text
    assert "You help a person with this sheet." in text
    assert "{" not in text


def test_a_helper_is_told_to_do_nothing_where_there_is_no_exercise() -> None:
    text = texts_of(_html("chest pain", Options(audience=Audience.CAREGIVER))).patient_text
    assert "You help Maria Example with this sheet." in text
    assert PHRASES["helper_count"] not in text


def test_the_look_is_asked_of_the_style_sheets_by_classes() -> None:
    options = Options(paper=Paper.LETTER, large_print=True, high_contrast=True, low_ink=True)
    html = _html("example", options)
    assert 'class="letter large-print high-contrast low-ink"' in html
    assert "@page { size: letter; }" in html


@pytest.mark.parametrize("name", ["example", "with a log", "chest pain", "nobody named"])
def test_the_note_is_one_paragraph_with_plan_limits_and_decision(name: str) -> None:
    page = page_of(name)
    note = note_of(page.decision, page.rulebook)
    assert "\n" not in note
    assert "  " not in note
    assert f"Decision {page.decision.id}, rulebook {page.decision.rulebook[:12]}, therex" in note
    assert all(f"{item.code} {item.name}" in note for item in page.decision.exercises)
    assert all(f"[{call.rule}]" in note for call in page.decision.action.calls)
    assert f"Open questions: {len(page.decision.questions)}." in note
    assert note in texts_of(page.html).clinician_text


def test_the_note_says_dose_limits_and_progression_in_the_clinicians_words() -> None:
    page = page_of("with a log")
    note = note_of(page.decision, page.rulebook)
    assert "RM02 Heel slide (right): days a week: 7" in note
    assert "Limits: all exercises: effort (Borg 6-20) at most 13" in note
    assert re.search(r"Progression: RM02 Heel slide: (progress|hold|regress|review first)", note)
    assert "Progression" not in note_of(page_of("example").decision, page.rulebook)


def _line(text: str) -> Line:
    return Line(text, "rule:x")


def test_only_what_every_card_says_is_shared_and_one_card_shares_nothing() -> None:
    a, b, c = _line("a"), _line("b"), _line("c")
    assert said_by_all([(a, b), (c, b)]) == (b,)
    assert said_by_all([(a, b)]) == ()
    assert said_by_all([]) == ()
    assert merged((a, b), (b, c)) == (a, b, c)


def test_what_to_do_when_any_exercise_is_too_hard_stands_once_on_the_sheet() -> None:
    page = page_of("example")
    text = texts_of(_html("example", Options(audience=Audience.PATIENT))).patient_text
    on_cards = [tuple(_line(told.patient) for told in item.easier_when) for item in page.decision.exercises]
    shared = [line.text for line in said_by_all(on_cards)]
    assert shared
    assert [text.count(sentence) for sentence in shared] == [1] * len(shared)
