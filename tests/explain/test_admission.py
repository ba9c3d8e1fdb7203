"""The smallest change in words: what would have to be true, what cannot change, and where it would lead."""

from __future__ import annotations

from tests.explain.small import PATIENT, explaining
from therex.explain.admission import admission_point
from therex.explain.smallest import Admission, Impossible
from therex.explain.smallest_words import Change

LOWER = Change("systolic_bp", "164 mmHg", "159 mm[Hg]", "blood pressure at 159 mmHg or below (now 164 mmHg)")
FIXED = Impossible(("knee-strength",), ("knee_osteoarthritis",))
NO_WISH = [
    "no change of facts that can change makes a rule ask for it",
    "rules: knee-strength",
    "these stand on what cannot change: knee osteoarthritis: yes",
]


def told(admission: Admission) -> list[str]:
    """Return the lines of an admission."""
    with explaining(PATIENT) as explainer:
        return [line.strip() for line in admission_point(admission, explainer.grounds.facts).lines()]


def test_a_change_stands_with_what_the_plan_says_then() -> None:
    assert told(Admission("wall-sit", ("bp-no-straining",), (LOWER,), then="then it is in the plan")) == [
        "this and nothing else would admit it",
        LOWER.words,
        "then it is in the plan",
    ]


def test_what_cannot_change_is_named_with_its_rules() -> None:
    found = told(Admission("wall-sit", (), impossible=FIXED))
    assert found == ["no change of facts that can change would admit it", *NO_WISH[1:]]


def test_an_exercise_that_nothing_forbids_and_nothing_asks_for_says_so() -> None:
    found = told(Admission("wall-sit", (), unasked=FIXED, then="then no rule asks for it"))
    assert found == ["no rule stands in its way", "then no rule asks for it", *NO_WISH]


def test_where_no_rule_could_ask_for_it_none_is_named() -> None:
    found = told(Admission("wall-sit", (), (LOWER,), unasked=Impossible((), ())))
    assert found[-1] == "no rule recommends it by name or attribute"


def test_a_session_is_called_a_session() -> None:
    first, *_ = told(Admission("", ("chest-pain-hold",), (LOWER,)))
    assert first == "this and nothing else would make a session possible"
