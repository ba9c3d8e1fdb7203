"""YAML and JSON files as trees that remember where each part stands.

Only the plain core of YAML is read: anchors, aliases, tags and several documents are refused, and
so is a key given twice. Scalars stay text; what they mean is decided by who reads them, so that
``no`` is never a surprise and 38.0 keeps its digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from therex.errors import InputError, Place

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?\Z")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, still text. `plain` is false when it was quoted."""

    text: str
    plain: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; each key with its place."""

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    place: Place


Node = Scalar | Mapping | Sequence


def read_document(path: Path, *, max_bytes: int = MAX_BYTES) -> Node:
    """Read a YAML (or, by its suffix, JSON) file.

    Raises:
        InputError: the file is missing, too large, not text, not YAML, or uses what is refused.

    """
    name = str(path)
    return parse_document(_read_text(path, name, max_bytes), name)


def parse_document(text: str, name: str) -> Node:
    """Parse the text of a YAML document, or of a JSON one when `name` ends in ``.json``."""
    if name.endswith(".json"):
        text = _checked_json(text, name)
    try:
        return _Builder(name).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise InputError(f"not YAML: {error.problem}", place, "a YAML mapping of names to values") from None
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0]
        raise InputError(f"not YAML: {problem}", Place(name), "a text file in UTF-8") from None


def plain(node: Node) -> Any:  # noqa: ANN401 - a tree of dict, list, str, Decimal and None
    """Return the node as plain Python: unquoted numbers become Decimal, empty becomes None."""
    match node:
        case Mapping():
            return {key: plain(value) for key, value in node.entries.items()}
        case Sequence():
            return [plain(item) for item in node.items]
        case Scalar(text, is_plain):
            if not is_plain:
                return text
            if text in {"", "~", "null"}:
                return None
            return Decimal(text) if _NUMBER.match(text) else text


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """Return the deepest node on `path` that exists: where an error about `path` is shown."""
    for step in path:
        if isinstance(node, Mapping) and str(step) in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def _read_text(path: Path, name: str, max_bytes: int) -> str:
    try:
        if path.is_dir():
            raise InputError("this is a folder", Place(name), "a YAML or JSON file")
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"cannot be read: {reason}", Place(name), "a YAML or JSON file") from None
    if len(data) > max_bytes:
        raise InputError("the file is too large", Place(name), f"at most {max_bytes // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise InputError("not text in UTF-8", Place(name, line, column), "a text file in UTF-8") from None
    if not text.strip():
        raise InputError("the file is empty", Place(name), "a YAML or JSON file with content")
    return text


def _checked_json(text: str, name: str) -> str:
    """Check JSON strictly, then hand it on as YAML; a tab can only be white space there."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, error.colno)
        raise InputError(f"not JSON: {error.msg.lower()}", place, "JSON") from None
    except (RecursionError, ValueError):
        raise InputError("not JSON that can be read", Place(name), "JSON of ordinary depth") from None
    return text.replace("\t", " ")


class _Builder:
    """Turns the parser's flat stream of events into a tree, without recursion."""

    def __init__(self, name: str) -> None:
        self.name = name

    def build(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        open_nodes: list[tuple[Mapping | Sequence, Scalar | None]] = []
        for event in events:
            if isinstance(event, yaml.AliasEvent):
                raise self._refused("an alias (*)", event)
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refused("a second document (---)", event)
            if isinstance(event, yaml.CollectionEndEvent):
                node: Node = open_nodes.pop()[0]
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event)
                if not isinstance(node, Scalar):
                    if len(open_nodes) >= MAX_DEPTH:
                        raise InputError("nested too deeply", node.place, f"at most {MAX_DEPTH} levels")
                    open_nodes.append((node, None))
                    continue
            else:
                continue
            if open_nodes:
                open_nodes[-1] = self._attach(*open_nodes[-1], node)
            else:
                root = node
        if root is None:
            raise InputError("the file is empty", Place(self.name), "a YAML mapping of names to values")
        return root

    def _node(self, event: Any) -> Node:  # noqa: ANN401 - the parser's events are untyped
        if event.anchor:
            raise self._refused("an anchor (&)", event)
        if event.tag and event.tag != "!":
            raise self._refused(f"a tag ({event.tag})", event)
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style, place)
        return Mapping({}, {}, place) if isinstance(event, yaml.MappingStartEvent) else Sequence([], place)

    def _attach(
        self, parent: Mapping | Sequence, key: Scalar | None, node: Node
    ) -> tuple[Mapping | Sequence, Scalar | None]:
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return parent, None
        if key is None:
            if not isinstance(node, Scalar):
                raise InputError("a key that is not a word", node.place, "a name")
            if node.text in parent.entries:
                first = parent.keys[node.text]
                raise InputError(
                    f'"{node.text}" is given twice', node.place, f"it once (first in line {first.line})"
                )
            return parent, node
        parent.entries[key.text] = node
        parent.keys[key.text] = key.place
        return parent, None

    def _refused(self, what: str, event: Any) -> InputError:  # noqa: ANN401 - as above
        return InputError(f"{what} is not allowed here", self._place(event), "plain YAML")

    def _place(self, event: Any) -> Place:  # noqa: ANN401 - as above
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
