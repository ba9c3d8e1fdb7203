"""What the evidence says, statement by statement, and the rules that carry it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from therex.errors import InputError, Place
from therex.facts.document import Node, find, read_document
from therex.facts.validate import Entry, Text, validated
from therex.rulebook.files import COVERAGE
from therex.rulebook.terms import Status

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _StatementEntry(Entry):
    id: _Id
    says: Text
    status: Status
    rules: list[str] = Field(default_factory=list)
    left_out: Text = ""


class _SectionEntry(Entry):
    id: _Id
    title: Text
    statements: list[_StatementEntry] = Field(min_length=1)


class _CoverageEntry(Entry):
    sections: list[_SectionEntry] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the evidence says, with the rules that carry it out, or why none does."""

    id: str
    says: str
    status: Status
    rules: tuple[str, ...]
    left_out: str
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """Statements on one matter."""

    id: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All statements, section by section."""

    sections: tuple[Section, ...]
    place: Place

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the file."""
        return tuple(statement for section in self.sections for statement in section.statements)

    def by_rule(self) -> dict[str, list[Statement]]:
        """Return for each rule that is named the statements that name it."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for rule in statement.rules:
                found.setdefault(rule, []).append(statement)
        return found


def read_coverage(folder: Path) -> Coverage | None:
    """Return what the evidence says of the rules in `folder`; None for a rulebook that does not tell.

    Raises:
        InputError: the file is wrong.

    """
    path = folder / COVERAGE
    if not path.is_file():
        return None
    document = read_document(path)
    entry = validated(_CoverageEntry, document)
    sections = tuple(
        Section(one.id, one.title, tuple(_statements(one, find(document, ("sections", number)))))
        for number, one in enumerate(entry.sections)
    )
    coverage = Coverage(sections, document.place)
    _refuse_doubles(coverage)
    return coverage


def _statements(section: _SectionEntry, node: Node) -> Iterator[Statement]:
    for number, one in enumerate(section.statements):
        place = find(node, ("statements", number)).place
        yield Statement(one.id, one.says, one.status, tuple(one.rules), one.left_out, place)


def _refuse_doubles(coverage: Coverage) -> None:
    first: dict[str, Place] = {}
    for statement in coverage.statements:
        if (before := first.setdefault(statement.id, statement.place)) is not statement.place:
            wrong = f'statement "{statement.id}" stands twice'
            raise InputError(wrong, statement.place, f"it once (first at {before})")
