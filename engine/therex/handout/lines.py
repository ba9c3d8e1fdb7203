"""Sentences of rules as lines of the sheet."""

from __future__ import annotations

from collections.abc import Iterable

from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Lines
from therex.plan.decision import Call, Decision, LimitSet, Reason, Told
from therex.rulebook.model import Rulebook, Tell


def said_by(tellings: Iterable[Told | Reason | Call], phrases: Phrases) -> Lines:
    """Return what rules say to the patient, each sentence once, under the first rule that says it."""
    found: dict[str, Line] = {}
    for telling in tellings:
        if telling.patient:
            found.setdefault(telling.patient, phrases.said(telling.patient, f"rule:{telling.rule}"))
    return tuple(found.values())


def told_in_order(decision: Decision, rulebook: Rulebook, kind: str) -> list[Told]:
    """Return what is told, by rule, in the order in which the rule says it: green, amber, red."""
    return sorted((told for told in decision.told if told.kind == kind),
                  key=lambda told: (told.rule, _place(told, rulebook)))  # fmt: skip


def box(decision: Decision, rulebook: Rulebook, name: str, phrases: Phrases) -> Lines:
    """Return the advice of one box."""
    advice = told_in_order(decision, rulebook, "advise")
    return said_by((told for told in advice if told.box == name), phrases)


def _place(told: Told, rulebook: Rulebook) -> int:
    said = [(one.patient, one.clinician) if isinstance(one, Tell) else None
            for one in rulebook.rules[told.rule].outcomes]  # fmt: skip
    return said.index((told.patient, told.clinician))


def limit_lines(limits: Iterable[LimitSet], rulebook: Rulebook, phrases: Phrases) -> Lines:
    """Return the limits that have words for the patient."""
    return tuple(
        phrases.said(rulebook.limits[limit.name].patient, f"limit:{limit.name}", value=limit.value)
        for limit in limits
        if limit.patient
    )
