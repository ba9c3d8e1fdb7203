"""The verdicts sorted by what they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from therex.facts.overrides import StatedOverride
from therex.inference.session import Judged
from therex.inference.trace import missing, support
from therex.plan.overrides import left_of
from therex.rulebook.model import LEVELS, NO_EXERCISE, Act, ActionLevel, Avoid, Outcome, Rule, Rulebook, Tell

O = TypeVar("O", bound=Outcome)  # noqa: E741 - an outcome


@dataclass(frozen=True)
class Findings:
    """What the rules about the patient found.

    `fired` rules are true; `closed` ones are unknown and fail closed; `asking` ones are unknown and
    only ask; `open` ones are unknown and would add to the plan. All are without what the therapist set
    aside of them. `spared` rules would be closed or asking if nothing were set aside.
    """

    rulebook: Rulebook
    judged: Judged
    fired: tuple[Rule, ...]
    closed: tuple[Rule, ...]
    asking: tuple[Rule, ...]
    open: tuple[Rule, ...]
    spared: tuple[Rule, ...] = ()
    overridden: frozenset[str] = frozenset()
    barred: dict[str, tuple[str, ...]] = field(default_factory=dict)
    withheld: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _missing: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _traced: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def outcomes(self, kind: type[O]) -> Iterator[tuple[Rule, O]]:
        """Yield the outcomes of one kind of all fired rules, by rule id."""
        for rule in self.fired:
            for outcome in rule.outcomes:
                if isinstance(outcome, kind):
                    yield rule, outcome

    @cached_property
    def beside(self) -> tuple[tuple[Rule, Tell], ...]:
        """What is said beside single exercises, by rule id."""
        return tuple((rule, tell) for rule, tell in self.outcomes(Tell) if tell.exercises is not None)

    def missing(self, rule: Rule) -> tuple[str, ...]:
        """Return the facts that keep a rule unknown, or make it withhold, traced through derived ones."""
        if rule.id not in self._missing:
            names = missing(rule.when, self.judged.world)
            if rule.fails_closed:
                names |= missing(rule.withhold_if, self.judged.world)
            self._missing[rule.id] = tuple(sorted(self._roots_of(names)))
        return self._missing[rule.id]

    def matched(self, rule: Rule) -> tuple[str, ...]:
        """Return the facts that made a rule true."""
        if rule.derives:
            fact = self.judged.facts[rule.derives.fact].used
            return fact.inputs if fact else ()
        return tuple(sorted(support(rule.when, self.judged.world)))

    def _roots_of(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*map(self._roots, names))

    def _roots(self, name: str) -> frozenset[str]:
        """Return the statable facts behind an unknown fact. Facts never follow from themselves."""
        if name not in self._traced:
            self._traced[name] = self._roots_of(self._unknown_inputs(name)) or frozenset({name})
        return self._traced[name]

    def _unknown_inputs(self, name: str) -> frozenset[str]:
        """Return the unknown facts that an unknown fact is derived or calculated from."""
        if rule := self.rulebook.derivations.get(name):
            assert rule.derives is not None  # noqa: S101 - that is what makes it a derivation
            branches = (condition for _, condition in rule.derives.branches)
            return frozenset[str]().union(*(missing(branch, self.judged.world) for branch in branches))
        calculation = self.rulebook.calculations.get(name)
        inputs = calculation.inputs if calculation else ()
        return frozenset(other for other in inputs if self.judged.facts[other].used is None)


def find(judged: Judged, rulebook: Rulebook, overrides: tuple[StatedOverride, ...] = ()) -> Findings:
    """Sort the verdicts on the rules about the patient, without what was set aside of them."""
    groups: dict[str, list[Rule]] = defaultdict(list)
    for name, verdict in sorted(judged.verdicts.rules.items()):
        if verdict is not False:
            rule = rulebook.rules[name]
            left = left_of(rule, overrides)
            groups[_group(left, judged)].append(left)
            if left is not rule and not left.fails_closed and _group(rule, judged) in {"closed", "asking"}:
                groups["spared"].append(left)
    barred, withheld = _by_exercise(groups["fired"]), _by_exercise(groups["closed"])
    return Findings(
        rulebook,
        judged,
        fired=tuple(groups["fired"]),
        closed=tuple(groups["closed"]),
        asking=tuple(groups["asking"]),
        open=tuple(groups["open"]),
        spared=tuple(groups["spared"]),
        overridden=frozenset(override.rule for override in overrides),
        barred=barred,
        withheld={name: rules for name, rules in withheld.items() if name not in barred},
    )


def _group(rule: Rule, judged: Judged) -> str:
    if judged.verdicts.rules[rule.id]:
        return "fired"
    if not rule.fails_closed:
        return "open" if rule.outcomes else "at rest"
    if judged.verdicts.withhold[rule.id] is not False:
        return "closed"
    return "at rest" if rule.silent else "asking"


def _by_exercise(rules: list[Rule]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for outcome in rule.outcomes:
            if isinstance(outcome, Avoid):
                for name in outcome.exercises:
                    found[name].append(rule.id)
    return {name: tuple(sorted(set(found[name]))) for name in sorted(found)}


def level_of(rule: Rule) -> ActionLevel:
    """Return the highest action a rule calls for, or "none"."""
    levels: list[ActionLevel] = [o.level for o in rule.outcomes if isinstance(o, Act)]
    return min(levels, key=LEVELS.index, default="none")


def holds_session(rule: Rule) -> bool:
    """Say whether a rule, not being ruled out, keeps everything back."""
    return level_of(rule) in NO_EXERCISE
