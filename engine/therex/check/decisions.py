"""The conditions of a rule as its author wrote them, each with the condition that it decides.

A branch of a `choose` is compiled with the opposites of the branches before it; a topic's `applies_when`
stands in every rule. The first are left out of what has to be tested in a branch, for they are tested in
their own; the second is tested in each rule, for it gates each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as File

from therex.check.trees import Path, comparisons
from therex.facts.document import Mapping, Node, Scalar, Sequence, find
from therex.language.parser import Scope, parse_condition
from therex.language.tree import And, Expression, Leaf, Truth, all_of, negate
from therex.rulebook.files import Problems, read_raw
from therex.rulebook.model import Avoid, Derive, Rule, Rulebook

#: The `where` of each outcome that has one, by rule and place among the outcomes.
Wheres = dict[tuple[str, int], Expression]


@dataclass(frozen=True)
class Decision:
    """A condition, and those of its comparisons that stand in the author's own words there.

    `kind` is empty for `when`, else ``withhold_if`` or the value of a branch.
    """

    kind: str
    tree: Expression
    own: tuple[tuple[Path, Leaf], ...]


def decisions(rule: Rule, rulebook: Rulebook) -> list[Decision]:
    """Return the conditions of a rule over the facts of a patient."""
    if rule.derives and not rule.derives_flag:
        found = _branches(rule, rule.derives, rulebook)
    else:
        found = [_whole("", rule.when)]
    if rule.fails_closed:
        found.append(_whole("withhold_if", rule.withhold_if))
    return [decision for decision in found if decision.own]


def _whole(kind: str, tree: Expression) -> Decision:
    return Decision(kind, tree, tuple(comparisons(tree)))


def _branches(rule: Rule, derive: Derive, rulebook: Rulebook) -> list[Decision]:
    definition = rulebook.facts[derive.fact]
    found = [_whole("applies_when", rule.when)]
    for (code, tree), own in zip(derive.branches, own_branches(rule, derive), strict=True):
        before = len(_parts(tree)) - len(_parts(own))
        last = {path: leaf for path, leaf in comparisons(tree) if not path or path[0] >= before}
        found.append(Decision(definition.say(definition.value(code)), tree, tuple(last.items())))
    return found


def own_branches(rule: Rule, derive: Derive) -> list[Expression]:
    """Return the conditions of a `choose` as they were written: what compiling put before each, undone."""
    before, found = rule.when, []
    for _, compiled in derive.branches:
        own = all_of(*_parts(compiled)[len(_parts(before)) :])
        before = all_of(before, negate(own))
        found.append(own)
    return found


def _parts(tree: Expression) -> tuple[Expression, ...]:
    """Return what a condition adds to one that it is joined to by `and`."""
    if isinstance(tree, And):
        return tree.parts
    return () if tree == Truth(value=True) else (tree,)


def read_wheres(folder: File, rulebook: Rulebook) -> Wheres:
    """Read again what the rulebook keeps only as the exercises it matched."""
    found: Wheres = {}
    for rule in rulebook.rules.values():
        for place, outcome in enumerate(rule.outcomes):
            if isinstance(outcome, Avoid):
                found[rule.id, place] = outcome.where
    scope = Scope(rulebook.attributes)
    for topic in read_raw(folder, Problems()).topics.values():
        rules = topic.entries["rules"]
        for node in rules.items if isinstance(rules, Sequence) else []:
            rule_id, then = find(node, ("id",)), find(node, ("then",))
            for place, entry in enumerate(then.items if isinstance(then, Sequence) else []):
                text = _where(entry)
                if text is not None and isinstance(rule_id, Scalar):
                    found[rule_id.text, place] = parse_condition(text.text, scope, text.place)
    return found


def _where(outcome: Node) -> Scalar | None:
    """Return the text of the condition over exercises that an outcome has beside or inside it."""
    if not isinstance(outcome, Mapping):
        return None
    inner = outcome.entries.get("recommend")
    node = (inner if isinstance(inner, Mapping) else outcome).entries.get("where")
    return node if isinstance(node, Scalar) else None
