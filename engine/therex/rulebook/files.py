"""The files of a rulebook, taken apart into named entries; their order never matters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from therex.errors import InputError, Place, TherexError, nearest
from therex.facts.document import Mapping, Node, plain, read_document

#: Sections that any file of a rulebook may hold, each a mapping of ids to entries.
SECTIONS = (
    "facts", "attributes", "purposes", "dose", "limits", "equipment",
    "settings", "sources", "calculations", "norms", "exercises", "manual_techniques", "edition",
    "poses", "props", "figures",
)  # fmt: skip
TOPIC_KEYS = {"topic", "about", "scope", "applies_when", "rules"}
#: What stands beside the rules and decides nothing: the evidence, statement by statement.
COVERAGE = "coverage.yaml"


class RulebookError(TherexError):
    """A rulebook that cannot be used; `problems` holds every error found."""

    def __init__(self, problems: list[InputError]) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more: run `therex check`)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")


class Problems:
    """Collects errors, so that an author sees all of them at once."""

    def __init__(self) -> None:
        self.found: list[InputError] = []

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Keep an error of the block, and go on after it."""
        try:
            yield
        except InputError as error:
            self.found.append(error)

    def raise_if_any(self) -> None:
        """Raise what was collected.

        Raises:
            RulebookError: when there is anything.

        """
        if self.found:
            raise RulebookError(sorted(self.found, key=lambda error: (error.place or Place(""), str(error))))


@dataclass
class RawRulebook:
    """Entries by section and id, topics by id, and where each id stands."""

    sections: dict[str, dict[str, Node]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    topics: dict[str, Mapping] = field(default_factory=dict)

    def digest(self, chosen: dict[str, Decimal]) -> str:
        """Return the SHA-256 of the content: independent of files, order, comments and layout."""
        content = {name: {key: _entry_content(node) for key, node in entries.items()} for name, entries in
                   self.sections.items()}  # fmt: skip
        topics = {key: _topic_content(node) for key, node in self.topics.items()}
        whole = {"sections": content, "topics": topics, "clinic": chosen}
        return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()


def rule_files(folder: Path, *, cases: bool = False) -> list[Path]:
    """Return the YAML files of a rulebook, or those of its cases."""
    paths = (path for path in folder.rglob("*.yaml") if path != folder / COVERAGE)
    return sorted(path for path in paths if path.name.endswith(".cases.yaml") == cases)


def read_raw(folder: Path, problems: Problems) -> RawRulebook:
    """Read every file below `folder`, collecting what is wrong in `problems`."""
    raw = RawRulebook()
    files = rule_files(folder)
    if not files:
        raise InputError("no rules here", Place(str(folder)), "a folder with YAML files of rules")
    for path in files:
        with problems.collect():
            _add_file(raw, path, folder, problems)
    for path in sorted(folder.rglob("*.yml")):
        problems.found.append(
            InputError("this file would not be read", Place(str(path)), "a name ending in .yaml")
        )
    return raw


def _add_file(raw: RawRulebook, path: Path, folder: Path, problems: Problems) -> None:
    document = read_document(path)
    if not isinstance(document, Mapping):
        raise InputError("not a mapping of sections", document.place, f"one of {', '.join(SECTIONS)}")
    if "topic" in document.entries:
        raw.topics[path.relative_to(folder).with_suffix("").as_posix()] = Mapping(
            {key: node for key, node in document.entries.items() if key in TOPIC_KEYS},
            document.keys,
            document.place,
        )
    for section, node in document.entries.items():
        if section in SECTIONS:
            with problems.collect():
                _add_section(raw, section, node, problems)
        elif section in TOPIC_KEYS and "topic" not in document.entries:
            wrong = f'"{section}" without a topic'
            problems.found.append(InputError(wrong, document.keys[section], "`topic:` with a title above it"))
        elif section not in TOPIC_KEYS:
            hint = nearest(section, (*SECTIONS, *TOPIC_KEYS)) or f"one of {', '.join(SECTIONS)} or a topic"
            problems.found.append(InputError(f'unknown section "{section}"', document.keys[section], hint))


def _add_section(raw: RawRulebook, section: str, node: Node, problems: Problems) -> None:
    if not isinstance(node, Mapping):
        raise InputError(f'"{section}" is not a mapping', node.place, "ids with their entries")
    for key, entry in node.entries.items():
        place = node.keys[key]
        if key in raw.sections[section]:
            first = raw.places[section, key]
            problems.found.append(
                InputError(f'"{key}" is defined twice in {section}', place, f"it once (first at {first})")
            )
            continue
        raw.sections[section][key] = entry
        raw.places[section, key] = place


def _entry_content(node: Node) -> object:
    content = plain(node)
    if isinstance(content, dict) and isinstance(content.get("options"), dict):
        content["options"] = list(content["options"].items())  # their order is their meaning
    return content


def _topic_content(topic: Mapping) -> object:
    content = plain(topic)
    rules = content.get("rules")
    if isinstance(rules, list):
        content["rules"] = sorted(rules, key=lambda rule: json.dumps(rule, sort_keys=True, default=str))
    return content
