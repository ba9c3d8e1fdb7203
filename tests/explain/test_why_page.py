"""The page of why: whole, by itself, the same each time, and nothing in it that was not decided."""

from __future__ import annotations

import re

import pytest

from tests.explain.small import LOG, PATIENT, explaining, rulebook
from therex.explain.outline import Point
from therex.explain.why import explain_plan
from therex.explain.why_not import explain_exercise
from therex.explain.why_page import asked_page, decision_page
from therex.review.page import Element, read_page

OVERRIDE = """\
overrides:
  - {rule: bp-no-straining, reason: "seen <i>today</i>", by: A. Ro}
"""
PATIENTS = {
    "a plan": PATIENT,
    "a log": PATIENT + "  teach_back_done: yes\n" + LOG,
    "a hold": PATIENT.replace("chest_pain: no", "chest_pain: yes"),
    "a hold by an unknown": PATIENT.replace("medications: []", "medications: [insulin]"),
    "an unknown pressure": PATIENT.replace("164 mm[Hg]", "unknown"),
    "an override": PATIENT + OVERRIDE,
    "nothing known": "assessment: {date: 2026-03-02}\n",
}


def page_of(text: str) -> str:
    """Return the page of the patient that `text` describes."""
    with explaining(text) as explainer:
        return decision_page(explainer)


def part(html: str, name: str) -> Element:
    """Return the element of a page with this id."""
    (found,) = (one for one in read_page(html).walk() if one.attributes.get("id") == name)
    return found


@pytest.mark.parametrize("text", PATIENTS.values(), ids=PATIENTS)
def test_the_page_is_whole_and_asks_for_nothing_from_elsewhere(text: str) -> None:
    html = page_of(text)
    marks = [one.attributes for one in read_page(html).walk()]
    names = [one["id"] for one in marks if "id" in one]
    links = {one["href"] for one in marks if "href" in one}
    assert len(names) == len(set(names))
    assert links <= {f"#{name}" for name in names}
    assert not re.search(r"<script|<link|<img|\bsrc=|url\(|@import", html)


@pytest.mark.parametrize("text", PATIENTS.values(), ids=PATIENTS)
def test_the_same_decision_gives_the_same_bytes(text: str) -> None:
    assert page_of(text) == page_of(text)


@pytest.mark.parametrize("text", PATIENTS.values(), ids=PATIENTS)
def test_each_exercise_of_the_catalogue_stands_in_the_plan_or_with_what_is_in_its_way(text: str) -> None:
    html = page_of(text)
    listed = [cell.text for cell in part(html, "absent").find("th") if cell.attributes["scope"] == "row"]
    with explaining(text) as explainer:
        planned = {item.code for item in explainer.decision.exercises}
    absent = [code for code, _, _ in (cell.partition(" ") for cell in listed)]
    assert sorted([*absent, *planned]) == sorted(one.code for one in rulebook().exercises.values())


def test_the_head_says_what_was_decided_by_which_rules_and_for_whom() -> None:
    with explaining(PATIENT) as explainer:
        head = read_page(decision_page(explainer)).find("header")[0].text
        decision = explainer.decision
    for said in (decision.id, decision.rulebook, decision.engine, "2026-03-02", "A. Ro"):
        assert said in head


def test_an_exercise_has_a_drawing_and_its_chain_down_to_value_date_author_and_line() -> None:
    exercise = part(page_of(PATIENT), "exercises-1")
    assert exercise.find("svg")
    assert (
        "knee pain is at most 5 knee_pain <= 5 · 3 - stated 2026-03-01 by the patient (line 7)"
        in exercise.text
    )
    assert "evidence: verified The Guide, 3rd edition, p. 12" in exercise.text


def test_each_part_of_a_condition_is_marked_by_a_sign_and_a_word() -> None:
    marks = {one.text for one in read_page(page_of(PATIENTS["an unknown pressure"])).find(kind="truth")}
    assert marks == {"✓ true", "✗ false", "? unknown"}


def test_a_condition_stands_in_words_and_as_in_its_file_with_the_line() -> None:
    rule = part(page_of(PATIENT), "rule-bp-raised")
    (words,) = (one.text for one in rule.find("p", kind="plain"))
    (written,) = (one.text for one in rule.find("p", kind="written"))
    line = rulebook().rules["bp-raised"].place.line
    assert words == "When: resting systolic blood pressure is at least 160 mm[Hg]."
    assert written == f"systolic_bp >= 160 mm[Hg] precautions/pressure.yaml, line {line}"


