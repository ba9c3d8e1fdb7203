"""Which facts may be otherwise for the same patient: by the vocabulary, or by what kind of fact it is."""

from __future__ import annotations

import pytest

from tests.explain.small import rulebook
from therex.resources import data_folder
from therex.rulebook.load import load_rulebook


@pytest.mark.parametrize(
    ("fact", "can_change"),
    [
        ("systolic_bp", True),  # it grows stale
        ("helper_there", True),  # a permission
        ("unread_pain", False),  # fresh for ever
        ("stroke_date", False),
        ("birth_date", False),
        ("gout", False),  # of a list
        ("raised_bp", False),  # derived
        ("log_sessions", False),
    ],
)
def test_what_grows_stale_or_is_permitted_can_change(fact: str, *, can_change: bool) -> None:
    assert rulebook().facts[fact].can_change == can_change


def test_the_vocabulary_knows_history_from_what_can_be_agreed_on() -> None:
    facts = load_rulebook(data_folder("rules")).facts
    history = {
        "falls_past_year",
        "earlier_preterm_birth",
        "recent_heart_attack",
        "hospital_stay_since_last_visit",
    }
    agreed = {"left_leg_weight_bearing", "minutes_per_day", "vigorous_intended", "dxa_done"}
    assert [name for name in sorted(history) if facts[name].can_change] == []
    assert [name for name in sorted(agreed) if not facts[name].can_change] == []
