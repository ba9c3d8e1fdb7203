"""What a therapist sets aside is read with its reason, and only where it may be set aside."""

from __future__ import annotations

import pytest

from tests.patients import TODAY, patient
from therex.errors import InputError
from therex.facts.overrides import StatedOverride

SAID = "reason: She is used to it, by: A. Ro"


def read(*entries: str) -> tuple[StatedOverride, ...]:
    return patient(f"{TODAY}overrides:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)).overrides


def refused(*entries: str) -> str:
    with pytest.raises(InputError) as caught:
        read(*entries)
    return str(caught.value)


def test_without_the_key_nothing_is_set_aside() -> None:
    assert patient(TODAY).overrides == ()


def test_an_override_holds_rule_exercise_author_and_reason_without_outer_blanks() -> None:
    found = read('rule: bp-no-straining, exercise: farmer-carry, reason: " Carries daily ", by: 7')
    assert found == (StatedOverride("bp-no-straining", "farmer-carry", "7", "Carries daily"),)


def test_the_order_in_the_file_does_not_matter() -> None:
    one, other = f"rule: bp-hold, {SAID}", f"rule: bp-clearance, {SAID}"
    assert read(one, other) == read(other, one)


def test_one_rule_may_be_set_aside_for_several_exercises() -> None:
    found = read(
        *(f"rule: bp-no-straining, exercise: {name}, {SAID}" for name in ("front-plank", "leg-press"))
    )
    assert [one.exercise for one in found] == ["front-plank", "leg-press"]


@pytest.mark.parametrize("rule", ["bp-emergency", "acute-heart-emergency", "unstable-heart", "calf-swelling"])
def test_what_calls_for_help_today_is_never_set_aside(rule: str) -> None:
    wanted = f'rule "{rule}" may not be set aside: it calls for emergency care or a doctor on the same day'
    assert wanted in refused(f"rule: {rule}, {SAID}")


ABSOLUTE = [
    "bp-no-resistance",
    "illness-hold",
    "marfan-no-resistance",
    "pregnancy-absolute",
    "pregnancy-praevia",
    "pulmonary-pressure-no-resistance",
    "retinopathy-load",
    "temperature-hold",
]


@pytest.mark.parametrize("rule", ABSOLUTE)
def test_what_a_guideline_calls_absolute_is_never_set_aside(rule: str) -> None:
    assert f'rule "{rule}" may not be set aside: it is absolute' in refused(f"rule: {rule}, {SAID}")


@pytest.mark.parametrize("rule", ["bp-raised", "knee-aerobic-land", "pregnancy-stop-signs"])
def test_a_rule_that_holds_nothing_back_has_nothing_to_set_aside(rule: str) -> None:
    assert f'rule "{rule}" may not be set aside: it holds nothing back' in refused(f"rule: {rule}, {SAID}")


def test_an_exercise_is_set_aside_only_for_a_rule_that_bars() -> None:
    assert 'rule "bp-hold" does not bar the exercise "quad-set"' in refused(
        f"rule: bp-hold, exercise: quad-set, {SAID}"
    )


@pytest.mark.parametrize("first", ["", "exercise: farmer-carry, "])
@pytest.mark.parametrize("second", ["", "exercise: farmer-carry, "])
def test_the_same_thing_is_set_aside_once(first: str, second: str) -> None:
    entries = (f"rule: bp-no-straining, {exercise}{SAID}" for exercise in (first, second))
    assert "is set aside twice" in refused(*entries)
