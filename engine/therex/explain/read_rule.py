"""A rule as a therapist reads it: in words, with its evidence and the cases that test it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from therex.explain.evidence import evidence_points
from therex.explain.outcomes import outcome_points, unknown_points
from therex.explain.outline import Point, said
from therex.language.tree import Truth
from therex.language.words import in_words
from therex.rulebook.model import Rule, Rulebook

_VERDICTS = {"yes": "fires", "true": "fires", "no": "at rest", "false": "at rest", "unknown": "unknown"}


def read_rule(rule: Rule, rulebook: Rulebook, cases: Iterable[tuple[str, Any]]) -> Point:
    """Return everything about a rule.

    Args:
        rule: the rule.
        rulebook: where it stands.
        cases: the cases that name it, each with what it expects of the rule.

    """
    topic = rulebook.topics[rule.topic]
    tested = tuple(f"{name}: {_expected(expected)}" for name, expected in cases)
    return Point(
        f"{rule.id}: {rule.summary}",
        (
            Point(f"topic: {topic.title}", said(topic.about)),
            _condition(rule, rulebook),
            Point("then", outcome_points(rule, rulebook)),
            *_unknown(rule, rulebook),
            Point("says", said(
                f"to the patient: {rule.patient}" if rule.patient else "to the patient: nothing of its own",
                f"to the clinician: {rule.clinician}")),
            *evidence_points(rule.evidence, rulebook),
            Point(f"cases: {len(tested)}", said(*tested)),
            Point(f"stands in: {rule.topic}.yaml, line {rule.place.line}"),
        ),
    )  # fmt: skip


def _condition(rule: Rule, rulebook: Rulebook) -> Point:
    vocabulary = rulebook.vocabulary
    judged = " (judged for each exercise of the log)" if rule.scope == "exercise" else ""
    words = in_words(rule.when, vocabulary)
    return Point(f"when{judged}: {words}", said(f"as written: {rule.when_text}"))


def _unknown(rule: Rule, rulebook: Rulebook) -> tuple[Point, ...]:
    if rule.when == Truth(value=True) and not rule.derives:
        return ()
    return (Point("while the facts do not decide it", unknown_points(rule, rulebook)),)


def _expected(expected: object) -> str:
    """Return what a case expects of the rule, in words."""
    if isinstance(expected, dict):
        return "fires with " + "; ".join(f"{kind} {_value(value)}" for kind, value in expected.items())
    return _VERDICTS.get(str(expected), str(expected))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items())
    return ", ".join(map(_value, value)) if isinstance(value, list) else str(value)
