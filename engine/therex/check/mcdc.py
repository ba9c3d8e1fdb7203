"""Condition coverage: whether the cases show, for each comparison, that it decides something by itself.

This is the masking form of modified condition/decision coverage. A comparison is shown on a side, true or
false, by a world in which it is on that side and the condition would change if it alone were not. What a
rule makes of the patient is shown by the cases that name it; what a `where` makes of the exercises, by
the catalogue, for there no other exercises are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from therex.check.cases import Ran
from therex.check.decisions import Decision, Wheres, decisions
from therex.check.possible import may_show
from therex.check.trees import Path, company, comparisons, swayed
from therex.errors import InputError
from therex.facts.vocabulary import Vocabulary
from therex.inference.verdicts import Truth3
from therex.inference.world import World, attribute_world
from therex.language.tree import Leaf, Truth, negate
from therex.language.words import in_words
from therex.rulebook.model import Rule, Rulebook


@dataclass(frozen=True)
class Coverage:
    """How much of a rulebook its cases reach; `gaps` says what is missing, one a comparison."""

    rules: int
    fired: int
    comparisons: int
    covered: int
    gaps: tuple[InputError, ...]

    @property
    def full(self) -> bool:
        """Say whether nothing is missing."""
        return (self.fired, self.covered) == (self.rules, self.comparisons)


def coverage(rulebook: Rulebook, ran: Iterable[Ran], wheres: Wheres) -> Coverage:
    """Measure how far the cases and the catalogue show what each comparison is for."""
    naming = defaultdict(list)
    for one in ran:
        for rule_id in one.case.expect:
            if rulebook.rules[rule_id].scope in one.judged:
                naming[rule_id].append(one.judged[rulebook.rules[rule_id].scope])
    catalogue = catalogue_worlds(rulebook)
    total, fired, gaps = 0, 0, list[InputError]()
    for rule in rulebook.rules.values():
        fired += any(judged.verdicts.rules[rule.id] for judged in naming[rule.id])
        worlds = [judged.world for judged in naming[rule.id]]
        unknown = [judged.world for judged in naming[rule.id] if judged.verdicts.rules[rule.id] is None]
        for decision in decisions(rule, rulebook):
            total += len(decision.own)
            told = unknown if decision.kind == "withhold_if" else worlds
            gaps += _gaps(rule, decision, told, rulebook)
        for where in (tree for (rule_id, _), tree in wheres.items() if rule_id == rule.id):
            whole = Decision("where", where, tuple(comparisons(where)))
            total += len(whole.own)
            gaps += _gaps(rule, whole, list(catalogue.values()), rulebook)
    gaps.sort(key=lambda gap: (gap.place, gap.message))
    return Coverage(len(rulebook.rules), fired, total, total - len(gaps), tuple(gaps))


def catalogue_worlds(rulebook: Rulebook) -> dict[str, World]:
    """Return the attributes of every exercise as known facts."""
    attributes = rulebook.attributes
    return {
        name: attribute_world(exercise.attributes, attributes)
        for name, exercise in rulebook.exercises.items()
    }


def _gaps(rule: Rule, decision: Decision, worlds: list[World], rulebook: Rulebook) -> Iterator[InputError]:
    """Yield one finding for each comparison that is not shown on a side on which it could be."""
    shown = _shown(decision, worlds)
    for path, leaf in decision.own:
        sides = [
            side
            for side in (True, False)
            if (path, side) not in shown and may_show(decision.tree, path, rulebook, side=side)
        ]
        if sides:
            yield _gap(rule, decision, (path, leaf), sides, rulebook.vocabulary)


def _shown(decision: Decision, worlds: list[World]) -> set[tuple[Path, Truth3]]:
    return {
        (path, value)
        for world in worlds
        for path, (value, decides) in swayed(decision.tree, world).items()
        if decides
    }


def _gap(
    rule: Rule, decision: Decision, at: tuple[Path, Leaf], sides: list[bool], vocabulary: Vocabulary
) -> InputError:
    """Say which comparison is not shown, and what would show it."""
    path, leaf = at
    inside = f", {decision.kind}" if decision.kind else ""
    message = f'"{rule.id}"{inside}: nothing shows what "{in_words(leaf, vocabulary)}" decides'
    witness = "an exercise" if decision.kind == "where" else "a case"
    needed = [in_words(leaf if side else negate(leaf), vocabulary) for side in sides]
    expected = " and ".join(f'{witness} where "{words}"' for words in needed)
    others = company(decision.tree, path)
    if not isinstance(others, Truth):
        expected += f" while {in_words(others, vocabulary)}"
    return InputError(message, rule.place, expected)
