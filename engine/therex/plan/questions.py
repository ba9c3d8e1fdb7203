"""What to ask: every missing fact, ranked by how much its answer could change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from therex.facts.vocabulary import Kind
from therex.plan.decision import Question
from therex.plan.findings import Findings, holds_session, level_of
from therex.rulebook.model import LEVELS, ActionLevel, Avoid, Rule


def questions_of(findings: Findings, wanted: frozenset[str]) -> tuple[Question, ...]:
    """Return the questions that safety rules ask, those first that could change most.

    A fact whose statements disagree is asked as well: the stricter one was used.
    """
    by_fact = _by_fact(findings, (*findings.closed, *findings.asking))
    for name, fact in findings.judged.facts.items():
        if fact.conflicting:
            by_fact.setdefault(name, [])
    closed = {rule.id for rule in findings.closed}
    found = [_question(name, rules, findings, wanted, closed) for name, rules in by_fact.items()]
    return tuple(sorted(found, key=_rank))


def would_be_known(findings: Findings, asked: Iterable[Question]) -> tuple[Question, ...]:
    """Return the missing facts that no safety rule asks for, but that could add to the plan."""
    already = {question.fact for question in asked}
    by_fact = _by_fact(findings, findings.open)
    found = [
        _question(name, rules, findings, frozenset(), set())
        for name, rules in by_fact.items()
        if name not in already
    ]
    return tuple(sorted(found, key=_rank))


def _by_fact(findings: Findings, rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    by_fact: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for name in findings.missing(rule):
            by_fact[name].append(rule)
    return by_fact


def _question(
    name: str, rules: list[Rule], findings: Findings, wanted: frozenset[str], closed: set[str]
) -> Question:
    fact = findings.judged.facts[name]
    releases = {
        exercise
        for rule in rules
        if rule.id in closed
        for outcome in rule.outcomes
        if isinstance(outcome, Avoid)
        for exercise in outcome.exercises & wanted
        if exercise in findings.withheld
    }
    definition = fact.definition
    levels: list[ActionLevel] = [level_of(rule) for rule in rules]
    return Question(
        fact=name,
        label=definition.label,
        question=definition.question or f"Does this apply: {definition.label}?",
        why="stated twice, differently" if fact.conflicting else fact.why_unknown,
        holds_session=any(holds_session(rule) for rule in rules if rule.id in closed),
        level=min(levels, key=LEVELS.index, default="none"),
        releases=tuple(sorted(releases)),
        rules=tuple(sorted(rule.id for rule in rules)),
        unit=definition.unit if definition.kind is Kind.QUANTITY else "",
        options=tuple(definition.options),
    )


def _rank(question: Question) -> tuple[bool, int, int, int, str]:
    return (
        not question.holds_session,
        LEVELS.index(question.level),
        -len(question.releases),
        -len(question.rules),
        question.fact,
    )
