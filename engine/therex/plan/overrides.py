"""The rules that a therapist set aside: what is left of them, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from therex.facts.overrides import StatedOverride
from therex.inference.session import Judged
from therex.plan.decision import Decision, Override, Verdict3
from therex.plan.outcome_words import outcome_words
from therex.rulebook.model import Act, Rule, Rulebook
from therex.rulebook.override import can_be_set_aside, without

#: What a plan comes to, without the rules behind it: these may change where nothing else does.
_PLAN = {"action", "exercises", "progressions", "limits", "told"}
_BEHIND: Any = {
    "limits": {"__all__": {"rules"}},
    "exercises": {"__all__": {"history": True, "limits": {"__all__": {"rules"}}}},
}
_VERDICTS: dict[bool | None, Verdict3] = {True: "true", False: "false", None: "unknown"}


def left_of(rule: Rule, overrides: Iterable[StatedOverride]) -> Rule:
    """Return a rule without what was set aside of it."""
    for override in overrides:
        if override.rule == rule.id:
            rule = without(rule, override.exercise)
    return rule


def overrides_of(
    decision: Decision,
    overrides: tuple[StatedOverride, ...],
    judged: Judged,
    rulebook: Rulebook,
    decided: Callable[[tuple[StatedOverride, ...]], Decision],
) -> tuple[Override, ...]:
    """Return the record of what was set aside.

    Args:
        decision: what was decided with all overrides.
        overrides: all of them.
        judged: the verdicts on the rules; an override does not touch them.
        rulebook: the rules.
        decided: decides again with other overrides.

    """

    def is_felt(override: StatedOverride) -> bool:
        others = tuple(other for other in overrides if other != override)
        return _plan(decided(others)) != _plan(decision)

    return tuple(
        Override(
            rule=override.rule,
            exercise=override.exercise,
            by=override.by,
            reason=override.reason,
            truth=_VERDICTS[judged.verdicts.rules[override.rule]],
            set_aside=_set_aside(rulebook.rules[override.rule], override.exercise, rulebook),
            effect=is_felt(override),
        )
        for override in overrides
    )


def _plan(decision: Decision) -> tuple[dict[str, object], set[str]]:
    """Return what the plan says, and the easier exercises it may name."""
    closed = {one.id for one in decision.barred} | {one.id for one in decision.withheld}
    easier = {item.easier for item in decision.exercises} - closed
    return decision.model_dump(include=_PLAN, exclude=_BEHIND), easier


def _set_aside(rule: Rule, exercise: str, rulebook: Rulebook) -> tuple[str, ...]:
    if exercise:
        found = rulebook.exercises[exercise]
        return (f"bars {found.code} {found.name}",)
    outcomes = (outcome for outcome in rule.outcomes if can_be_set_aside(outcome))
    return tuple(
        f"{outcome_words(outcome, rulebook)}. {outcome.do}" if isinstance(outcome, Act)
        else outcome_words(outcome, rulebook)
        for outcome in outcomes
    )  # fmt: skip
