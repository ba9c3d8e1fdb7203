"""Two rulebooks compared: every change of a rule or an entry is told, in words, and nothing else is."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.explain.small import rulebook
from tests.patients import shipped
from therex.explain.rulebook_diff import Changed, Edit, Group, rulebook_diff
from therex.explain.rulebook_diff_text import diff_points, summary_of
from therex.language.tree import Compare, Truth
from therex.rulebook.model import Act, Evidence, Limit, Recommend, Rule, Rulebook

#: What a rule is worked out to be, and where it stands: no change of its own.
_NOT_SAID = {"id", "place", "derives", "derives_flag", "fails_closed", "withhold_text", "scope"}


def with_rule(name: str, **values: Any) -> Rulebook:  # noqa: ANN401 - any field of a rule
    rules = rulebook().rules
    return replace(rulebook(), rules=rules | {name: replace(rules[name], **values)})


def edits(after: Rulebook) -> list[Edit]:
    """Return what differs from the small rulebook: of one rule or entry."""
    ((_, change),) = changes(after)
    return list(change.edits)


def changes(after: Rulebook, before: Rulebook | None = None) -> list[tuple[Group, Changed]]:
    groups = rulebook_diff(before or rulebook(), after)
    return [(group, one) for group in groups for one in group.things]


def test_a_rulebook_does_not_differ_from_itself() -> None:
    assert rulebook_diff(rulebook(), rulebook()) == ()
    assert rulebook_diff(shipped().rulebook, shipped().rulebook) == ()


def test_where_a_rule_stands_is_no_difference() -> None:
    rule = rulebook().rules["bp-raised"]
    assert changes(with_rule("bp-raised", place=replace(rule.place, line=99))) == []


def test_a_new_threshold_is_told_in_words_before_and_after() -> None:
    text = "systolic_bp >= 150 mm[Hg]"
    after = with_rule(
        "bp-raised", when=Compare("systolic_bp", ">=", 150_000_000, text="150 mm[Hg]"), when_text=text
    )
    condition = edits(after)[0]
    assert condition == Edit(
        "condition",
        "resting systolic blood pressure is at least 160 mm[Hg] (as written: systolic_bp >= 160 mm[Hg])",
        "resting systolic blood pressure is at least 150 mm[Hg] (as written: systolic_bp >= 150 mm[Hg])",
    )


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("summary", "Other", "summary"),
        ("topic", "conditions/stroke", "topic"),
        ("when_text", "x", "condition"),
        ("when", Truth(value=True), "condition"),
        ("patient", "Other.", "says to the patient"),
        ("clinician", "Other.", "says to the clinician"),
        ("evidence", (Evidence("house", "", "heuristic", "n"),), "evidence"),
        ("withhold_if", Truth(value=True), "while unknown, holds back"),
        ("unknown_reason", "Other.", "why unknown may be softened"),
        ("silent", True, "while unknown, asks"),
        ("absolute", True, "absolute"),
        ("outcomes", (Act("hold", "Send to a doctor now."),), "action"),
    ],
)
def test_each_field_of_a_rule_is_told(name: str, value: object, what: str) -> None:
    assert [edit.what for edit in edits(with_rule("chest-pain-hold", **{name: value}))] == [what]


def test_no_field_of_a_rule_is_left_out_of_the_test_above() -> None:
    marks = test_each_field_of_a_rule_is_told.pytestmark  # type: ignore[attr-defined]
    tried = {values[0] for values in marks[0].args[1]}
    assert tried | _NOT_SAID == {field.name for field in dataclasses.fields(Rule)}


def test_another_limit_and_another_set_of_exercises_are_told() -> None:
    assert edits(with_rule("sets-for-old-age", outcomes=(Limit("sets", Decimal(3), None),))) == [
        Edit("limit: sets at most", "2", "3")
    ]
    some = with_rule("sets-for-old-age", outcomes=(Limit("sets", Decimal(2), frozenset({"quad-set"})),))
    assert edits(some) == [Edit("exercises limited", lost=("all",), gained=("quad-set",))]


def test_another_dose_and_order_of_recommended_exercises_are_told() -> None:
    rule = rulebook().rules["knee-strength"]
    (old,) = rule.outcomes
    assert isinstance(old, Recommend)
    turned = replace(
        old, exercises=("quad-set", "wall-sit"), dose={"days_per_week": (Decimal(2), Decimal(3))}
    )
    assert edits(with_rule("knee-strength", outcomes=(turned,))) == [
        Edit("recommended for leg strength, in another order", "wall-sit, quad-set", "quad-set, wall-sit"),
        Edit("recommended for leg strength: dose", lost=("days a week 3",), gained=("days a week 2 to 3",)),
    ]


def test_a_label_that_reads_otherwise_changes_the_fact_and_no_rule() -> None:
    facts = rulebook().facts
    label = replace(facts["systolic_bp"], label="upper pressure")
    after = replace(rulebook(), facts=facts | {"systolic_bp": label})
    assert edits(after) == [Edit("label", "resting systolic blood pressure", "upper pressure")]


def test_another_order_of_options_is_a_change_for_it_is_their_meaning() -> None:
    facts = rulebook().facts
    options = dict(reversed(facts["stroke_phase"].options.items()))
    after = replace(
        rulebook(), facts=facts | {"stroke_phase": replace(facts["stroke_phase"], options=options)}
    )
    assert {edit.what for group, one in changes(after) if group.title == "facts" for edit in one.edits} == {
        "options, in another order"
    }


def test_new_and_gone_rules_are_told_as_such() -> None:
    fewer = replace(rulebook(), rules={k: v for k, v in rulebook().rules.items() if k != "bp-raised"})
    ((group, gone),) = changes(fewer)
    ((_, new),) = changes(rulebook(), fewer)
    assert (gone.fate, new.fate) == ("gone", "new")
    assert group.title == "Blood pressure and warning signs (precautions/pressure)"
    assert Edit("summary", after="Raised resting blood pressure") in new.edits


@pytest.mark.parametrize(
    ("attribute", "name", "field", "value", "title"),
    [
        ("exercises", "quad-set", "steps", ("Move.",), "exercises"),
        ("settings", "exercise_cap", "default", Decimal(2), "settings"),
        ("sources", "guide", "year", 2026, "sources"),
        ("purposes", "balance", "patient", "x", "purposes"),
        ("dose_parts", "sets", "stricter", "higher", "parts of a dose"),
        ("limits", "sets", "patient", "x", "kinds of limit"),
        ("attributes", "valsalva", "label", "x", "attributes of exercises"),
        ("calculations", "age", "text", "x", "calculations"),
        ("topics", "precautions/pressure", "about", "x", "topics"),
    ],
)
def test_each_section_is_told(attribute: str, name: str, field: str, value: object, title: str) -> None:
    entries = getattr(rulebook(), attribute)
    changed = replace(entries[name], **{field: value})
    after = replace(rulebook(), **{attribute: entries | {name: changed}})
    ((group, one),) = changes(after)
    assert (group.title, one.name, one.fate) == (title, name, "changed")
    assert [edit.what for edit in one.edits] == [field]


def test_equipment_that_a_household_no_longer_has_is_told() -> None:
    ((group, one),) = changes(replace(rulebook(), household=frozenset()))
    assert (group.title, one.name, one.fate) == ("equipment of an ordinary household", "chair", "gone")


def test_each_part_of_a_rulebook_has_a_section_or_follows_from_others() -> None:
    """A part that is new to the rulebook is found here, and gets a section of its own."""
    follow = {"digest", "rules", "other_sources", "used_settings", "places", "derivations"}
    told = {"edition", "topics", "exercises", "facts", "attributes", "calculations", "settings", "purposes",
            "dose_parts", "limits", "equipment", "household", "manual_techniques", "sources",
            "figures"}  # fmt: skip
    assert follow | told == {field.name for field in dataclasses.fields(Rulebook)}


def test_the_outline_counts_and_shows_before_and_after() -> None:
    groups = rulebook_diff(rulebook(), with_rule("bp-raised", summary="Raised pressure"))
    assert summary_of(groups) == "rules: 0 new, 0 gone, 1 changed; other entries: 0 new, 0 gone, 0 changed"
    assert [line for point in diff_points(groups) for line in point.lines()] == [
        "rules: Blood pressure and warning signs (precautions/pressure)",
        "  changed bp-raised: Raised pressure",
        "    summary",
        "      before: Raised resting blood pressure",
        "      after: Raised pressure",
    ]
