"""The exercise log: sessions read and checked, and the facts that a log yields.

The facts are plain readings of the log (what was done against what was prescribed); what they mean
is for the progression rules to say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from therex.errors import InputError, Place, nearest, short
from therex.facts.document import Mapping, Node, find
from therex.facts.known import Known
from therex.facts.manual import refuse_manual
from therex.facts.model import ExerciseLog, Session
from therex.facts.patient_file import PatientFileEntry, SessionEntry
from therex.facts.units import quantize
from therex.facts.vocabulary import Value

Doses = dict[str, tuple[Decimal, Decimal]]

_EFFORT = re.compile(r"(\d+(?:\.\d+)?) *(borg6_20|cr10)\Z", re.ASCII)
_LOAD = re.compile(r"(\d{1,4}(?:\.\d{1,3})?) *(kg|lb|\[lb_av\])\Z", re.ASCII)
_RANGE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(?:-(\d{1,4}(?:\.\d{1,3})?))?\Z", re.ASCII)
_EFFORT_BOUNDS = {"borg6_20": (6, 20), "cr10": (0, 10)}
_KG_PER_LB = Decimal("0.45359237")
_WEEK = 7


def read_logs(
    entry: PatientFileEntry,
    document: Node,
    known: Known,
    today: dt.date,
) -> tuple[ExerciseLog, ...]:
    """Return the logs of a patient file, by exercise.

    Raises:
        InputError: an exercise does not exist or is logged twice, or a session lies in the future
            or cannot be read.

    """
    logs: dict[str, ExerciseLog] = {}
    for index, log in enumerate(entry.log):
        node = find(document, ("log", index))
        place = find(node, ("exercise",)).place
        refuse_manual(log.exercise, known.manual_techniques, place)
        if log.exercise not in known.exercises:
            hint = nearest(log.exercise, known.exercises) or "an exercise of the catalogue"
            raise InputError(f'unknown exercise "{short(log.exercise)}"', place, hint)
        if log.exercise in logs:
            raise InputError(f'"{log.exercise}" is logged twice', place, "one log for each exercise")
        sessions = (
            _session(session, find(node, ("sessions", number)), today)
            for number, session in enumerate(log.sessions)
        )
        ordered = tuple(sorted(sessions, key=lambda session: session.on))
        prescribed = dict(known.exercises[log.exercise] or {}) | _dose(
            log.dose, find(node, ("dose",)), known.dose_parts
        )
        logs[log.exercise] = ExerciseLog(log.exercise, ordered, prescribed, place)
    return tuple(logs[name] for name in sorted(logs))


def refuse_future(day: dt.date, place: Place, today: dt.date) -> None:
    """Refuse a day after that of the assessment.

    Raises:
        InputError: it lies after `today`.

    """
    if day > today:
        expected = f"a date up to {today}, the date of assessment"
        raise InputError(f"{day} lies after the assessment", place, expected)


def _session(entry: SessionEntry, node: Node, today: dt.date) -> Session:
    refuse_future(entry.date, find(node, ("date",)).place, today)
    effort, scale = _effort(entry.effort, find(node, ("effort",)).place)
    sets = entry.sets if entry.sets is not None else (len(entry.reps) if len(entry.reps) > 1 else None)
    return Session(
        on=entry.date,
        sets=sets,
        reps=tuple(entry.reps),
        load_kg=_load(entry.load, find(node, ("load",)).place),
        hold_seconds=entry.hold_seconds,
        minutes=entry.minutes,
        effort=effort,
        effort_scale=scale,
        pain_before=entry.pain_before,
        pain_during=entry.pain_during,
        pain_next_morning=entry.pain_next_morning,
        form_ok=entry.form_ok,
        near_falls=entry.near_falls,
        observed=entry.observed,
        decision=entry.decision or "",
    )


def _effort(text: str | None, place: Place) -> tuple[Decimal | None, str]:
    if text is None:
        return None, ""
    match = _EFFORT.match(text)
    if not match:
        expected = 'a number and its scale, such as "13 borg6_20" or "4 cr10"'
        raise InputError(f'effort "{short(text)}" has no scale', place, expected)
    number, (low, high) = Decimal(match[1]), _EFFORT_BOUNDS[match[2]]
    if not low <= number <= high:
        raise InputError(f'effort "{short(text)}" is off its scale', place, f"{low} to {high}")
    return number, match[2]


def _load(text: str | None, place: Place) -> Decimal | None:
    if text is None:
        return None
    match = _LOAD.match(text)
    if not match:
        expected = 'a number and its unit, such as "2 kg" or "5 lb"'
        raise InputError(f'load "{short(text)}" cannot be read', place, expected)
    number = Decimal(match[1])
    return number if match[2] == "kg" else quantize(number * _KG_PER_LB)


def _dose(given: dict[str, str], node: Node, parts: Iterable[str]) -> Doses:
    dose = {}
    for part, text in given.items():
        place = find(node, (part,)).place
        if part not in parts:
            where = node.keys[part] if isinstance(node, Mapping) else place
            raise InputError(
                f'unknown part of a dose "{part}"', where, nearest(part, parts) or "one such as reps"
            )
        match = _RANGE.match(text)
        low, high = (Decimal(match[1]), Decimal(match[2] or match[1])) if match else (Decimal(1), Decimal(0))
        if low > high:
            expected = "a number, or a range from low to high such as 8-12"
            raise InputError(f'dose "{part}: {short(text)}" cannot be read', place, expected)
        dose[part] = (low, high)
    return dose


def log_facts(log: ExerciseLog, today: dt.date) -> dict[str, Value]:
    """Return what the log says, by the name of the fact; what it does not say is left out."""
    last, *earlier = reversed(log.sessions)
    previous = earlier[0] if earlier else None
    before = earlier[1] if len(earlier) > 1 else None
    found: dict[str, Value | None] = {
        "log_sessions": Decimal(len(log.sessions)),
        "log_observed_sessions": Decimal(sum(s.observed for s in (last, previous) if s)),
        "log_reps_over_target_last": _over_target(last, log),
        "log_reps_over_target_previous": _over_target(previous, log),
        "log_sets_met_last": _met(last, log, "sets"),
        "log_sets_met_previous": _met(previous, log, "sets"),
        "log_hold_met_last": _met(last, log, "hold_seconds"),
        "log_hold_met_previous": _met(previous, log, "hold_seconds"),
        "log_hold_met_before": _met(before, log, "hold_seconds"),
        "log_minutes_met_last": _met(last, log, "minutes"),
        "log_minutes_met_previous": _met(previous, log, "minutes"),
        "log_pain_before_last": last.pain_before,
        "log_pain_during_last": last.pain_during,
        "log_pain_next_morning_last": last.pain_next_morning,
        "log_pain_peak_this_week": _peak(log, today, 0),
        "log_pain_peak_last_week": _peak(log, today, 1),
        "log_pain_peak_week_before": _peak(log, today, 2),
        "log_effort_borg6_20_last": last.effort if last.effort_scale == "borg6_20" else None,
        "log_effort_cr10_last": last.effort if last.effort_scale == "cr10" else None,
        "log_form_ok_last": last.form_ok,
        "log_near_falls_last": None if last.near_falls is None else Decimal(last.near_falls),
        "log_days_since_last": Decimal((today - last.on).days),
        "log_weeks_running": Decimal((today - log.sessions[0].on).days // _WEEK),
        "log_regressed_last_time": last.decision == "regress" if last.decision else None,
        "log_has_load": last.load_kg is not None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _over_target(session: Session | None, log: ExerciseLog) -> Decimal | None:
    """Return the fewest repetitions of a set, less the top of the prescribed range."""
    if session is None or not session.reps or "reps" not in log.prescribed:
        return None
    return min(session.reps) - log.prescribed["reps"][1]


def _met(session: Session | None, log: ExerciseLog, part: str) -> bool | None:
    """Say whether the session reached the least of the prescribed dose."""
    if session is None or part not in log.prescribed:
        return None
    done = getattr(session, part)
    wanted = log.prescribed[part][0]
    return None if done is None else done >= wanted


def _peak(log: ExerciseLog, today: dt.date, weeks_ago: int) -> Decimal | None:
    """Return the worst pain during or after a session in the seven days that ended `weeks_ago`."""
    pains: Iterable[Decimal | None] = (
        pain
        for session in log.sessions
        if weeks_ago * _WEEK <= (today - session.on).days < (weeks_ago + 1) * _WEEK
        for pain in (session.pain_during, session.pain_next_morning)
    )
    return max((pain for pain in pains if pain is not None), default=None)
