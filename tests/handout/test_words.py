"""Numbers and phrases in words; expectations by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from therex.errors import InputError
from therex.facts.model import Origin
from therex.handout.phrases import Phrases, load_phrases
from therex.handout.words import number, span
from therex.plan.decision import Step
from therex.resources import data_folder
from therex.rulebook.model import LEVELS
from therex.rulebook.terms import Status

PHRASES = load_phrases(data_folder("templates"))


def test_numbers_lose_needless_zeros_but_not_their_tens() -> None:
    assert [number(Decimal(text)) for text in ("10", "2.50", "0.5", "100")] == ["10", "2.5", "0.5", "100"]


def test_a_range_is_said_and_a_range_of_one_number_is_that_number() -> None:
    assert span(Decimal(8), Decimal(12), PHRASES) == "8 to 12"
    assert span(Decimal(3), Decimal("3.0"), PHRASES) == "3"


def test_an_amount_that_is_missing_and_braces_that_do_not_close_are_named() -> None:
    with pytest.raises(InputError, match="of phrase:today cannot be filled in"):
        Phrases({"today": "Do # {count}"}).text("today")
    with pytest.raises(InputError, match="is no argument"):
        Phrases({"today": "Do {count"}).text("today", count=1)


def test_every_word_that_the_engine_can_ask_for_is_in_the_phrases() -> None:
    names = [f"c_origin_{name}" for name in get_args(Origin)]
    names += [f"c_status_{name}" for name in get_args(Status)]
    names += [f"c_level_{name}" for name in LEVELS]
    names += [f"c_what_{name}" for name in get_args(Step.model_fields["what"].annotation)]
    names += [f"{kind}_{name}" for kind in ("action", "do") for name in ("emergency", "same_day", "hold")]
    names += ["action_unanswered", "do_unanswered", "no_exercises", "exercises", "minutes", "days"]
    names += ["ask_days", "ask_dose"]
    assert [name for name in names if name not in PHRASES] == []


def test_a_missing_phrase_is_named() -> None:
    with pytest.raises(InputError, match='the phrase "today" is missing'):
        Phrases({}).text("today")


def test_a_file_of_phrases_that_is_no_list_of_sentences_is_refused(tmp_path: Path) -> None:
    (tmp_path / "handout").mkdir()
    (tmp_path / "handout/phrases.yaml").write_text("today: [a, b]\n", encoding="utf-8")
    with pytest.raises(InputError, match="not a list of phrases"):
        load_phrases(tmp_path)
