"""Where an exercise stands in a plan that no longer forbids it."""

from __future__ import annotations

from therex.plan.decision import Decision
from therex.plan.fit import Fit
from therex.rulebook.model import Recommend


def standing(exercise: str, decision: Decision, fit: Fit) -> str:
    """Return whether an open exercise is in the plan, or why it is not."""
    if any(item.id == exercise for item in decision.exercises):
        return "then it is in the plan"
    reason = _dropped(exercise, decision) or _unfit(exercise, fit)
    if reason:
        return f"then nothing forbids it, but it is left out: {reason}"
    purposes = _purposes(exercise, fit)
    if not purposes:
        return "then nothing forbids it, and no rule asks for it"
    covering = [item.id for item in decision.exercises if not purposes.isdisjoint(item.purposes)]
    if covering:
        verb = "covers" if len(covering) == 1 else "cover"
        return f"then it is open, and {', '.join(covering)} {verb} its purpose"
    reasons = sorted({one.reason for one in decision.dropped if one.purpose in purposes})
    return f"then it is open, but its purpose is left out: {'; '.join(reasons)}"


def _dropped(exercise: str, decision: Decision) -> str:
    return next((one.reason for one in decision.dropped if one.id == exercise), "")


def _unfit(exercise: str, fit: Fit) -> str:
    """Return what else than the rules keeps it from being printed."""
    obstacle = fit.obstacle(fit.rulebook.exercises[exercise])
    return f"it {obstacle.text}" if obstacle else ""


def _purposes(exercise: str, fit: Fit) -> set[str]:
    """Return what the rules that fired recommend it for."""
    wishes = (recommend for _, recommend in fit.findings.outcomes(Recommend))
    return {recommend.purpose for recommend in wishes if exercise in recommend.exercises}
