"""Truth trees: every part of a condition true, false or unknown, down to the facts as they were stated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from therex.explain.grounds import Grounds
from therex.explain.sources import source_of
from therex.inference.reference import truth
from therex.inference.verdicts import Truth3
from therex.language.tree import And, CompareFacts, Expression, Leaf, Or, Truth, Within
from therex.language.words import in_words
from therex.language.written import written
from therex.rulebook.model import Rule


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact beneath a comparison: value and unit, and who said it, when and where.

    A derived fact opens into the `conditions` of the `rule` that derives it, a calculated one into
    its `inputs`.
    """

    name: str
    label: str
    value: str
    source: str
    rule: str = ""
    conditions: tuple[Node, ...] = ()
    inputs: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a condition: its truth, the words for it, and what that truth rests on.

    `written` is a comparison in the rule language.
    """

    kind: Literal["all", "any", "leaf"]
    truth: Truth3
    text: str
    parts: tuple[Node, ...] = ()
    grounds: tuple[Ground, ...] = ()
    written: str = ""


def rule_tree(rule: Rule, grounds: Grounds) -> tuple[Node, ...]:
    """Return the truth tree of a rule's condition; of a rule that chooses a value, one tree a branch."""
    return _Builder(grounds).of_rule(rule)


def condition_tree(condition: Expression, grounds: Grounds) -> Node:
    """Return the truth tree of one condition."""
    return _Builder(grounds).node(condition)


def fact_tree(name: str, grounds: Grounds) -> Ground:
    """Return one fact, opened into what it is derived or calculated from: of that, what decided it."""
    return _pruned(_Builder(grounds).ground(name))


def deciding(node: Node) -> Node:
    """Return the tree without the parts that do not matter: those a true, false or unknown rests on."""
    if node.kind == "leaf":
        return replace(node, grounds=tuple(_pruned(ground) for ground in node.grounds))
    kept = tuple(deciding(part) for part in node.parts if part.truth is node.truth)
    alone = len(kept) == 1 < len(node.parts)
    return kept[0] if alone else replace(node, parts=kept)


def _pruned(ground: Ground) -> Ground:
    return replace(
        ground,
        conditions=tuple(deciding(node) for node in ground.conditions),
        inputs=tuple(_pruned(one) for one in ground.inputs),
    )


class _Builder:
    """Builds one tree; a derived fact that stands in it twice is opened the first time only."""

    def __init__(self, grounds: Grounds) -> None:
        self.grounds, self.vocabulary = grounds, grounds.vocabulary
        self.opened: set[str] = set()

    def of_rule(self, rule: Rule) -> tuple[Node, ...]:
        derive = rule.derives
        if derive is None or rule.derives_flag:
            return (self.node(rule.when),)
        definition, world = self.vocabulary[derive.fact], self.grounds.world
        holding = [branch for branch in derive.branches if truth(branch[1], world)]
        nodes = []
        for code, condition in holding or derive.branches:
            node = self.node(condition)
            nodes.append(Node("all", node.truth, f'"{definition.say(definition.value(code))}" if', (node,)))
        return tuple(nodes)

    def node(self, condition: Expression) -> Node:
        value = truth(condition, self.grounds.world)
        match condition:
            case And(parts):
                return Node("all", value, "all of these", tuple(self.node(part) for part in parts))
            case Or(parts):
                return Node("any", value, "at least one of these", tuple(self.node(part) for part in parts))
            case _:
                said = in_words(condition, self.vocabulary)
                return Node(
                    "leaf", value, said, (), self._grounds(condition), written(condition, self.vocabulary)
                )

    def _grounds(self, leaf: Leaf) -> tuple[Ground, ...]:
        match leaf:
            case Truth():
                return ()
            case Within(_, fact):
                return (self._set(fact),)
            case CompareFacts(fact, _, other):
                return (self.ground(fact), self.ground(other))
            case _:
                return (self.ground(leaf.fact),)

    def _set(self, name: str) -> Ground:
        definition, world = self.vocabulary[name], self.grounds.world
        listed = [said for option, said in definition.options.items()
                  if (known := world.get(f"{name}/{option}")) and known.code]  # fmt: skip
        return Ground(name, definition.label, ", ".join(listed) or "none", "the exercise itself")

    def ground(self, name: str) -> Ground:
        fact = self.grounds.facts[name]
        ground = Ground(name, fact.definition.label, fact.say(), source_of(fact, self.grounds.assessed_by))
        if name in self.opened:
            return replace(
                ground, source=f"{ground.source} (opened above)" if self._opens(name) else ground.source
            )
        self.opened.add(name)
        if rule := self.grounds.deriving(name):
            source = "derived" if fact.used else "cannot be derived yet"
            return replace(ground, source=source, rule=rule.id, conditions=self.of_rule(rule))
        calculation = self.grounds.rulebook.calculations.get(name)
        if calculation and (fact.used is None or fact.used.origin == "calculated"):
            source = f"{'calculated' if fact.used else fact.why_unknown}: {calculation.text}"
            return replace(ground, source=source, inputs=tuple(map(self.ground, calculation.inputs)))
        return ground

    def _opens(self, name: str) -> bool:
        return self.grounds.deriving(name) is not None or name in self.grounds.rulebook.calculations
