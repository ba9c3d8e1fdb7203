"""What a log of sessions says, worked out by hand. The day of assessment is 15 January 2026."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.facts.reading import ASSESSED, patient
from therex.facts.document import Mapping, read_document
from therex.facts.logs import log_facts
from therex.facts.model import ExerciseLog
from therex.facts.vocabulary import Value
from therex.resources import data_folder

TODAY = dt.date(2026, 1, 15)


def read(*sessions: str, exercise: str = "quad-set", dose: str = "{}") -> ExerciseLog:
    """Read the log of one exercise; the catalogue asks 2 sets of 8-12 of a quad set, held 5-10 seconds."""
    lines = "".join(f"      - {{{session}}}\n" for session in sessions)
    text = f"{ASSESSED}log:\n  - exercise: {exercise}\n    dose: {dose}\n    sessions:\n{lines}"
    return patient(text).logs[0]


def said(*sessions: str, dose: str = "{}") -> dict[str, Value]:
    return log_facts(read(*sessions, dose=dose), TODAY)


FULL = (
    "date: 2026-01-12, sets: 2, reps: [14, 13], load: 2 kg, hold_seconds: 10, minutes: 9,"
    " effort: 13 borg6_20, pain_before: 2, pain_during: 4, pain_next_morning: 3, form_ok: yes, near_falls: 1,"
    " observed: yes, decision: regress"
)


def test_everything_that_one_full_session_says() -> None:
    assert said(FULL, dose="{minutes: 10}") == {
        "log_sessions": 1,
        "log_observed_sessions": 1,
        "log_reps_over_target_last": 1,  # 13, the lesser set, less 12
        "log_sets_met_last": True,
        "log_hold_met_last": True,
        "log_minutes_met_last": False,
        "log_pain_before_last": 2,
        "log_pain_during_last": 4,
        "log_pain_next_morning_last": 3,
        "log_pain_peak_this_week": 4,
        "log_effort_borg6_20_last": 13,
        "log_form_ok_last": True,
        "log_near_falls_last": 1,
        "log_days_since_last": 3,
        "log_weeks_running": 0,
        "log_regressed_last_time": True,
        "log_has_load": True,
    }


def test_a_bare_session_says_only_when_it_was() -> None:
    assert said("date: 2026-01-15") == {
        "log_sessions": 1,
        "log_observed_sessions": 0,
        "log_days_since_last": 0,
        "log_weeks_running": 0,
        "log_has_load": False,
    }


def test_the_last_session_is_the_latest_wherever_it_stands() -> None:
    early, late = "date: 2026-01-05, reps: [8, 8]", "date: 2026-01-13, reps: [15, 16]"
    for order in ((early, late), (late, early)):
        found = said(*order)
        assert (found["log_reps_over_target_last"], found["log_reps_over_target_previous"]) == (3, -4)
        assert (found["log_days_since_last"], found["log_weeks_running"]) == (2, 1)


def test_only_the_last_two_sessions_are_observed_or_not() -> None:
    days = ["date: 2026-01-10, observed: yes", "date: 2026-01-11, observed: yes", "date: 2026-01-12"]
    assert said(*days)["log_observed_sessions"] == 1


def test_a_list_of_repetitions_counts_the_sets() -> None:
    assert said("date: 2026-01-12, reps: [12, 12]")["log_sets_met_last"] is True
    assert said("date: 2026-01-12, reps: [12, 12]", dose="{sets: 3}")["log_sets_met_last"] is False


def test_one_number_of_repetitions_does_not_say_how_many_sets() -> None:
    found = said("date: 2026-01-12, reps: 12")
    assert "log_sets_met_last" not in found
    assert found["log_reps_over_target_last"] == 0


@pytest.mark.parametrize(("held", "met"), [("4.9", False), ("5", True), ("10", True)])
def test_a_hold_is_met_from_the_least_that_was_prescribed(held: str, met: bool) -> None:  # noqa: FBT001 - a case
    days = [f"date: 2026-01-{day}, hold_seconds: {held}" for day in (10, 11, 12)]
    found = said(*days)
    assert [found[f"log_hold_met_{which}"] for which in ("last", "previous", "before")] == [met] * 3


def test_the_dose_in_the_log_counts_before_that_of_the_catalogue() -> None:
    assert said("date: 2026-01-12, reps: [12]", dose="{reps: 8-10}")["log_reps_over_target_last"] == 2
    assert said("date: 2026-01-12, reps: [12]", dose="{reps: 10}")["log_reps_over_target_last"] == 2
    prescribed = read("date: 2026-01-12", dose="{reps: 10}").prescribed
    assert {part: list(map(int, bounds)) for part, bounds in prescribed.items()} == {
        "sets": [2, 2],
        "reps": [10, 10],
        "hold_seconds": [5, 10],
    }


def test_nothing_is_met_where_nothing_is_prescribed() -> None:
    log = read("date: 2026-01-12, sets: 2, reps: 9, hold_seconds: 5, minutes: 5", exercise="full-sit-up")
    assert log.prescribed == {}
    assert not [name for name in log_facts(log, TODAY) if "met" in name or "over" in name]


def test_the_worst_pain_of_each_week_is_found() -> None:
    found = said(
        "date: 2025-12-25, pain_during: 9",  # 21 days ago: three weeks before
        "date: 2025-12-26, pain_next_morning: 7",  # 20
        "date: 2026-01-01, pain_during: 6",  # 14
        "date: 2026-01-02, pain_during: 5, pain_next_morning: 8",  # 13
        "date: 2026-01-08, pain_during: 4, pain_before: 10",  # 7; pain before a session is not of it
        "date: 2026-01-09, pain_during: 2",  # 6
        "date: 2026-01-15, pain_next_morning: 3",  # 0
    )
    weeks = [found[f"log_pain_peak_{week}"] for week in ("this_week", "last_week", "week_before")]
    assert weeks == [3, 8, 7]
    assert found["log_weeks_running"] == 3


def test_a_week_without_pain_scores_has_no_worst_pain() -> None:
    found = said("date: 2026-01-02, pain_during: 5", "date: 2026-01-12")
    assert "log_pain_peak_this_week" not in found
    assert found["log_pain_peak_last_week"] == 5


@pytest.mark.parametrize(
    ("effort", "name", "value"),
    [
        ("6 borg6_20", "log_effort_borg6_20_last", 6),
        ("20 borg6_20", "log_effort_borg6_20_last", 20),
        ("0.5 cr10", "log_effort_cr10_last", Decimal("0.5")),
    ],
)
def test_effort_is_told_on_its_own_scale_only(effort: str, name: str, value: object) -> None:
    found = said(f"date: 2026-01-12, effort: {effort}")
    assert {key: score for key, score in found.items() if "effort" in key} == {name: value}


@pytest.mark.parametrize(("decision", "regressed"), [("regress", True), ("progress", False), ("hold", False)])
def test_the_last_decision_says_whether_it_went_back(decision: str, regressed: bool) -> None:  # noqa: FBT001 - a case
    assert said(f"date: 2026-01-12, decision: {decision}")["log_regressed_last_time"] is regressed


@pytest.mark.parametrize(("load", "kg"), [("2.5 kg", "2.5"), ("5 lb", "2.267962"), ("5 [lb_av]", "2.267962")])
def test_a_load_is_kept_in_kilograms(load: str, kg: str) -> None:
    assert read(f'date: 2026-01-12, load: "{load}"').sessions[0].load_kg == Decimal(kg)


def test_logs_come_by_exercise_in_the_order_of_their_names() -> None:
    text = f"{ASSESSED}log:\n" + "".join(
        f"  - exercise: {name}\n    sessions: [{{date: 2026-01-12}}]\n" for name in ("wall-sit", "quad-set")
    )
    assert [log.exercise for log in patient(text).logs] == ["quad-set", "wall-sit"]


def test_the_vocabulary_that_is_shipped_has_every_fact_of_a_log_and_no_other() -> None:
    found = {
        *said(FULL, FULL.replace("13 borg6_20", "4 cr10"), dose="{minutes: 10}"),
        "log_effort_borg6_20_last",
    }
    found |= {*said(FULL, *[FULL.replace("01-12", day) for day in ("01-08", "01-01")], dose="{minutes: 10}")}
    shipped = {
        name
        for path in Path(data_folder("rules") / "vocabulary").glob("*.yaml")
        for name in _section(path, "facts")
        if name.startswith("log_")
    }
    assert found == shipped


def _section(path: Path, name: str) -> list[str]:
    document = read_document(path)
    assert isinstance(document, Mapping)
    section = document.entries.get(name)
    return list(section.entries) if isinstance(section, Mapping) else []
