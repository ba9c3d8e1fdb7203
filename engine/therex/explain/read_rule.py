"""A rule as a therapist reads it: in words, with its evidence and the cases that test it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from therex.explain.evidence import evidence_points
from therex.explain.outcomes import AS_WRITTEN, outcome_points, unknown_points
from therex.explain.outline import Point, said
from therex.language.tree import Truth
from therex.language.words import in_words
from therex.rulebook.coverage import Statement
from therex.rulebook.model import Rule, Rulebook
from therex.rulebook.override import can_be_set_aside, why_not

_VERDICTS = {"yes": "fires", "true": "fires", "no": "at rest", "false": "at rest", "unknown": "unknown"}


def read_rule(
    rule: Rule,
    rulebook: Rulebook,
    cases: Iterable[tuple[str, Any]],
    statements: Iterable[Statement] = (),
) -> Point:
    """Return everything about a rule.

    Args:
        rule: the rule.
        rulebook: where it stands.
        cases: the cases that name it, each with what it expects of the rule.
        statements: what of the evidence it carries out.

    """
    topic = rulebook.topics[rule.topic]
    tested = [(name, expected_words(expected)) for name, expected in cases]
    return Point(
        f"{rule.id}: {rule.summary}",
        (
            Point(f"topic: {topic.title}", said(topic.about)),
            condition_point(rule, rulebook),
            Point("then", outcome_points(rule, rulebook)),
            *undecided_points(rule, rulebook),
            *override_points(rule),
            voices_point(rule),
            *evidence_points(rule.evidence, rulebook),
            *(Point(f"carries out {one.id}: {one.says}") for one in statements),
            Point(f"cases: {len(tested)}", said(*_table(tested))),
            Point(f"stands in: {rule.topic}.yaml, line {rule.place.line}"),
        ),
    )


def condition_point(rule: Rule, rulebook: Rulebook) -> Point:
    """Return the condition in words, and as its author wrote it."""
    judged = " (judged for each exercise of the log)" if rule.scope == "exercise" else ""
    words = in_words(rule.when, rulebook.vocabulary)
    return Point(f"when{judged}: {words}", said(f"{AS_WRITTEN}{rule.when_text}"))


def undecided_points(rule: Rule, rulebook: Rulebook) -> tuple[Point, ...]:
    """Return what happens while the rule is unknown; nothing for a rule that always fires."""
    if rule.when == Truth(value=True) and not rule.derives:
        return ()
    return (Point("while the facts do not decide it", unknown_points(rule, rulebook)),)


def override_points(rule: Rule) -> tuple[Point, ...]:
    """Return whether a therapist may set the rule aside; nothing for a rule that holds nothing back."""
    if not (rule.fails_closed or any(map(can_be_set_aside, rule.outcomes))):
        return ()
    why = why_not(rule)
    return said(f"a therapist may not set it aside: {why}" if why else "a therapist may set it aside")


def voices_point(rule: Rule) -> Point:
    """Return what the rule says to the patient and to the clinician."""
    patient = rule.patient or "nothing of its own"
    return Point("says", said(f"to the patient: {patient}", f"to the clinician: {rule.clinician}"))


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the rows of a table, the first column as wide as its longest name."""
    width = max((len(name) for name, _ in rows), default=0)
    for name, expected in [("case", "expected"), *rows] if rows else []:
        yield f"{name:{width}}  {expected}"


def expected_words(expected: object) -> str:
    """Return what a case expects of the rule, in words."""
    if isinstance(expected, dict):
        return "fires with " + "; ".join(f"{kind} {_value(value)}" for kind, value in expected.items())
    return _VERDICTS.get(str(expected), str(expected))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items())
    return ", ".join(map(_value, value)) if isinstance(value, list) else str(value)
