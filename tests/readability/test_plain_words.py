"""The list of words that a patient may not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from therex.errors import InputError
from therex.readability.plain_words import plain_words, read_plain_words


def test_a_term_is_found_in_singular_and_plural_and_in_any_case() -> None:
    plain = plain_words()
    assert plain.hard_terms("Lie Supine for 10 reps. Do all reps supine.") == ["supine", "rep"]
    assert plain.instead["supine"] == "lying on your back"


def test_a_term_inside_a_longer_word_is_no_term() -> None:
    assert plain_words().hard_terms("Your report is ready. The encore is scored.") == []


def test_a_term_is_fine_where_the_page_says_what_it_means() -> None:
    plain = plain_words()
    said = "Rest between sets."
    assert plain.unexplained(said, said) == ["set"]
    assert plain.unexplained(said, f"{said} One set is all the repeats in a row.") == []


def test_a_longer_term_hides_the_shorter_one_inside_it() -> None:
    plain = plain_words()
    assert plain.hard_terms("a gait belt") == []
    assert plain.hard_terms("your gait") == ["gait"]
    assert plain.unexplained("a gait belt", "") == ["gait belt"]


def test_names_of_medicines_are_left_out() -> None:
    assert plain_words().without_medicines("Your insulin, or Metformin, is due.") == "Your or is due."


def test_no_plain_word_of_the_list_is_itself_a_term() -> None:
    plain = plain_words()
    assert {term: found for term, say in plain.instead.items() if (found := plain.hard_terms(say))} == {}


@pytest.mark.parametrize("text", ["[a, b]", "write_instead: {a: b}", "write_instead: [a]\nexplained_by: {}"])
def test_a_file_that_is_no_such_list_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plain_words.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        InputError, match=r"plain_words.yaml:1:1: not a list of plain words; expected `write_instead`"
    ):
        read_plain_words(path)
