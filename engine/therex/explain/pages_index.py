"""The index of the topics: how many rules and cases each has, and how far its evidence was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from therex.check.cases import Case
from therex.explain.pages_markdown import count, escaped, page, rule_page, table
from therex.rulebook.model import Rulebook, Topic
from therex.rulebook.terms import Status

STATUSES: tuple[Status, ...] = get_args(Status)
_HEADS = ("topic", "rules", "cases", *(status.replace("_", " ") for status in STATUSES))


def index_page(rulebook: Rulebook, cases: Sequence[Case]) -> str:
    """Return the index, a table for each folder of topics."""
    topics = [rulebook.topics[name] for name in sorted(rulebook.topics)]
    tested = Counter(case.topic for case in cases)
    folders = list(dict.fromkeys(_folder(topic) for topic in topics))
    return page(
        "The rules, topic by topic",
        f"{count(len(topics), 'topic')}, {count(len(rulebook.rules), 'rule')}, {count(len(cases), 'case')}. "
        "The last columns count pieces of evidence by status; a rule may rest on several.",
        _shares(_statuses(topics, rulebook)),
        *(
            block
            for folder in folders
            for block in (f"## {folder.capitalize()}", _table(folder, topics, rulebook, tested))
        ),
    )


def _folder(topic: Topic) -> str:
    return topic.id.rpartition("/")[0] or "rules"


def _table(folder: str, topics: Iterable[Topic], rulebook: Rulebook, tested: Counter[str]) -> str:
    return table(_HEADS, (_row(topic, rulebook, tested) for topic in topics if _folder(topic) == folder))


def _row(topic: Topic, rulebook: Rulebook, tested: Counter[str]) -> tuple[str, ...]:
    found = _statuses([topic], rulebook)
    link = f"[{escaped(topic.title)}]({rule_page(topic.id)})"
    counts = (len(topic.rules), tested[topic.id], *(found[status] for status in STATUSES))
    return (link, *map(str, counts))


def _statuses(topics: Iterable[Topic], rulebook: Rulebook) -> Counter[Status]:
    rules = (rulebook.rules[name] for topic in topics for name in topic.rules)
    return Counter(item.status for rule in rules for item in rule.evidence)


def _shares(found: Counter[Status]) -> str:
    return table(("status", "pieces of evidence", "share"), _share_rows(found))


def _share_rows(found: Counter[Status]) -> Iterator[tuple[str, str, str]]:
    whole = max(found.total(), 1)
    for status in STATUSES:
        yield status.replace("_", " "), str(found[status]), f"{100 * found[status] / whole:.0f} %"
