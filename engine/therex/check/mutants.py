"""Mutants: a rule with one small mistake in it, which its cases should notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, replace

from therex.check.decisions import Wheres, own_branches
from therex.check.mcdc import catalogue_worlds
from therex.check.mutate_conditions import Edit, edits
from therex.check.mutate_outcomes import Catalogue, mistakes
from therex.check.possible import may_differ
from therex.check.trees import replaced
from therex.language.tree import Expression, Truth, negate
from therex.rulebook.model import Derive, Outcome, Rule, Rulebook


@dataclass(frozen=True)
class Mutant:
    """A rule with one mistake, said in `change`; `may_matter` says no where it is proved to be none."""

    rule: Rule
    change: str
    may_matter: Callable[[], bool]


def mutants(rulebook: Rulebook, wheres: Wheres) -> Iterator[Mutant]:
    """Yield every mutant of every rule; what they change is said once in a rule."""
    catalogue = Catalogue(rulebook, catalogue_worlds(rulebook))
    for rule in rulebook.rules.values():
        said: Counter[str] = Counter()
        for mutant in _of_rule(rule, rulebook, wheres, catalogue):
            said[mutant.change] += 1
            again = said[mutant.change]
            yield replace(mutant, change=f"{mutant.change} ({again})") if again > 1 else mutant


def _of_rule(rule: Rule, rulebook: Rulebook, wheres: Wheres, catalogue: Catalogue) -> Iterator[Mutant]:
    if rule.derives and not rule.derives_flag:
        yield from _of_choose(rule, rule.derives, rulebook)
    else:
        yield from _of_tree(rule, rule.when, "", _with_when, rulebook)
    if rule.derives_flag:
        yield Mutant(_with_when(rule, negate(rule.when)), "derives the opposite", _yes)
    if rule.fails_closed and rule.withhold_if != Truth(value=True):
        yield from _of_tree(rule, rule.withhold_if, "withhold_if: ", _with_withhold, rulebook)
        whole = _with_withhold(rule, Truth(value=True))
        yield Mutant(whole, "if_unknown was left out", _yes)
    for place, outcome in enumerate(rule.outcomes):
        where = wheres.get((rule.id, place))
        for mistake in mistakes(outcome, where, catalogue):
            others = [*rule.outcomes]
            others[place : place + 1] = [] if mistake.new is None else [mistake.new]
            matters = _yes if mistake.new != outcome else _no
            yield Mutant(with_outcomes(rule, tuple(others)), mistake.change, matters)


def _yes() -> bool:
    return True


def _no() -> bool:
    return False


def with_outcomes(rule: Rule, outcomes: tuple[Outcome, ...]) -> Rule:
    """Return the rule with other outcomes, perhaps none, which no file can hold; what it is stays."""
    changed = copy(rule)
    object.__setattr__(changed, "outcomes", outcomes)
    return changed


def _with_when(rule: Rule, when: Expression) -> Rule:
    if not rule.derives:
        return replace(rule, when=when)
    return replace(rule, when=when, outcomes=(Derive.flag(rule.derives.fact, when),))


def _with_withhold(rule: Rule, withhold_if: Expression) -> Rule:
    return replace(rule, withhold_if=withhold_if)


def _of_tree(
    rule: Rule,
    tree: Expression,
    place: str,
    build: Callable[[Rule, Expression], Rule],
    rulebook: Rulebook,
) -> Iterator[Mutant]:
    for edit in edits(tree, rulebook.vocabulary):
        changed = build(rule, replaced(tree, edit.path, edit.new))
        yield Mutant(changed, f"{place}{edit.change}", _may_differ(tree, edit, rulebook))


def _may_differ(tree: Expression, edit: Edit, rulebook: Rulebook) -> Callable[[], bool]:
    return lambda: may_differ(tree, edit.path, edit.new, rulebook)


def _of_choose(rule: Rule, derive: Derive, rulebook: Rulebook) -> Iterator[Mutant]:
    """Yield mistakes in the branches as they were written, in their values, and in what gates them all."""
    own, codes = own_branches(rule, derive), [code for code, _ in derive.branches]
    definition = rulebook.facts[derive.fact]
    for edit in edits(rule.when, rulebook.vocabulary):
        gated = replace(rule, when=replaced(rule.when, edit.path, edit.new))
        yield _rechosen(gated, own, codes, f"applies_when: {edit.change}", rulebook)
    for place, condition in enumerate(own):
        said = definition.say(definition.value(codes[place]))
        for edit in edits(condition, rulebook.vocabulary):
            branches = [*own[:place], replaced(condition, edit.path, edit.new), *own[place + 1 :]]
            yield _rechosen(rule, branches, codes, f"{said}: {edit.change}", rulebook)
        other = (codes[place] + 1) % (len(definition.options) or 2)
        became = f"{said} became {definition.say(definition.value(other))}"
        yield _rechosen(rule, own, [*codes[:place], other, *codes[place + 1 :]], became, rulebook)


def _rechosen(rule: Rule, own: list[Expression], codes: list[int], change: str, rulebook: Rulebook) -> Mutant:
    """Return a rule that chooses, compiled again; it matters where any branch may differ, or its value."""
    assert rule.derives is not None  # noqa: S101 - it chooses
    before = rule.derives.branches
    after = Derive.choice(rule.derives.fact, rule.when, zip(codes, own, strict=True))

    def may_matter() -> bool:
        return any(
            old_code != code or may_differ(old, (), new, rulebook)
            for (old_code, old), (code, new) in zip(before, after.branches, strict=True)
        )

    return Mutant(replace(rule, outcomes=(after,)), change, may_matter)
