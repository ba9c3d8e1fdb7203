"""All reference pages that are made from a rulebook, and writing them into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from therex.check.cases import Case
from therex.explain.pages_coverage import coverage_page
from therex.explain.pages_figures import figures_page
from therex.explain.pages_index import index_page
from therex.explain.pages_markdown import MADE, rule_page
from therex.explain.pages_topic import topic_page
from therex.rulebook.coverage import Coverage
from therex.rulebook.model import Rulebook

#: The folder of the pages of topics, below that of all reference pages.
TOPICS = "rules"


def reference_pages(rulebook: Rulebook, cases: Sequence[Case], coverage: Coverage | None) -> dict[str, str]:
    """Return every page by its path: the index, each topic, the figures, the statements of the evidence."""
    named = coverage.by_rule() if coverage else {}
    pages = {f"{TOPICS}/README.md": index_page(rulebook, cases)}
    for topic in rulebook.topics.values():
        pages[f"{TOPICS}/{rule_page(topic.id)}"] = topic_page(topic, rulebook, cases, named)
    pages["figures.html"] = figures_page(rulebook)
    if coverage:
        pages["coverage.md"] = coverage_page(coverage, rulebook)
    return pages


def write_pages(pages: dict[str, str], folder: Path) -> None:
    """Write the pages below `folder`, and remove those of topics that are gone."""
    (folder / TOPICS).mkdir(parents=True, exist_ok=True)
    for path in left_over(pages, folder):
        path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def left_over(pages: dict[str, str], folder: Path) -> list[Path]:
    """Return the pages below `folder` that were made before and are none of `pages`."""
    found = sorted((folder / TOPICS).glob("*.md"))
    return [
        path
        for path in found
        if f"{TOPICS}/{path.name}" not in pages and path.read_text(encoding="utf-8").startswith(MADE)
    ]
