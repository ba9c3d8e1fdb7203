"""What a rule does, in words: its outcomes, and what happens while it is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from therex.explain.outline import Point, said
from therex.language.tree import And, Expression, Truth, all_of, negate
from therex.language.words import in_words
from therex.plan.findings import holds_session
from therex.plan.outcome_words import outcome_words, touched
from therex.rulebook.model import (
    Act,
    Avoid,
    Derive,
    Dose,
    Limit,
    Outcome,
    Progress,
    Recommend,
    Rule,
    Rulebook,
    Tell,
)

#: What stands before a condition in the rule language, among lines in words.
AS_WRITTEN = "as written: "


def outcome_points(rule: Rule, rulebook: Rulebook) -> tuple[Point, ...]:
    """Return one point for each outcome of a rule."""
    return tuple(_outcome(rule, outcome, rulebook) for outcome in rule.outcomes)


def unknown_points(rule: Rule, rulebook: Rulebook) -> tuple[Point, ...]:
    """Return what happens while the rule's facts do not decide it, and why."""
    if rule.derives:
        label = rulebook.facts[rule.derives.fact].label
        return said(f'"{label}" is unknown as well')
    if not rule.fails_closed:
        return said("it does not fire; the missing facts are listed as what could add to the plan")
    held = "the session is" if holds_session(rule) else "what it guards is"
    reason = f"why: {rule.unknown_reason}" if rule.unknown_reason else None
    if rule.withhold_text:
        rest = "nothing is asked" if rule.silent else "it asks, and holds nothing back"
        condition = in_words(rule.withhold_if, rulebook.facts)
        return said(
            f"{held} held back when this is true or unknown: {condition}", f"otherwise {rest}", reason
        )
    if rule.withhold_if == Truth(value=False):
        return said("it asks, and holds nothing back", reason)
    return said(f"it cannot be ruled out: it asks, and {held} held back", reason)


def branch_conditions(rule: Rule) -> Iterator[tuple[int, Expression]]:
    """Yield the branches of a choice as their author wrote them, without "and none of those before"."""
    assert rule.derives is not None  # noqa: S101 - asked of rules that derive
    before = rule.when
    for code, whole in rule.derives.branches:
        own = all_of(*_parts(whole)[len(_parts(before)) :])
        yield code, own
        before = all_of(before, negate(own))


def _parts(expression: Expression) -> tuple[Expression, ...]:
    if expression == Truth(value=True):
        return ()
    return expression.parts if isinstance(expression, And) else (expression,)


def _outcome(rule: Rule, outcome: Outcome, rulebook: Rulebook) -> Point:
    match outcome:
        case Derive():
            return _derive(rule, outcome, rulebook)
        case Act(do=do):
            return Point(outcome_words(outcome, rulebook), said(do))
        case Avoid(where_text=text, exercises=exercises):
            words = outcome_words(outcome, rulebook)
            return Point(words, said(f"{AS_WRITTEN}{text}", _names(sorted(exercises), rulebook)))
        case Limit(exercises=exercises):
            return Point(outcome_words(outcome, rulebook), _named(exercises, rulebook))
        case Recommend():
            return _recommend(outcome, rulebook)
        case Tell(kind, clinician, patient, box, exercises):
            to_patient = f'to the patient, under "{box}": {patient}' if patient else None
            where = touched(exercises) if exercises is not None else "once"
            to_clinician = f"to the clinician: {clinician}" if clinician else None
            return Point(f"{kind}, {where}", (*said(to_clinician, to_patient), *_named(exercises, rulebook)))
        case Progress(verdict, changes):
            steps = ", else ".join(f"{part} {amount}" for part, amount in changes)
            return Point(verdict, said(f"the first of these that is possible: {steps}" if steps else None))


def _derive(rule: Rule, derive: Derive, rulebook: Rulebook) -> Point:
    definition = rulebook.facts[derive.fact]
    title = f'sets "{definition.label}" ({derive.fact})'
    if rule.derives_flag:
        return Point(f"{title}: yes when the condition is true, no when it is false")
    branches = []
    for code, own in branch_conditions(rule):
        words = "otherwise" if own == Truth(value=True) else f"if {in_words(own, rulebook.facts)}"
        branches.append(f'"{definition.say(definition.value(code))}" {words}')
    return Point(f"{title} to the first that is true", said(*branches))


def _recommend(recommend: Recommend, rulebook: Rulebook) -> Point:
    purpose = rulebook.purposes[recommend.purpose].label
    needed = "the plan must cover it" if recommend.needed else "the plan need not cover it"
    side = f"side: the {rulebook.facts[recommend.side].label}" if recommend.side else None
    dose = f"dose: {_dose(recommend.dose, rulebook)}" if recommend.dose else None
    title = f"recommends for {purpose} ({recommend.strength}; {needed}), best first"
    return Point(title, said(_names(recommend.exercises, rulebook), dose, side))


def _dose(dose: Dose, rulebook: Rulebook) -> str:
    parts = []
    for name, (low, high) in dose.items():
        amount = f"{low:f}" if low == high else f"{low:f}-{high:f}"
        parts.append(f"{rulebook.dose_parts[name].label} {amount}")
    return ", ".join(parts)


def _named(exercises: frozenset[str] | None, rulebook: Rulebook) -> tuple[Point, ...]:
    return said(_names(sorted(exercises), rulebook) if exercises else None)


def _names(names: Iterable[str], rulebook: Rulebook) -> str:
    return ", ".join(f"{rulebook.exercises[name].name} ({rulebook.exercises[name].code})" for name in names)
