"""Sentences of rules as lines of the sheet."""

from __future__ import annotations

from collections.abc import Iterable

from therex.handout.phrases import Line
from therex.handout.sheet import Lines
from therex.plan.decision import Call, Decision, LimitSet, Reason, Told
from therex.rulebook.model import Rulebook, Tell


def said_by(tellings: Iterable[Told | Reason | Call]) -> Lines:
    """Return what rules say to the patient, each sentence once, under the first rule that says it."""
    found: dict[str, Line] = {}
    for telling in tellings:
        if telling.patient:
            found.setdefault(telling.patient, Line(telling.patient, f"rule:{telling.rule}"))
    return tuple(found.values())


def told_in_order(decision: Decision, rulebook: Rulebook, kind: str) -> list[Told]:
    """Return what is told, by rule, in the order in which the rule says it: green, amber, red."""
    return sorted((told for told in decision.told if told.kind == kind),
                  key=lambda told: (told.rule, _place(told, rulebook)))  # fmt: skip


def box(decision: Decision, rulebook: Rulebook, name: str) -> Lines:
    """Return the advice of one box."""
    return said_by(told for told in told_in_order(decision, rulebook, "advise") if told.box == name)


def _place(told: Told, rulebook: Rulebook) -> int:
    said = [(one.patient, one.clinician) if isinstance(one, Tell) else None
            for one in rulebook.rules[told.rule].outcomes]  # fmt: skip
    return said.index((told.patient, told.clinician))


def limit_lines(limits: Iterable[LimitSet]) -> Lines:
    """Return the limits that have words for the patient."""
    return tuple(Line(limit.patient, f"limit:{limit.name}") for limit in limits if limit.patient)
