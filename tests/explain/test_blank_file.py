"""The patient file to fill in: exactly the facts that are read, and it loads as it is."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from tests.explain.small import explaining, rulebook
from therex.errors import InputError
from therex.explain.blank_file import blank_file
from therex.explain.needs import facts_needed, statable, topics_for

GENERAL = {"systolic_bp", "chest_pain", "glucose", "insulin", "birth_date", "assessment_date"}
GENERAL |= {"teach_back_done", "knee_pain", "minutes_per_day"}


def needed(*conditions: str) -> set[str]:
    return set(chain(*facts_needed(topics_for(conditions, rulebook()), rulebook()).values()))


def test_without_a_condition_the_general_topics_ask() -> None:
    assert needed() == GENERAL


def test_a_condition_adds_what_its_own_rules_read_and_nothing_else() -> None:
    assert needed("knee_osteoarthritis") == GENERAL | {"knee_osteoarthritis", "helper_there"}
    assert needed("stroke") == GENERAL | {"stroke", "stroke_date", "fainting"}


def test_derived_and_calculated_facts_are_traced_down_to_what_can_be_stated() -> None:
    assert statable("stroke_phase", rulebook()) == {"stroke", "stroke_date", "assessment_date"}
    assert statable("log_sessions", rulebook()) == set()
    assert statable("joints", rulebook()) == set()


def test_a_fact_stands_under_the_first_topic_that_reads_it() -> None:
    found = facts_needed(topics_for(["knee_osteoarthritis"], rulebook()), rulebook())
    assert list(found) == [
        "Knee osteoarthritis",
        "Blood pressure and warning signs",
        "Repetitions",
        "The plan",
    ]
    assert found["Repetitions"] == ("teach_back_done",)
    assert found["The plan"] == ("minutes_per_day",)


def stated(text: str) -> set[str]:
    """Return the facts that stand in the block of facts, filled in or as a comment."""
    block = text.split("\nfacts:\n")[1].split("\n\n", maxsplit=1)[0]
    return set(re.findall(r"^  (?:# )?([a-z_]+): (?:unknown|no)$", block, re.MULTILINE))


def test_the_printed_file_asks_each_open_fact_once() -> None:
    text = blank_file(["knee_osteoarthritis"], rulebook())
    assert stated(text) == {
        "systolic_bp", "glucose", "knee_pain", "helper_there", "teach_back_done", "minutes_per_day",
    }  # fmt: skip
    assert "unread_pain" not in text
    assert "raised_bp" not in text


def test_the_printed_file_loads_and_states_nothing() -> None:
    text = blank_file(["knee_osteoarthritis", "stroke"], rulebook())
    with explaining(text) as explainer:
        known = {name for name, fact in explainer.patient.facts.items() if fact.statements}
        assert explainer.patient.conditions == ("knee_osteoarthritis", "stroke")
    assert known == {"assessment_date", "knee_osteoarthritis", "stroke", "gout"}


def test_a_file_with_every_comment_taken_off_still_loads() -> None:
    text = blank_file(["knee_osteoarthritis"], rulebook())
    keys = ("medications:", "screens:", "  red_flags:", "home:", "  equipment:")
    filled = "\n".join(line[2:] if line[2:].startswith(keys) and line[0] == "#" else line
                       for line in text.splitlines())  # fmt: skip
    filled = filled.replace("  # helper_there: no", "  helper_there: no")
    with explaining(filled) as explainer:
        facts = explainer.patient.facts
    assert [facts[name].say() for name in ("chest_pain", "fainting", "insulin", "helper_there")] == ["no"] * 4


def test_a_forgotten_date_of_assessment_is_caught_by_the_date_of_birth() -> None:
    text = blank_file(["knee_osteoarthritis"], rulebook()).replace("# birth_date", "birth_date")
    with pytest.raises(InputError, match="1957-03-02 lies after the assessment"), explaining(text):
        pass


def test_questions_stand_with_unit_range_and_age() -> None:
    text = " ".join(blank_file(["knee_osteoarthritis"], rulebook()).replace("\n  # ", " ").split())
    assert "Blood pressure, upper number? (a number from 50 to 300 mm[Hg]; of the same day)" in text
    assert (
        "Blood glucose? (a number from 20 to 800 mg/dL, with its unit; or in mmol/L; of the same day)" in text
    )
    assert "How strong is the pain? (a number from 0 to 10; not older than 7 days)" in text
    assert "How many minutes a day? (a whole number from 5 to 180)" in text
    assert "Will a helper be there? (yes or no; not stated counts as no)" in text


def test_what_must_be_measured_on_the_day_comes_first() -> None:
    text = blank_file(["knee_osteoarthritis"], rulebook())
    order = re.findall(r"^  ([a-z_]+): unknown$", text, re.MULTILINE)
    assert order[:3] == ["systolic_bp", "glucose", "knee_pain"]


def test_a_screen_shows_all_that_its_line_answers() -> None:
    text = blank_file(["knee_osteoarthritis"], rulebook())
    assert "#   red_flags: none\n#     # chest_pain: Any chest pain?\n" in text
    assert "#     # fainting: Any fainting? (read by other rules only)\n" in text
    assert "#     # fainting: Any fainting?\n" in blank_file(["stroke"], rulebook())


def test_other_conditions_stand_in_a_comment() -> None:
    text = blank_file(["knee_osteoarthritis"], rulebook())
    assert "conditions: [knee_osteoarthritis]\n" in text
    assert "# Read by other rules only:\n#   gout: gout\n#   stroke: a stroke\nconditions:" in text


def test_a_condition_without_rules_names_the_nearest() -> None:
    with pytest.raises(InputError, match=r'no rules for the condition "strok".*"stroke"'):
        blank_file(["strok"], rulebook())
    with pytest.raises(InputError, match="one of knee_osteoarthritis, stroke"):
        blank_file(["zzz"], rulebook())