def test_each_rule_that_fired_stands_with_its_whole_tree() -> None:
    with explaining(PATIENT) as explainer:
        html = decision_page(explainer)
        fired = {firing.rule for firing in explainer.decision.firings if firing.truth == "true"}
    listed = {one.attributes["id"] for one in part(html, "rules-1").find("section", kind="entry")}
    assert listed == {f"rule-{name}" for name in fired}
    assert "raised from 160" in part(html, "rule-bp-raised").text.lower()


def test_page_and_outline_say_the_same() -> None:
    with explaining(PATIENT) as explainer:
        text = read_page(decision_page(explainer)).text
        told = [point for section in explain_plan(explainer)[:-1] for point in section.points]
    plain = [point.text for point in told if not re.match(r"\d+: ", point.text)]  # groups of names
    assert plain
    assert [one for one in plain if one not in text] == []


def test_a_barred_exercise_names_the_rule_and_what_else_keeps_it_out() -> None:
    absent = part(page_of(PATIENT), "absent-1")
    assert absent.find("h3")[0].text == "Barred"
    assert {one.attributes["href"] for one in absent.find("a")} >= {"#rule-bp-no-straining"}
    assert "IM07 Wall sit" in absent.text
    assert "recommended for leg strength" in absent.text


def test_the_smallest_change_stands_beside_each_exercise_that_is_left_out() -> None:
    with explaining(PATIENT) as explainer:
        html = decision_page(explainer, lambda exercise: Point(f"change for {exercise and exercise.id}"))
        planned = {item.id for item in explainer.decision.exercises}
    told = [cell.text for cell in part(html, "absent").find("td") if cell.text.startswith("change for")]
    assert sorted(told) == sorted(f"change for {name}" for name in rulebook().exercises.keys() - planned)


def test_where_no_session_is_possible_the_change_for_one_stands_with_the_action() -> None:
    for name, is_told in (("a hold", True), ("a plan", False)):
        with explaining(PATIENTS[name]) as explainer:
            html = decision_page(explainer, lambda exercise: Point("a change" if exercise else "for today"))
        assert ("for today" in html) == is_told


def test_a_hold_by_an_unknown_says_what_could_not_be_ruled_out() -> None:
    html = page_of(PATIENTS["a hold by an unknown"])
    action = part(html, "action").text
    assert "hold, not ruled out: Treat it first." in action
    assert "? unknown" in action
    assert part(html, "questions")
    assert "rule-glucose-low" in {one.attributes.get("id") for one in part(html, "rules-2").walk()}


def test_what_the_therapist_set_aside_is_told_first_and_marked_at_the_rule() -> None:
    html = page_of(PATIENTS["an override"])
    told = part(html, "overrides").text
    assert "bp-no-straining, by A. Ro: seen <i>today</i>" in told
    assert "set aside by the therapist" in part(html, "rule-bp-no-straining").text
    assert "<i>" not in html


def test_each_line_that_is_read_by_itself_opens_its_rules() -> None:
    html = page_of(PATIENT.replace("medications: []\n", ""))
    asked = [part(html, f"questions-{place}") for place in (1, 2)]
    assert all("glucose-low" in one.text for one in asked)
    assert ["opened above" in one.text for one in asked] == [False, False]


def test_names_are_text_and_keep_their_own_direction() -> None:
    arabic = "فاطمة الزهراء"
    for name in ("<script>alert(1)</script> & Söhne", arabic, "x" * 2000):
        html = page_of(PATIENT.replace("patient: {", f'patient: {{name: "{name}", '))
        assert name in [one.text for one in read_page(html).find("bdi")]
        assert "<script" not in html


def test_what_is_asked_for_stands_on_the_page_alone() -> None:
    with explaining(PATIENT) as explainer:
        exercise = explain_exercise(explainer.exercise("wall-sit"), explainer)
        html = asked_page([exercise], explainer)
    assert part(html, "asked-1").find("svg")
    assert "rule-bp-no-straining" in html
    assert "sets-for-old-age" not in html
    assert "Exercises that are not in the plan" not in html


def test_a_rule_that_is_asked_for_stands_with_its_condition_both_ways() -> None:
    with explaining(PATIENT) as explainer:
        html = asked_page([explainer.whole_rule(explainer.rule("glucose-low"))], explainer)
    asked = part(html, "asked-1")
    assert [len(asked.find("p", kind=kind)) for kind in ("plain", "written")] == [1, 1]
    assert "unknown: does not" not in asked.text
    assert "ask: Blood glucose? (glucose)" in asked.text


def test_points_compare_by_what_they_say() -> None:
    assert Point("a", of=1) == Point("a", of=2)
