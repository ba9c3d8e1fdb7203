"""Both evaluators on one patient, compared; what comes out is agreed."""

from __future__ import annotations

from collections.abc import Iterable

from therex.errors import EvaluatorsDisagreeError
from therex.inference import reference
from therex.inference.rete import Matcher
from therex.inference.verdicts import Verdicts
from therex.inference.world import World
from therex.rulebook.model import Rule


def infer(rules: Iterable[Rule], matcher: Matcher, world: World) -> Verdicts:
    """Return the verdicts on `rules` that both evaluators reached.

    Raises:
        EvaluatorsDisagreeError: they differ; it names the rules, and nothing may be printed.

    """
    rules = tuple(rules)
    ours, theirs = reference.evaluate(rules, world), matcher.evaluate(world)
    different = [rule.id for rule in rules if not _agree(rule, ours, theirs)]
    different += sorted(fact for fact in {*ours.derived, *theirs.derived}
                        if ours.derived.get(fact) != theirs.derived.get(fact))  # fmt: skip
    if different:
        raise EvaluatorsDisagreeError(f"internal error: the two evaluators differ on {', '.join(different)}")
    return ours


def _agree(rule: Rule, ours: Verdicts, theirs: Verdicts) -> bool:
    mine, other = ours.rules[rule.id], theirs.rules.get(rule.id)
    if rule.fails_closed or rule.derives_flag:
        return mine is other and ours.withhold.get(rule.id) is theirs.withhold.get(rule.id)
    return (mine is True) == (other is True)
