"""Single choices of wording, on the example's decision with one thing changed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.handout.support import page_of, texts_of
from therex.handout.render import render_html
from therex.plan.decision import Barred, Dose, Item


def _item(name: str) -> Item:
    return next(item for item in page_of("example").decision.exercises if item.id == name)


def _text(**changes: Any) -> str:  # noqa: ANN401 - fields of a decision
    page = page_of("example")
    return texts_of(render_html(page.decision.model_copy(update=changes), page.rulebook)).patient_text


def _text_with(item: Item) -> str:
    return _text(exercises=(item,))


def test_the_easier_exercise_is_named_where_it_is_safe_and_not_where_it_is_barred() -> None:
    easier = page_of("example").rulebook.exercises[_item("mini-squat-with-support").easier]
    barred = Barred(
        id=easier.id, code=easier.code, name=easier.name, rules=("bp-no-straining",), wanted=False
    )
    everything = page_of("example").decision.barred
    assert f"An easier one is: {easier.name}." in _text()
    assert easier.name not in _text(barred=(*everything, barred))


def test_the_side_is_said_in_words() -> None:
    item = _item("heel-slide")
    assert "RIGHT side only" in _text_with(item.model_copy(update={"side": "right"}))
    assert "LEFT side only" in _text_with(item.model_copy(update={"side": "left"}))
    assert "each side" in _text_with(item.model_copy(update={"side": "both"}))
    assert "each side" not in _text_with(item.model_copy(update={"sides": "both"}))


def test_one_set_is_said_in_the_singular_and_seven_days_as_every_day() -> None:
    dose = (
        Dose(name="sets", least=Decimal(1), most=Decimal(1)),
        Dose(name="days_per_week", least=Decimal(7), most=Decimal(7)),
    )
    text = _text_with(_item("heel-slide").model_copy(update={"dose": dose}))
    assert "1 set " in text
    assert "Do them every day." in text
    assert "Do 1 exercise." in text


def test_an_effort_is_put_in_the_words_of_the_first_step_that_reaches_it() -> None:
    for most, words in (
        (11, "easy: you could sing"),
        (12, "somewhat hard: you can talk"),
        (14, "hard: you can say"),
    ):
        dose = (Dose(name="effort_borg6_20", least=Decimal(9), most=Decimal(most)),)
        text = _text_with(_item("level-walking").model_copy(update={"dose": dose}))
        card = text[text.index("How hard") : text.index("Do this")]
        assert f"effort 9 to {most} on the 6 to 20 scale {words}" in card


def test_a_limit_on_all_exercises_stands_once_and_a_limit_on_one_stands_on_its_card() -> None:
    text = _text()
    assert text.count("Stop or make it easier if pain goes over 5 out of 10.") == 1
    (pain,) = (limit for limit in page_of("example").decision.limits if limit.name == "pain")
    own = pain.model_copy(update={"value": Decimal(3)})
    item = _item("heel-slide")
    text = _text_with(item.model_copy(update={"limits": (*item.limits, own)}))
    assert "Keep to this Stop or make it easier if pain goes over 3 out of 10." in text


def test_an_empty_plan_says_so_instead_of_counting_nothing() -> None:
    text = _text(exercises=())
    assert "There is no exercise for you on this sheet yet." in text
    assert "0 exercises" not in text
    assert "Your diary" not in text


def test_the_diary_ends_with_the_review_and_a_review_in_the_past_is_not_believed() -> None:
    def rows(review: dt.date | None) -> int:
        page = page_of("example")
        html = render_html(page.decision.model_copy(update={"review_on": review}), page.rulebook)
        return sum((source or "").startswith("day:") for _, source in texts_of(html).patient)

    assert rows(dt.date(2026, 11, 24)) == 5
    assert rows(dt.date(2027, 3, 1)) == 28
    assert rows(None) == 28
    assert rows(dt.date(2026, 11, 1)) == 28


def test_pain_lights_come_in_the_order_of_their_rule() -> None:
    text = _text()
    lights = [text.index(word) for word in ("Green, pain", "Amber, pain", "Red, pain")]
    assert lights == sorted(lights)
