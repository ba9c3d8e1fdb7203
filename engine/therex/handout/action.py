"""The patient's page when there is no exercise today."""

from __future__ import annotations

from therex.handout.lines import said_by
from therex.handout.phrases import Phrases
from therex.handout.sheet import ActionPage
from therex.plan.decision import Decision
from therex.rulebook.model import NO_EXERCISE


def action_page(decision: Decision, phrases: Phrases) -> ActionPage:
    """Return what was found and what to do. A rule that is only not ruled out is never said as found."""
    action = decision.action
    level = action.level if action.level in NO_EXERCISE else "unanswered"
    found = said_by((call for call in action.calls if not call.because_unknown), phrases)
    urgent = level in {"emergency", "same_day"}  # then open questions can wait
    unanswered = not urgent and any(c.because_unknown and c.level in NO_EXERCISE for c in action.calls)
    open_ = (phrases.line("unanswered"),) if unanswered else ()
    then = ("unanswered",) if unanswered and level == "hold" else ()
    return ActionPage(
        headline=phrases.line(f"action_{level}"),
        found=(*found, *open_),
        to_do=(*(phrases.line(f"do_{name}") for name in (level, *then)), phrases.line("not_alone")),
    )
