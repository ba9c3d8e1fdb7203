"""Order never matters: the same facts and rules in any order give the same decision, byte for byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.patients import EXAMPLES, RULES, decision, example
from therex.inference.session import Session
from therex.plan.decision import Decision
from therex.rulebook.files import SECTIONS, rule_files
from therex.rulebook.load import load_rulebook

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
LOG = """
log:
  - exercise: tandem-stance
    sessions: [{date: 2026-11-18, hold_seconds: 10, observed: yes}, {date: 2026-11-14, hold_seconds: 10}]
  - exercise: double-calf-raise
    sessions: [{date: 2026-11-18, sets: 2, reps: [12, 12], pain_during: 7}]
"""
#: A start of an entry: a rule of a topic, or a name two spaces in.
_ENTRY = re.compile(r"^(?=  (?:- id: |[A-Za-z0-9_.-]+:))", re.MULTILINE)
_SECTION = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def with_log(name: str) -> str:
    return example(name) + (LOG if name == "falls_after_two_falls" else "")


def shuffled(value: Any, chance: Random) -> Any:  # noqa: ANN401 - a tree as YAML has it
    """Return a patient file with the keys of every mapping in another order."""
    if isinstance(value, list):
        return [shuffled(item, chance) for item in value]
    if not isinstance(value, dict):
        return value
    keys = chance.sample(list(value), len(value))
    return {key: shuffled(value[key], chance) for key in keys}


def written(value: Any) -> str:  # noqa: ANN401 - a tree as YAML has it
    """Return flow-style YAML: `no` stays plain, everything else is quoted."""
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    plain = re.fullmatch(r"yes|no|none|unknown|-?[0-9.]+", value)
    return value if plain else f'"{value}"'


def without_places(found: Decision) -> str:
    facts = tuple(fact.model_copy(update={"place": ""}) for fact in found.facts)
    return found.model_copy(update={"facts": facts}).model_dump_json()


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_a_patient_file_changes_nothing_but_its_lines(name: str) -> None:
    text = with_log(name)
    wanted = decision(text)
    tree = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - all stays text
    for seed in range(4):
        other = shuffled(tree, Random(seed))  # noqa: S311 - no secret
        assert list(other) != list(tree)
        found = decision("\n".join(f"{key}: {written(item)}" for key, item in other.items()))
        assert without_places(found) == without_places(wanted)
        assert found.id == wanted.id


def test_the_order_of_the_lists_changes_only_where_things_stand() -> None:
    text = with_log("falls_after_two_falls")
    moved = example("falls_after_two_falls", ("[falls_risk, hypertension]", "[hypertension, falls_risk]"))
    other = decision(moved + LOG)
    assert other.id == decision(text).id
    assert other.exercises == decision(text).exercises
    assert other.firings == decision(text).firings


def _mixed(text: str, chance: Random) -> str:
    """Return a rule file with its sections, and the entries of each, in another order."""
    start, *sections = _SECTION.split(text)
    mixed = []
    for section in sections:
        if section.partition(":")[0] in {*SECTIONS, "rules"}:
            head, *entries = _ENTRY.split(section if section.endswith("\n") else f"{section}\n")
            mixed.append(head + "".join(chance.sample(entries, len(entries))))
        else:
            mixed.append(section if section.endswith("\n") else f"{section}\n")
    return start + "".join(chance.sample(mixed, len(mixed)))


@pytest.fixture(scope="module", name="other_order")
def _other_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the rules: entries shuffled, and files without a topic renamed backwards."""
    folder = tmp_path_factory.mktemp("rules")
    chance = Random(7)  # noqa: S311 - no secret
    paths = rule_files(RULES)
    for place, path in enumerate(paths):
        text = path.read_text(encoding="utf-8")
        topic = re.search(r"^topic:", text, re.MULTILINE)
        target = folder / (path.relative_to(RULES) if topic else f"{len(paths) - place:03}.yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_mixed(text, chance), encoding="utf-8")
    return folder


def test_rules_files_and_entries_in_another_order_give_the_same_bytes(other_order: Path) -> None:
    first = (RULES / "precautions/blood_pressure.yaml").read_text(encoding="utf-8")
    assert (other_order / "precautions/blood_pressure.yaml").read_text(encoding="utf-8") != first
    with Session(load_rulebook(other_order, cache=False)) as session:
        for name in NAMES:
            text = with_log(name)
            assert decision(text, session).model_dump_json() == decision(text).model_dump_json()


def test_another_rule_gives_another_digest_and_another_identity(tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    path = tmp_path / "rules/precautions/blood_pressure.yaml"
    text = path.read_text(encoding="utf-8")
    assert "diastolic_bp >= 110 mm[Hg]" in text
    path.write_text(
        text.replace("diastolic_bp >= 110 mm[Hg]", "diastolic_bp >= 111 mm[Hg]"), encoding="utf-8"
    )
    with Session(load_rulebook(tmp_path / "rules", cache=False)) as session:
        other = decision(with_log(NAMES[0]), session)
    assert other.rulebook != decision(with_log(NAMES[0])).rulebook
    assert other.id != decision(with_log(NAMES[0])).id
