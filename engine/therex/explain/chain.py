"""The chain behind one line of a decision: from facts over derived facts and rules to what they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from therex.explain.explainer import Explainer, Opened
from therex.explain.grounds import Grounds
from therex.explain.outline import Point
from therex.explain.tree import Ground, Node, deciding, fact_tree, rule_tree
from therex.explain.tree_words import TRUTH
from therex.facts.model import Fact

Kind = Literal["fact", "derived", "rule", "effect"]
#: From so many facts on that say the same to the same rules, one box holds them all.
_MANY = 3
#: So many effects go into one drawing: more would not fit a sheet of paper.
_MOST_EFFECTS = 10


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a chain: what it is, its name, and what is said of it in one line."""

    kind: Kind
    name: str
    says: str = ""


@dataclass
class Chain:
    """Boxes by key, each with the column it stands in, and arrows from key to key."""

    title: str
    boxes: dict[str, Box] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    arrows: list[tuple[str, str]] = field(default_factory=list)

    def count(self, kind: Kind) -> int:
        """Return how many boxes there are of a kind."""
        return sum(box.kind == kind for box in self.boxes.values())


def chains_of(point: Point, explainer: Explainer) -> list[Chain]:
    """Return the chain behind a line of the decision; of a line with many effects, one for some at a time.

    Each line below it that rules stand for is an effect, and a rule that stands there itself is a reason.
    """
    effects = [(child, rules) for child in point.points if (rules := _rules_of(child))]
    return [
        _chain(point.text, effects[first : first + _MOST_EFFECTS], explainer)
        for first in range(0, len(effects), _MOST_EFFECTS)
    ]


def _rules_of(point: Point) -> list[Opened]:
    return [one.of for one in (point, *point.points) if isinstance(one.of, Opened)]


def _chain(title: str, effects: list[tuple[Point, list[Opened]]], explainer: Explainer) -> Chain:
    builder = _Builder(Chain(title), explainer)
    for place, (point, rules) in enumerate(effects):
        name = "a reason for it" if isinstance(point.of, Opened) else point.text
        builder.effect(f"effect {place}", name, rules)
    merge_alike(builder.chain)
    _set_columns(builder.chain)
    return builder.chain


class _Builder:
    def __init__(self, chain: Chain, explainer: Explainer) -> None:
        self.chain, self.explainer = chain, explainer

    def effect(self, key: str, name: str, rules: Iterable[Opened]) -> None:
        self.chain.boxes[key] = Box("effect", name)
        for opened in rules:
            self._arrow(self._rule(opened), key)

    def _rule(self, opened: Opened) -> str:
        key = f"rule {opened.rule.id} {opened.log}"
        if key not in self.chain.boxes:
            self.chain.boxes[key] = Box("rule", opened.rule.id, TRUTH[opened.truth])
            grounds = self.explainer.grounds_of(opened)
            for node in rule_tree(opened.rule, grounds):
                self._facts(_facts_under(deciding(node)), grounds, opened.log, key)
        return key

    def _facts(self, facts: Iterable[Ground], grounds: Grounds, log: str, reader: str) -> None:
        for ground in facts:
            self._arrow(self._fact(ground, grounds, log), reader)

    def _fact(self, ground: Ground, grounds: Grounds, log: str) -> str:
        key = f"fact {ground.name} {log}"
        if key in self.chain.boxes:
            return key
        fact = grounds.facts.get(ground.name)  # a set of an exercise's attributes is no fact
        opened = fact_tree(ground.name, grounds) if fact else ground
        below = [*opened.inputs, *(one for node in opened.conditions for one in _facts_under(node))]
        derived = bool(opened.rule or opened.inputs)
        by = f"by {opened.rule}" if opened.rule else "calculated" if derived else _line(fact)
        says = ", ".join(word for word in (ground.value, by) if word)
        self.chain.boxes[key] = Box("derived" if derived else "fact", ground.label, says)
        self._facts(below, grounds, log, key)
        return key

    def _arrow(self, start: str, end: str) -> None:
        if (start, end) not in self.chain.arrows:
            self.chain.arrows.append((start, end))


def _line(fact: Fact | None) -> str:
    """Return where a fact stands in the file."""
    stated = (*((fact.used,) if fact and fact.used else ()), *(fact.statements if fact else ()))
    return next((f"line {one.place.line}" for one in stated if one.place), "")


def _facts_under(node: Node) -> Iterator[Ground]:
    yield from node.grounds
    for part in node.parts:
        yield from _facts_under(part)


def merge_alike(chain: Chain) -> None:
    """Put facts that say the same to the same readers into one box: a screen answers a dozen at once."""
    readers = defaultdict(list)
    for start, end in chain.arrows:
        readers[start].append(end)
    alike = defaultdict(list)
    for key, box in chain.boxes.items():
        if box.kind == "fact":
            alike[box.says, tuple(sorted(readers[key]))].append(key)
    for (says, _), keys in alike.items():
        if len(keys) >= _MANY:
            first, *others = keys
            names = "; ".join(chain.boxes[key].name for key in keys)
            chain.boxes[first] = Box("fact", f"{len(keys)} facts: {names}", f"each {says}")
            for key in others:
                del chain.boxes[key]
            chain.arrows = [arrow for arrow in chain.arrows if arrow[0] not in others]


def _set_columns(chain: Chain) -> None:
    """Set facts first, what is derived as soon as its facts stand, then all rules, then what they ask for."""
    before = defaultdict(list)
    for start, end in chain.arrows:
        before[end].append(start)

    def depth(key: str) -> int:
        if key not in chain.columns:
            chain.columns[key] = max((depth(start) + 1 for start in before[key]), default=0)
        return chain.columns[key]

    stated = [key for key, box in chain.boxes.items() if box.kind in {"fact", "derived"}]
    rules = max((depth(key) + 1 for key in stated), default=0)
    for key, box in chain.boxes.items():
        if box.kind not in {"fact", "derived"}:
            chain.columns[key] = rules + (box.kind == "effect")
