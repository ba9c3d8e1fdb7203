"""What if a fact were otherwise: the patient file, edited so that it states new values and else the same.

The edited file is a document like any other, and what it says is for the one reader to judge.
"""

from __future__ import annotations

from collections import abc

from therex.errors import InputError, Place
from therex.facts.document import Mapping, Node, Scalar, Sequence, parse_document
from therex.facts.known import Known
from therex.facts.patient_file import HEADER, PatientFileEntry
from therex.facts.validate import validated
from therex.facts.values import read_value
from therex.facts.vocabulary import Definition

_UNKNOWN = "unknown"


def changed_file(document: Node, values: abc.Mapping[str, str], known: Known) -> Mapping:
    """Return a patient file as a document in which each named fact states its new value.

    See :func:`changed`; ``patient_from`` reads the document.

    Raises:
        InputError: the file cannot be used, or a value cannot be written into it.

    """
    validated(PatientFileEntry, document)
    assert isinstance(document, Mapping)  # noqa: S101 - validated
    return changed(document, values, known)


def changed(document: Mapping, values: abc.Mapping[str, str], known: Known) -> Mapping:
    """Return a copy of a patient file in which each named fact states its new value, and nothing else does.

    Args:
        document: a patient file that can be read.
        values: by the names of facts, values as a patient file writes them, such as ``150 mm[Hg]``,
            ``yes`` or ``{value: 72 kg, on: 2026-11-20}``; ``unknown`` takes every statement away.
        known: what a patient file may name.

    Raises:
        InputError: the value is not written as in a patient file, or what the file says of a list as a
            whole would have to change with it. All else that is wrong is found when the copy is read.

    """
    edited = _copied(document)
    for name, text in values.items():
        _state(edited, name, _value(name, text), known)
    return edited


def _state(document: Mapping, name: str, value: Node, known: Known) -> None:
    """Put the value where this fact is stated, and take its other statements away."""
    definition = known.facts.get(name)
    screens = _section(document, "screens")
    if definition and name in HEADER:
        _drop(document, "facts", name)
        section, key = HEADER[name]
        if _is_unknown(value):
            _drop(document, section, key)
        else:
            _put(document, section, key, value)
    elif definition and definition.closed_list:
        _list(document, definition, value)
    elif (
        definition
        and definition.screen in screens.entries
        and name in known.screens.get(definition.screen, ())
        and not _is_unknown(value)
    ):
        _drop(document, "facts", name)
        answer = screens.entries[definition.screen]
        yes = read_value(definition, value).value is True
        _put(document, "screens", definition.screen, _with(answer, name, value.place, listed=yes))
    else:
        _put(document, "facts", name, value)


def _list(document: Mapping, definition: Definition, value: Node) -> None:
    """Put a fact on its list or take it off: a list answers for all its facts, or for none."""
    which = str(definition.closed_list)
    yes = read_value(definition, value).value
    if yes is None:
        wrong = f'"{definition.name}" cannot be unknown alone: `{which}:` answers for all that it may hold'
        raise InputError(wrong, value.place, "yes or no")
    answer = document.entries.get(which)
    if not isinstance(answer, Sequence):
        wrong = f'"{definition.name}" cannot be answered alone: the file has no `{which}:`'
        raise InputError(wrong, value.place, f"`{which}:` in the file, [] for none")
    document.entries[which] = _with(answer, definition.name, value.place, listed=yes is True)


def _with(answer: Node, name: str, place: Place, *, listed: bool) -> Sequence:
    """Return a list with `name` or without it. What is no list, such as the word none, holds nothing."""
    items = answer.items if isinstance(answer, Sequence) else []
    others = [item for item in items if not (isinstance(item, Scalar) and item.text == name)]
    if listed:
        others.append(Scalar(name, True, place))  # noqa: FBT003 - as it would stand in a file
    return Sequence(others, answer.place)


def _value(name: str, text: str) -> Node:
    """Return a value as the tree that a file would give; its place says which change it stands in."""
    source = f"the change of {name}"
    if not text.strip():
        return Scalar("", True, Place(source))  # noqa: FBT003 - as an empty value in a file
    return parse_document(text, source)


def _is_unknown(value: Node) -> bool:
    return isinstance(value, Scalar) and value.text.strip() == _UNKNOWN


def _section(document: Mapping, name: str) -> Mapping:
    section = document.entries.get(name)
    return section if isinstance(section, Mapping) else Mapping({}, {}, document.place)


def _put(document: Mapping, section: str, name: str, value: Node) -> None:
    entries = _section(document, section)
    entries.keys.setdefault(name, value.place)
    entries.entries[name] = value
    document.keys.setdefault(section, value.place)
    document.entries[section] = entries


def _drop(document: Mapping, section: str, name: str) -> None:
    _section(document, section).entries.pop(name, None)


def _copied(document: Mapping) -> Mapping:
    """Return a copy of which the sections may be edited; the parts below are never edited in place."""
    sections = {
        name: Mapping(dict(node.entries), dict(node.keys), node.place) if isinstance(node, Mapping) else node
        for name, node in document.entries.items()
    }
    return Mapping(sections, dict(document.keys), document.place)
