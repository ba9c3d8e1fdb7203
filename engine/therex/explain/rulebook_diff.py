"""Two rulebooks compared: what was added, removed and changed, and how, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from therex.explain.rulebook_fields import SECTIONS, Field, Fields, rule_fields
from therex.rulebook.model import Rulebook

Fate = Literal["new", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that is otherwise: the words before and after, or what a list lost and gained."""

    what: str
    before: str = ""
    after: str = ""
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule or an entry that is new, gone or otherwise."""

    name: str
    title: str
    fate: Fate
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What differs in one topic of rules, or in one section of the rulebook."""

    title: str
    things: tuple[Changed, ...]
    of_rules: bool


def rulebook_diff(before: Rulebook, after: Rulebook) -> tuple[Group, ...]:
    """Return what differs, the rules first, by topic; nothing when both say the same."""
    groups = [*_rules(before, after), *_entries(before, after)]
    return tuple(group for group in groups if group.things)


def _rules(before: Rulebook, after: Rulebook) -> Iterator[Group]:
    old = {name: rule_fields(rule, before) for name, rule in before.rules.items()}
    new = {name: rule_fields(rule, after) for name, rule in after.rules.items()}
    changes = list(_changes(old, new))
    topic_of = {name: rule.topic for book in (before, after) for name, rule in book.rules.items()}
    for topic in sorted({topic_of[change.name] for change in changes}):
        book = after if topic in after.topics else before
        found = tuple(change for change in changes if topic_of[change.name] == topic)
        yield Group(f"{book.topics[topic].title} ({topic})", found, of_rules=True)


def _entries(before: Rulebook, after: Rulebook) -> Iterator[Group]:
    for section in SECTIONS:
        yield Group(section.title, tuple(_changes(section.read(before), section.read(after))), of_rules=False)


def _changes(old: Mapping[str, Fields], new: Mapping[str, Fields]) -> Iterator[Changed]:
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if was == now:
            continue
        fate: Fate = "changed" if was and now else ("gone" if was else "new")
        edits = tuple(_edits(was.fields if was else {}, now.fields if now else {}))
        yield Changed(name, (now or was or Fields("", {})).title, fate, edits)


def _edits(old: Mapping[str, Field], new: Mapping[str, Field]) -> Iterator[Edit]:
    for what in [*old, *(name for name in new if name not in old)]:
        was, now = old.get(what), new.get(what)
        if was != now:
            yield _edit(what, was or Field(""), now or Field(""))


def _edit(what: str, was: Field, now: Field) -> Edit:
    if not (isinstance(was.words, tuple) or isinstance(now.words, tuple)):
        return Edit(what, was.words, now.words)
    lost = tuple(one for one in was.members if one not in now.members)
    gained = tuple(one for one in now.members if one not in was.members)
    if lost or gained:
        return Edit(what, lost=lost, gained=gained)
    return Edit(f"{what}, in another order", ", ".join(was.members), ", ".join(now.members))
