"""The facts behind rules that cannot change: why nothing can be done about what the rules say."""

from __future__ import annotations

from collections.abc import Iterable

from therex.explain.solve import is_worked_out, may_change
from therex.inference.reference import truth
from therex.inference.trace import missing, support
from therex.language.tree import Expression, negate
from therex.plan.findings import Findings
from therex.rulebook.model import Rule


def fixed_behind(rules: Iterable[Rule], findings: Findings) -> tuple[str, ...]:
    """Return the facts that the verdicts on some rules rest on and that cannot change, by name."""
    return _Roots(findings).of(rules)


class _Roots:
    def __init__(self, findings: Findings) -> None:
        self.world, self.facts, self.rulebook = (
            findings.judged.world,
            findings.judged.facts,
            findings.rulebook,
        )
        self.seen: set[str] = set()

    def of(self, rules: Iterable[Rule]) -> tuple[str, ...]:
        for rule in rules:
            self._open(self._deciding(rule.when))
            if rule.fails_closed:
                self._open(missing(rule.withhold_if, self.world))
        return tuple(sorted(name for name in self.seen if self._is_fixed(name)))

    def _is_fixed(self, name: str) -> bool:
        """Say whether a fact neither may change nor follows from others, which may."""
        if name in self.rulebook.derivations or self._is_calculated(name):
            return False
        return not may_change(self.facts[name])

    def _is_calculated(self, name: str) -> bool:
        return name in self.rulebook.calculations and is_worked_out(self.facts[name])

    def _deciding(self, condition: Expression) -> frozenset[str]:
        """Return what makes a condition true, false or unknown."""
        return (
            support(condition, self.world)
            if truth(condition, self.world)
            else missing(condition, self.world) or support(negate(condition), self.world)
        )

    def _open(self, names: Iterable[str]) -> None:
        """Note facts, and what they are derived or calculated from."""
        for name in names:
            if name in self.seen:
                continue
            self.seen.add(name)
            if rule := self.rulebook.derivations.get(name):
                assert rule.derives is not None  # noqa: S101 - that is what makes it a derivation
                branches = [condition for _, condition in rule.derives.branches]
                holding = [condition for condition in branches if truth(condition, self.world)]
                for condition in holding or branches:
                    self._open(self._deciding(condition))
            elif self._is_calculated(name):
                self._open(self.rulebook.calculations[name].inputs)
