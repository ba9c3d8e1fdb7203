"""YAML and JSON files as trees that remember where each part stands.

Only the plain core of YAML is read: anchors, aliases, tags and several documents are refused, and
so is a key given twice. Scalars stay text; what they mean is decided by who reads them, so that
``no`` is never a surprise and 38.0 keeps its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from therex.errors import InputError, Place, short
from therex.facts.text import check_signs, json_as_yaml, place_in, read_bytes, syntax_error, text_of

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NAME = 100
MAX_TEXT = 5_000
_IN_FULL = "the value written out, in quotes if it starts with * or &"
#: How a file writes nothing, and a number.
EMPTY = {"", "~", "null"}
NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?\Z")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, still text. `plain` is false when it was quoted; `source` is how it stands in the file."""

    text: str
    plain: bool
    place: Place
    source: str = ""

    def place_of(self, offset: int) -> Place:
        """Return where the sign at `offset` of the text stands in the file, past quotes and folded lines."""
        before = sum(not sign.isspace() for sign in self.text[:offset])
        start = self.source.find("\n") if self.source[:1] in set("|>") else int(self.source[:1] in set("'\""))
        signs = [at for at, sign in enumerate(self.source) if at >= start and not sign.isspace()]
        ended = not self.text[offset:].strip()
        at = signs[before - 1] + 1 if ended and before else signs[before]
        return place_in(self.source, at, self.place)


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
    return document_of(read_bytes(path, max_bytes), str(path))


def document_of(data: bytes, name: str) -> Node:
    """Read what a file called `name` holds.

    Raises:
        InputError: it is not text, not YAML, or uses what is refused.

    """
    return parse_document(text_of(data, name), name)


def parse_document(text: str, name: str) -> Node:
    """Parse the text of a YAML document, or of a JSON one when `name` ends in ``.json``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    check_signs(text, lambda offset: place_in(text, offset, Place(name)))
    if name.endswith(".json"):
        text = json_as_yaml(text, name)
    try:
        return _Builder(text, name).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise syntax_error(error, text, name) from None


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
            if text in EMPTY:
                return None
            return Decimal(text) if NUMBER.match(text) else text


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """Return the deepest node on `path` that exists: where an error about `path` is shown."""
    for step in path:
        if isinstance(node, Mapping) and str(step) in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


class _Builder:
    """Turns the parser's flat stream of events into a tree, without recursion."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name

    def build(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        open_nodes: list[tuple[Mapping | Sequence, Scalar | None]] = []
        for event in events:
            if isinstance(event, yaml.AliasEvent):
                raise self._refused("an alias (*)", event, _IN_FULL)
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refused("a second document (---)", event, "one document a file")
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
            raise self._refused("an anchor (&)", event, _IN_FULL)
        if event.tag and event.tag != "!":
            raise self._refused(f"a tag ({short(event.tag)})", event, "the plain value")
        place = self._place(event)
        span = slice(event.start_mark.index, event.end_mark.index)
        if isinstance(event, yaml.ScalarEvent):
            check_signs(event.value, lambda _: place)
            if len(event.value) > MAX_TEXT:
                wrong = f'a text of {len(event.value)} letters, "{short(event.value)}"'
                raise InputError(wrong, place, f"at most {MAX_TEXT}")
            return Scalar(event.value, not event.style, place, self.text[span])
        return Mapping({}, {}, place) if isinstance(event, yaml.MappingStartEvent) else Sequence([], place)

    def _attach(
        self, parent: Mapping | Sequence, key: Scalar | None, node: Node
    ) -> tuple[Mapping | Sequence, Scalar | None]:
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return parent, None
        if key is None:
            if not isinstance(node, Scalar):
                raise InputError("a list or mapping where a name belongs", node.place, "a name")
            if len(node.text) > MAX_NAME:
                wrong = f'a name of {len(node.text)} letters, "{short(node.text)}"'
                raise InputError(wrong, node.place, f"at most {MAX_NAME}")
            if node.text in parent.entries:
                first = parent.keys[node.text]
                raise InputError(
                    f'"{node.text}" is given twice', node.place, f"it once (first in line {first.line})"
                )
            return parent, node
        parent.entries[key.text] = node
        parent.keys[key.text] = key.place
        return parent, None

    def _refused(self, what: str, event: Any, expected: str) -> InputError:  # noqa: ANN401 - as above
        return InputError(f"{what} is not allowed here", self._place(event), expected)

    def _place(self, event: Any) -> Place:  # noqa: ANN401 - as above
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
