"""A file becomes a tree that keeps every text as it was written and knows where it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from therex.errors import Place
from therex.facts.document import Mapping, Node, Scalar, find, parse_document, plain


def parsed(text: str) -> Node:
    return parse_document(text, "file.yaml")


def scalar(text: str, *path: str | int) -> Scalar:
    node = find(parsed(text), path)
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "off", "1:30", "0x10", "1e5", "2026-01-15", "012", "NaN", "<<"]
)
def test_a_word_stays_a_word(word: str) -> None:
    assert plain(parsed(f"answer: {word}")) == {"answer": word}


@pytest.mark.parametrize("number", ["38.0", "0", "-1", "0.10"])
def test_a_number_keeps_its_digits(number: str) -> None:
    read = plain(parsed(f"value: {number}"))["value"]
    assert isinstance(read, Decimal)
    assert str(read) == number


def test_a_number_in_quotes_is_text() -> None:
    assert plain(parsed('value: "38"')) == {"value": "38"}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_nothing(nothing: str) -> None:
    assert plain(parsed(f"value: {nothing}")) == {"value": None}


def test_a_place_is_counted_from_one_and_in_characters() -> None:
    tree = parsed("é: 1\nüber: [ä, ö]\n")
    assert isinstance(tree, Mapping)
    assert tree.keys["über"] == Place("file.yaml", 2, 1)
    assert find(tree, ("über", 1)).place == Place("file.yaml", 2, 11)


def test_where_a_path_ends_early_the_deepest_part_is_found() -> None:
    tree = parsed("a: {b: [1, 2]}")
    assert find(tree, ("a", "x")) is find(tree, ("a",))
    assert find(tree, ("a", "b", 5)) is find(tree, ("a", "b"))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("when: fever or pain", (1, 16)),
        ('when: "fever or pain"', (1, 17)),
        ("when: 'fever or pain'", (1, 17)),
        ("when: fever or\n  pain", (2, 3)),
        ("when: fever\n\n   or pain", (3, 7)),
        ("when: >\n  fever or\n  pain\n", (3, 3)),
        ("when: |-\n    fever or pain\n", (2, 14)),
        ('when: "fever\n  or pain"', (2, 6)),
    ],
)
def test_a_word_inside_a_text_is_found_where_it_stands(text: str, at: tuple[int, int]) -> None:
    condition = scalar(text, "when")
    assert condition.place_of(condition.text.index("pain")) == Place("file.yaml", *at)


@pytest.mark.parametrize(
    ("text", "at"),
    [("when: fever or", (1, 15)), ('when: "fever or"', (1, 16)), ("when: >\n  fever or\n", (2, 11))],
)
def test_the_end_of_a_text_is_found_after_its_last_word(text: str, at: tuple[int, int]) -> None:
    condition = scalar(text, "when")
    assert condition.place_of(len(condition.text)) == Place("file.yaml", *at)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(end: str) -> None:
    assert find(parsed(f"a: 1{end}{end}b: 2{end}"), ("b",)).place == Place("file.yaml", 3, 4)


def test_keys_stay_in_the_order_of_the_file() -> None:
    assert list(plain(parsed("b: 1\na: 2\nc: 3"))) == ["b", "a", "c"]
