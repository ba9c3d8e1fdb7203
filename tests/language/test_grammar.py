"""What a condition may look like, and the tree it becomes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import FLAGS, condition, conditions, patient
from therex.errors import InputError
from therex.inference.reference import truth
from therex.language.tree import (
    Among,
    And,
    Compare,
    CompareFacts,
    Expression,
    Or,
    Truth,
    Within,
    facts_of,
    leaves,
)

COUGH, FEVER, DIZZY = (Compare(name, "=", 1) for name in ("cough", "fever", "dizzy"))
NO_COUGH = Compare("cough", "!=", 1)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("cough", COUGH),
        ("always", Truth(value=True)),
        ("falls >= 2", Compare("falls", ">=", 2_000_000)),
        ("pain_now > 4.5 {score}", Compare("pain_now", ">", 4_500_000)),
        ("pain_now > 4.5", Compare("pain_now", ">", 4_500_000)),
        ("glucose != 70 mg/dL", Compare("glucose", "!=", 70_000_000)),
        ("glucose < 70mg/dL", Compare("glucose", "<", 70_000_000)),
        ("glucose>setting.glucose_limit", Compare("glucose", ">", 250_000_000)),
        ("weight_bearing = part", Compare("weight_bearing", "=", 1)),
        ("effort <= moderate", Compare("effort", "<=", 1)),
        ("weight_bearing in (full, none)", Among("weight_bearing", (0, 2))),
        ("band in equipment", Within("band", "equipment")),
        ("pain_now > pain_before", CompareFacts("pain_now", ">", "pain_before")),
        ("surgery < stroke", CompareFacts("surgery", "<", "stroke")),
        ("((cough))", COUGH),
        ("cough and fever", And((COUGH, FEVER))),
        ("cough or fever or dizzy", Or((COUGH, FEVER, DIZZY))),
        ("cough\n  or fever", Or((COUGH, FEVER))),
    ],
)
def test_a_condition_becomes_this_tree(text: str, tree: Expression) -> None:
    assert condition(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("not cough and fever", And((NO_COUGH, FEVER))),
        ("not cough or fever", Or((NO_COUGH, FEVER))),
        ("cough or fever and dizzy", Or((COUGH, And((FEVER, DIZZY))))),
        ("cough and fever or dizzy", Or((And((COUGH, FEVER)), DIZZY))),
        ("(cough or fever) and dizzy", And((Or((COUGH, FEVER)), DIZZY))),
        ("not falls > 2 and cough", And((Compare("falls", "<=", 2_000_000), COUGH))),
        ("not weight_bearing in (none) or cough", Or((Among("weight_bearing", (0,), negated=True), COUGH))),
    ],
)
def test_not_binds_tightest_then_and_then_or(text: str, tree: Expression) -> None:
    assert condition(text) == tree


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(FLAGS), min_size=2, max_size=6),
    st.lists(st.sampled_from((" and ", " or ", " and not ", " or not ")), min_size=5, max_size=5),
    st.tuples(*[st.booleans()] * len(FLAGS)),
)
def test_words_bind_as_they_do_in_python(
    names: list[str], joints: list[str], given_: tuple[bool, ...]
) -> None:
    text = names[0] + "".join(joint + name for joint, name in zip(joints, names[1:], strict=False))
    facts = dict(zip(FLAGS, given_, strict=True))
    expected = eval(text, {}, facts)  # noqa: S307 - names, `and`, `or` and `not` only
    assert truth(condition(text), patient(**facts)) is expected


@pytest.mark.parametrize("text", ["cough orfever", "cough andfever", "weight_bearing innone", "cough orb"])
def test_a_word_needs_space_around_it(text: str) -> None:
    with pytest.raises(InputError, match="cannot be read at"):
        condition(text)


def test_names_may_start_like_a_word_of_the_language() -> None:
    with pytest.raises(InputError, match='unknown fact "order"'):
        condition("cough and order")
    with pytest.raises(InputError, match='unknown fact "notfever"'):
        condition("notfever")


def test_always_adds_nothing_to_and() -> None:
    assert condition("always and cough") == COUGH
    assert condition("not always or cough") == COUGH


def test_a_condition_names_all_facts_it_reads() -> None:
    text = (
        "cough or pain_now > pain_before and weight_bearing in (none) and not (band in equipment or always)"
    )
    assert facts_of(condition(text)) == {"cough", "pain_now", "pain_before", "weight_bearing", "equipment"}


def test_the_comparisons_are_told_from_left_to_right() -> None:
    assert list(leaves(condition("cough and (fever or not dizzy)"))) == [
        COUGH, FEVER, Compare("dizzy", "!=", 1)]  # fmt: skip


def test_a_comparison_keeps_what_its_author_wrote() -> None:
    tree = condition("glucose > 250 mg/dL (13.9 mmol/L)")
    assert isinstance(tree, Compare)
    assert tree.text == "250 mg/dL (13.9 mmol/L)"


@settings(max_examples=100)
@given(conditions())
def test_white_space_means_nothing_between_words(text: str) -> None:
    assert condition(f"  {text}  ".replace(" ", " \t ")) == condition(text)


def test_a_number_is_exact() -> None:
    tree = condition("pain_now > 0.000001")
    assert isinstance(tree, Compare)
    assert tree.code == 1
