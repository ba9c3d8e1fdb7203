"""The reference pages that are made from the rules: up to date, and their links lead somewhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.patients import RULES, shipped
from therex.check.cases import read_cases
from therex.explain.pages import left_over, reference_pages
from therex.rulebook.coverage import read_coverage

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
REFRESH = "run `therex docs docs/reference` to refresh these pages: "


@cache
def pages() -> dict[str, str]:
    rulebook = shipped().rulebook
    cases, _ = read_cases(RULES, rulebook)
    return reference_pages(rulebook, cases, read_coverage(RULES))


def test_no_page_is_stale() -> None:
    stale = [name for name, text in pages().items() if kept(name) != text]
    gone = [path.name for path in left_over(pages(), REFERENCE)]
    assert not stale + gone, REFRESH + ", ".join(stale + gone)


def kept(name: str) -> str:
    path = REFERENCE / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_every_rule_and_every_statement_has_its_place() -> None:
    everything = "\n".join(pages().values())
    assert all(f"\n## {name}\n" in everything for name in shipped().rulebook.rules)
    coverage = read_coverage(RULES)
    assert coverage is not None
    assert all(f'<a id="{one.id}"></a>' in pages()["coverage.md"] for one in coverage.statements)


def test_links_from_page_to_page_and_into_pages_lead_somewhere() -> None:
    places = {(REFERENCE / name).resolve(): anchors(text) for name, text in pages().items()}
    broken = []
    for name, text in pages().items():
        page = (REFERENCE / name).resolve()
        for target in set(re.findall(r"\]\(([^)]+)\)", text)):
            file, _, anchor = target.partition("#")
            there = (page.parent / file).resolve() if file else page
            if there not in places or (anchor and anchor not in places[there]):
                broken.append(f"{name}: {target}")
    assert broken == []


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^## (\S+)$", text, re.MULTILINE)
    return {*headings, *re.findall(r'<a id="([^"]+)">', text)}
