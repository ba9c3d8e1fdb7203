"""The same rules in other files, or in another order, are the same rulebook and give the same verdicts."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from therex.inference.infer import infer
from therex.inference.rete import Matcher
from therex.inference.verdicts import Verdicts
from therex.inference.world import Known
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import Rulebook

HABIT = "{source: house, status: heuristic, note: a habit}"
ENTRIES = [
    ("facts", "cough: {label: cough, kind: flag, question: A cough?}"),
    ("facts", "frail: {label: frail, kind: flag, derived: yes}"),
    ("facts", "needs_help: {label: needs help, kind: flag, derived: yes}"),
    ("facts", 'pain: {label: pain, kind: quantity, unit: "{score}", plausible: [0, 10], question: How bad?}'),
    ("facts", "effort: {label: effort, kind: ordered, options: {light: l, hard: h}, question: How hard?}"),
    ("settings", "pain_limit: {label: pain limit, default: 5, bounds: [4, 6], evidence: [" + HABIT + "]}"),
    ("sources", "house: {citation: The house}"),
    ("sources", "getp12: {citation: A book, year: 2025}"),
]  # fmt: skip


def _rule(name: str, when: str, outcome: str) -> str:
    return f"""
  - id: {name}
    summary: A rule
    when: {when}
    then: [{outcome}]
    says: {{patient: So it is., clinician: So it is.}}
    evidence: [{{source: getp12, at: p. 1, status: recall}}]
"""


RULES = [
    _rule("frail-rule", "cough or pain > setting.pain_limit", "{derive: frail}"),
    _rule("help-rule", "frail and effort = hard", "{derive: needs_help}"),
    _rule("stop-rule", "needs_help", "{act: hold, do: Stop.}"),
    _rule("a-first-rule", "not needs_help", "{act: clearance, do: Ask.}"),
    _rule("watch-rule", "pain > 0", "{monitor: The pain.}"),
]
WORLDS = [
    {"cough": Known(1), "effort": Known(1)},
    {"cough": Known(0), "pain": Known(5_000_000), "effort": Known(1)},
    {"cough": Known(0), "pain": Known(6_000_000), "effort": Known(0)},
    {"pain": Known(6_000_000)},
    {},
]
HOLDS = {"frail-rule": True, "help-rule": True, "stop-rule": True, "a-first-rule": False, "watch-rule": None}


def load(files: dict[str, str], clinic: str = "") -> Rulebook:
    """Write the files into an empty folder, in this order, and read it."""
    with TemporaryDirectory() as name:
        folder = Path(name, "rules")
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        own = Path(name, "clinic.yaml")
        own.write_text(clinic, encoding="utf-8")
        return load_rulebook(folder, own if clinic else None, cache=False)


def sections(entries: list[tuple[str, str]]) -> str:
    """Return the text of a file with these entries; a section stands where its first entry does."""
    by_section: dict[str, list[str]] = defaultdict(list)
    for section, entry in entries:
        by_section[section].append(f"  {entry}\n")
    return "".join(f"{section}:\n{''.join(found)}" for section, found in by_section.items())


def topic(rules: list[str]) -> str:
    return "topic: A topic\nrules:" + "".join(rules)


def verdicts(rulebook: Rulebook) -> list[Verdicts]:
    rules = rulebook.scoped("patient")
    with closing(Matcher(rules, rulebook.facts)) as matcher:
        return [infer(rules, matcher, world) for world in WORLDS]


BASE = load({"all.yaml": sections(ENTRIES), "topic.yaml": topic(RULES)})


def test_the_rules_come_out_as_expected() -> None:
    assert verdicts(BASE)[0].rules == HOLDS
    assert verdicts(BASE)[0].derived == {"frail": 1, "needs_help": 1}


@settings(max_examples=40)
@given(st.permutations(ENTRIES), st.permutations(RULES), st.integers(1, 4), st.integers())
def test_entries_in_other_files_and_another_order_are_the_same_rulebook(
    entries: list[tuple[str, str]], rules: list[str], count: int, seed: int
) -> None:
    names = ["z.yaml", "a.yaml", "deep/down/m.yaml", "topic.yaml"][:count]
    spread: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in entries:
        spread[Random(f"{seed}{entry}").choice(names)].append(entry)  # noqa: S311 - no secret
    texts = {name: sections(found) for name, found in spread.items()}
    texts["topic.yaml"] = topic(rules) + texts.get("topic.yaml", "")
    rulebook = load(texts)
    assert rulebook.digest == BASE.digest
    assert list(rulebook.rules) == list(BASE.rules)
    assert verdicts(rulebook) == verdicts(BASE)


@settings(max_examples=20)
@given(st.permutations(RULES), st.integers(1, len(RULES) - 1))
def test_rules_split_over_two_topics_give_the_same_verdicts(rules: list[str], cut: int) -> None:
    rulebook = load({"z.yaml": topic(rules[:cut]), "b.yaml": topic(rules[cut:]), "m.yaml": sections(ENTRIES)})
    assert verdicts(rulebook) == verdicts(BASE)


def test_comments_and_layout_are_no_content() -> None:
    entries = sections(ENTRIES).replace("kind: flag", "kind:   flag").replace("facts:", "# Facts\n\nfacts:")
    rules = topic(RULES).replace("when: needs_help", "when:\n      needs_help  # of somebody")
    assert load({"all.yaml": entries, "topic.yaml": rules}).digest == BASE.digest


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pain > 0", "pain >= 1"),
        ("do: Stop.", "do: Stop now."),
        ("act: hold", "act: same_day"),
        ("status: recall", "status: verified"),
        ("default: 5", "default: 6"),
        ("plausible: [0, 10]", "plausible: [0, 9]"),
        ("options: {light: l, hard: h}", "options: {hard: h, light: l}"),
        ("year: 2025", "year: 2024"),
        ("topic: A topic", "topic: Another topic"),
    ],
)
def test_every_change_of_content_changes_the_digest(before: str, after: str) -> None:
    entries, rules = sections(ENTRIES), topic(RULES)
    assert before in entries + rules
    changed = {"all.yaml": entries.replace(before, after), "topic.yaml": rules.replace(before, after)}
    assert load(changed).digest != BASE.digest


def test_a_setting_of_the_clinic_is_part_of_the_digest_and_of_the_verdicts() -> None:
    files = {"all.yaml": sections(ENTRIES), "topic.yaml": topic(RULES)}
    lower = load(files, clinic="pain_limit: 4")
    assert lower.digest != BASE.digest
    assert [found.derived.get("frail") for found in verdicts(BASE)] == [1, 0, 1, 1, None]
    assert [found.derived.get("frail") for found in verdicts(lower)] == [1, 1, 1, 1, None]
