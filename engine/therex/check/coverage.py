"""What the cases leave untested: rules that never fire or never rest, thresholds with one side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from therex.check.cases import Ran
from therex.check.decisions import own_branches
from therex.errors import InputError
from therex.inference.world import Known, World
from therex.language.order import holds
from therex.language.tree import Compare, Expression, Truth, facts_of, leaves
from therex.rulebook.model import Derive, Rule, Rulebook

Threshold = tuple[str, int, str]


def uncovered(rulebook: Rulebook, ran: Iterable[Ran]) -> list[InputError]:
    """Return a finding for every rule and threshold that the cases do not test.

    A rule needs a case that names it and in which it fires, one in which it does not, and, when it
    fails closed, one in which it is unknown. A number in a condition needs a case exactly at it, and
    one on the other side of the comparison.
    """
    done = list(ran)
    findings: list[InputError] = []
    settled = always_known(rulebook)
    for rule in rulebook.rules.values():
        worlds = [one.judged[rule.scope].world for one in done if rule.scope in one.judged]
        findings += _unnamed(rule, done, settled)
        findings += _one_sided(rule, worlds, rulebook)
    return sorted(findings, key=lambda finding: (str(finding.place), finding.message))


def _unnamed(rule: Rule, ran: list[Ran], settled: frozenset[str]) -> Iterator[InputError]:
    found = {one.judged[rule.scope].verdicts.rules[rule.id] for one in ran
             if rule.id in one.case.expect and rule.scope in one.judged}  # fmt: skip
    conditions = _conditions(rule)
    constant = all(isinstance(condition, Truth) for condition in conditions)
    if True not in found:
        yield InputError(f'no case names "{rule.id}" and fires it', rule.place, "a case")
    if False not in found and not constant and not _total(rule):
        yield InputError(f'no case names "{rule.id}" and leaves it at rest', rule.place, "a case")
    if None not in found and rule.fails_closed and not facts_of(rule.when) <= settled:
        yield InputError(f'no case names "{rule.id}" with a fact unknown', rule.place, "a case")


def always_known(rulebook: Rulebook) -> frozenset[str]:
    """Return the facts that no case can leave unknown by not stating them.

    These are what a closed list answers, permissions, the day of assessment, the attributes of an exercise,
    and what is derived from such facts alone. Birth date and sex are not: a case may leave them out.
    """
    known = {"assessment_date", *rulebook.attributes}
    known |= {name for name, fact in rulebook.facts.items() if fact.closed_list or fact.absent_is_no}
    for rule in rulebook.rules.values():  # in order of use: a derivation stands after those it reads
        if rule.derives and (rule.derives_flag or _ends_with_always(rule, rule.derives)):
            read = frozenset[str]().union(*(facts_of(branch) for _, branch in rule.derives.branches))
            known |= {rule.derives.fact} if read <= known else set()
    return frozenset(known)


def _ends_with_always(rule: Rule, derive: Derive) -> bool:
    """Say whether a choice has a value wherever all it reads is known."""
    return rule.when == own_branches(rule, derive)[-1] == Truth(value=True)


def _total(rule: Rule) -> bool:
    """Say whether a choice is derived whatever the facts: then it is never at rest."""
    derive = rule.derives
    return derive is not None and len(derive.branches) > 1 and rule.when == Truth(value=True)


def _conditions(rule: Rule) -> list[Expression]:
    own = [condition for _, condition in rule.derives.branches] if rule.derives else [rule.when]
    return [*own, rule.withhold_if]


def thresholds(rule: Rule, rulebook: Rulebook) -> dict[Threshold, str]:
    """Return the numbers a rule compares with: fact, code, unit ("" for canonical), and the operator."""
    vocabulary = rulebook.vocabulary
    found: dict[Threshold, str] = {}
    for condition in _conditions(rule):
        for leaf in leaves(condition):
            if isinstance(leaf, Compare) and vocabulary[leaf.fact].kind.is_number:
                cutoffs = [("", leaf.code), *leaf.by_unit]
                for unit, code in cutoffs:
                    found.setdefault((leaf.fact, code, unit), leaf.op)
    return found


def _one_sided(rule: Rule, worlds: list[World], rulebook: Rulebook) -> Iterator[InputError]:
    vocabulary = rulebook.vocabulary
    for (fact, cutoff, unit), op in thresholds(rule, rulebook).items():
        codes = [code for world in worlds if (code := _code(world.get(fact), unit)) is not None]
        at = f"{vocabulary[fact].value(cutoff)} {unit or vocabulary[fact].unit}".strip()
        if cutoff not in codes:
            yield InputError(f'"{rule.id}": no case has {fact} at exactly {at}', rule.place, "a case at it")
        side = holds(op, cutoff, cutoff)
        if not any(holds(op, code, cutoff) != side for code in codes):
            yield InputError(
                f'"{rule.id}": no case has {fact} on the other side of {at}', rule.place, "a case"
            )


def _code(known: Known | None, unit: str) -> int | None:
    if known is None:
        return None
    if unit:
        return known.stated if known.unit == unit else None
    return known.code if not known.unit else None
