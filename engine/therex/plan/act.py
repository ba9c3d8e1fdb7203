"""The action ladder: the highest call wins, and what cannot be ruled out counts."""

from __future__ import annotations

from therex.facts.model import Facts
from therex.plan.decision import Action, Call
from therex.plan.findings import Findings, holds_session
from therex.plan.record import filled
from therex.rulebook.model import LEVELS, NO_EXERCISE, Act, ActionLevel, Rule


def action_of(findings: Findings) -> Action:
    """Return the action.

    An unknown rule that fails closed keeps the session back when it calls for hold or above, and
    counts as a need for clearance when it calls for that.
    """
    facts = findings.judged.facts
    calls = [call for rule in findings.fired for call in _calls(rule, facts, unknown=False)]
    unknown = [call for rule in findings.closed for call in _calls(rule, facts, unknown=True)]
    counting = [*calls, *(call for call in unknown if call.level == "clearance")]
    levels: list[ActionLevel] = [call.level for call in counting]
    level: ActionLevel = min(levels, key=LEVELS.index) if levels else "none"
    kept_back = any(holds_session(rule) for rule in findings.closed)
    ordered = sorted([*calls, *unknown], key=lambda c: (c.because_unknown, LEVELS.index(c.level), c.rule))
    return Action(
        level=level, exercise_today=level not in NO_EXERCISE and not kept_back, calls=tuple(ordered)
    )


def _calls(rule: Rule, facts: Facts, *, unknown: bool) -> list[Call]:
    return [
        Call(
            rule=rule.id,
            level=outcome.level,
            do=outcome.do,
            patient=rule.patient,
            clinician=rule.summary if unknown else filled(rule.clinician, facts),
            because_unknown=unknown,
        )
        for outcome in rule.outcomes
        if isinstance(outcome, Act)
    ]
