"""The page of one topic: its rules as a therapist reads them, and the cases that test them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from therex.check.cases import Case
from therex.explain.evidence import evidence_words
from therex.explain.outcomes import outcome_points
from therex.explain.outline import Point, said
from therex.explain.pages_markdown import bullets, count, escaped, in_markdown, page, table
from therex.explain.read_rule import (
    condition_point,
    expected_words,
    override_points,
    undecided_points,
    voices_point,
)
from therex.rulebook.coverage import Statement
from therex.rulebook.model import Rule, Rulebook, Topic


def topic_page(
    topic: Topic, rulebook: Rulebook, cases: Sequence[Case], statements: dict[str, list[Statement]]
) -> str:
    """Return the page of a topic; `statements` are those that name each rule."""
    rules = [rulebook.rules[name] for name in topic.rules]
    own = sum(case.topic == topic.id for case in cases)
    return page(
        topic.title,
        escaped(topic.about),
        f"`{topic.id}.yaml`: {count(len(rules), 'rule')}, {count(own, 'case')}. [All topics](README.md)",
        table(("rule", "in short"), ((f"[{rule.id}](#{rule.id})", escaped(rule.summary)) for rule in rules)),
        *(block for rule in rules for block in _rule(rule, rulebook, cases, statements.get(rule.id, []))),
    )


def _rule(
    rule: Rule, rulebook: Rulebook, cases: Sequence[Case], statements: list[Statement]
) -> Iterator[str]:
    yield f"## {rule.id}\n\n**{escaped(rule.summary)}**"
    yield bullets((
        condition_point(rule, rulebook),
        Point("then", outcome_points(rule, rulebook)),
        *undecided_points(rule, rulebook),
        *override_points(rule),
        voices_point(rule),
        Point("evidence", said(*(evidence_words(item, rulebook) for item in rule.evidence))),
    ))  # fmt: skip
    if statements:
        yield "Carries out:\n\n" + "\n".join(
            f"- [{one.id}](../coverage.md#{one.id}): {in_markdown(one.says)}" for one in statements
        )
    tested = [(case.name, case.expect[rule.id]) for case in cases if rule.id in case.expect]
    if tested:
        rows = ((escaped(name), escaped(expected_words(expected))) for name, expected in tested)
        yield table(("case", "expected"), rows)
