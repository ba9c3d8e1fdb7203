"""The page that leads from each statement of the evidence to the rules that carry it out, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from therex.explain.pages_index import STATUSES
from therex.explain.pages_markdown import count, escaped, page, rule_page, table
from therex.rulebook.coverage import Coverage, Statement
from therex.rulebook.model import Rulebook, Topic


def coverage_page(coverage: Coverage, rulebook: Rulebook) -> str:
    """Return the page: what is left out, statements to rules, rules to statements."""
    left_out = [one for one in coverage.statements if one.left_out]
    return page(
        "From the evidence to the rules",
        f"{count(len(coverage.statements), 'statement')}; {len(left_out)} of them no rule carries out. "
        "Every rule is named by a statement: `therex check` sees to it.",
        _figures(coverage),
        "## What no rule carries out",
        table(
            ("statement", "says", "status", "why no rule"),
            ((_linked(one), escaped(one.says), _status(one), escaped(one.left_out)) for one in left_out),
        ),
        "## From statement to rule",
        *_sections(coverage, rulebook),
        "## From rule to statement",
        *_topics(coverage, rulebook),
    )


def _figures(coverage: Coverage) -> str:
    whole = Counter(one.status for one in coverage.statements)
    carried = Counter(one.status for one in coverage.statements if one.rules)
    rows = ((status.replace("_", " "), str(whole[status]), str(carried[status])) for status in STATUSES)
    return table(("status", "statements", "carried out by rules"), rows)


def _sections(coverage: Coverage, rulebook: Rulebook) -> Iterator[str]:
    for section in coverage.sections:
        yield f"### {escaped(section.title)}"
        yield table(
            ("statement", "says", "status", "rules"),
            (
                (f'<a id="{one.id}"></a>{one.id}', escaped(one.says), _status(one), _rules(one, rulebook))
                for one in section.statements
            ),
        )


def _topics(coverage: Coverage, rulebook: Rulebook) -> Iterator[str]:
    named = coverage.by_rule()
    for topic in (rulebook.topics[name] for name in sorted(rulebook.topics)):
        yield f"### {escaped(topic.title)} ({topic.id})"
        yield table(("rule", "statements"), _topic_rows(topic, named, rulebook))


def _topic_rows(
    topic: Topic, named: dict[str, list[Statement]], rulebook: Rulebook
) -> Iterator[tuple[str, str]]:
    for rule in topic.rules:
        yield _rule_link(rule, rulebook), ", ".join(map(_linked, named.get(rule, ()))) or "none"


def _rules(statement: Statement, rulebook: Rulebook) -> str:
    return ", ".join(_rule_link(name, rulebook) for name in statement.rules) or "none: see above"


def _rule_link(name: str, rulebook: Rulebook) -> str:
    if name not in rulebook.rules:
        return f"{name} (unknown)"
    return f"[{name}](rules/{rule_page(rulebook.rules[name].topic)}#{name})"


def _linked(statement: Statement) -> str:
    return f"[{statement.id}](#{statement.id})"


def _status(statement: Statement) -> str:
    return statement.status.replace("_", " ")
