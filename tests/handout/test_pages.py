"""What stands on the pages of each patient, and what does not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.handout.support import PATIENTS, WITH_PLAN, WITHOUT_PLAN, page_of, texts_of


@pytest.mark.parametrize("name", WITHOUT_PLAN)
def test_an_action_page_names_no_exercise_of_the_catalogue(name: str) -> None:
    page = page_of(name)
    text = texts_of(page.html).patient_text.lower()
    named = [e.name for e in page.rulebook.exercises.values() if e.name.lower() in text]
    assert named == []
    assert 'class="card"' not in page.html
    assert "Your diary" not in text


@pytest.mark.parametrize("name", WITH_PLAN)
def test_a_plan_never_names_a_barred_or_withheld_exercise(name: str) -> None:
    page = page_of(name)
    text = texts_of(page.html).patient_text
    closed = [one.name for one in (*page.decision.barred, *page.decision.withheld)]  # type: ignore[attr-defined]
    assert closed
    assert [one for one in closed if one in text] == []


def test_diastolic_110_holds_and_says_what_was_found() -> None:
    text = texts_of(page_of("diastolic 110").html).patient_text
    assert "Do no exercise today." in text
    assert "Your blood pressure was too high to exercise today." in text
    assert "Rest today." in text
    assert "Call for emergency help now" in text


def test_chest_pain_is_an_emergency_before_all_else() -> None:
    text = texts_of(page_of("chest pain").html).patient_text
    assert "This is an emergency. Do no exercise." in text
    assert text.index("Get emergency help now.") < text.index("Call us today")
    assert "Some questions about your safety must be answered first." not in text


def test_unasked_red_flags_are_said_to_be_open_and_not_as_found() -> None:
    page = page_of("red flags not asked")
    text = texts_of(page.html).patient_text
    assert "Do not start your exercises yet." in text
    assert "Some questions about your safety must be answered first." in text
    assert "Chest pain can come from your heart." not in text


def test_clearance_stands_in_a_banner_with_the_rules_sentence() -> None:
    text = texts_of(page_of("example").html).patient_text
    banner = text[text.index("Do not start until your doctor agrees.") :]
    assert "Your blood pressure is raised." in banner[: banner.index("What to do today")]


def test_the_message_counts_exercises_and_adds_up_their_minutes() -> None:
    page = page_of("example")
    text = texts_of(page.html).patient_text
    items = page.decision.exercises
    assert f"Do these {len(items)} exercises." in text
    assert f"This takes about {sum(int(item.minutes) for item in items)} minutes in all." in text


def test_each_exercise_is_one_card_with_all_of_its_steps() -> None:
    page = page_of("example")
    text = texts_of(page.html).patient_text
    assert page.html.count('<article class="card">') == len(page.decision.exercises) == 4
    for item in page.decision.exercises:
        exercise = page.rulebook.exercises[item.id]
        for sentence in (item.name, exercise.start, *exercise.steps, exercise.feel, exercise.breathing):
            assert sentence in text


def test_the_dose_is_said_in_plain_words_and_percentages_stay_with_the_clinician() -> None:
    texts = texts_of(page_of("example").html)
    assert "somewhat hard: you can talk but not sing" in texts.patient_text
    assert "every day" in texts.patient_text
    assert "repetition maximum" not in texts.patient_text


def test_the_diary_has_a_row_for_each_of_28_days_and_a_box_for_each_exercise() -> None:
    page = page_of("example")
    days = [text for text, source in texts_of(page.html).patient if source and source.startswith("day:")]
    assert (len(days), days[0], days[-1]) == (28, "Fri 20 Nov", "Thu 17 Dec")
    diary = page.html[
        page.html.index('<section class="diary">') : page.html.index('<section class="clinician"')
    ]
    assert diary.count('<td class="done"></td>') == 28 * len(page.decision.exercises)


def test_what_the_file_leaves_out_becomes_a_blank_to_write_on() -> None:
    head = page_of("nobody named").html
    head = head[head.index('<header class="head">') : head.index("</header>")]
    assert head.count('<span class="blank"></span>') == 5
    assert "Maria" not in head


def test_a_name_cannot_become_markup() -> None:
    page = page_of("hostile name")
    assert "<script" not in page.html
    assert "<script>alert(1)</script> & Söhne" in texts_of(page.html).patient_text


def test_the_clinician_sees_what_became_of_the_log_and_the_patient_puts_old_sheets_away() -> None:
    page = page_of("with a log")
    texts = texts_of(page.html)
    assert "Use only this sheet." in texts.patient_text
    assert "Progression from the log RM02 Heel slide" in re.sub(
        r"Exercise Verdict Change Dose now Reason ", "", texts.clinician_text
    )
    assert page.decision.progressions[0].reasons[0].rule in texts.clinician_text


@pytest.mark.parametrize("name", PATIENTS)
def test_the_clinicians_page_names_every_fired_rule_its_sources_and_the_digest(name: str) -> None:
    page = page_of(name)
    text = texts_of(page.html).clinician_text
    for firing in page.decision.firings:
        assert firing.rule in text
        if firing.truth == "true":
            for evidence in page.rulebook.rules[firing.rule].evidence:
                assert page.rulebook.sources[evidence.source].citation in text
    assert page.decision.id in text
    assert page.decision.rulebook in text


def test_each_rule_whose_evidence_is_not_all_verified_asks_for_review() -> None:
    page = page_of("example")
    fired = [page.rulebook.rules[one.rule] for one in page.decision.firings if one.truth == "true"]
    unsure = [rule for rule in fired if any(one.status != "verified" for one in rule.evidence)]
    assert unsure
    assert texts_of(page.html).clinician_text.count("to be reviewed by a therapist") == len(unsure)


def test_twelve_questions_are_printed_those_that_hold_the_session_first() -> None:
    page = page_of("red flags not asked")
    text = texts_of(page.html).clinician_text
    section = text[text.index("Questions to ask") : text.index("more questions are in the decision")]
    assert section.count("(holds the session)") == 12
    assert section.split()[-1] == str(len(page.decision.questions) - 12)


@pytest.mark.parametrize("name", PATIENTS)
def test_the_page_needs_nothing_from_elsewhere_and_is_marked_up_for_readers(name: str) -> None:
    html = page_of(name).html
    tags = texts_of(html).tags
    assert ("html", {"lang": "en", "dir": "ltr", "class": "a4"}) in tags
    assert not {"src", "href"} & {key for _, attributes in tags for key in attributes}
    assert set(re.findall(r"url\(\"?([a-z]+:?)", html)) == {"data:"}
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
