"""A rendered page as a tree that a checklist can ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Elements that have no end tag.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the page and its source, as ``data-from`` names it."""

    text: str
    source: str


@dataclass(slots=True)
class Element:
    """An element of the page, with its texts and elements in their order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names in its ``class``."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All its text, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            yield child if isinstance(child, str) else child.text

    def walk(self) -> Iterator[Element]:
        """Yield the elements inside it, in the order of the page."""
        left = [self]
        while left:
            element = left.pop()
            if element is not self:
                yield element
            left += [child for child in reversed(element.children) if isinstance(child, Element)]

    def find(self, *tags: str, kind: str = "") -> list[Element]:
        """Return the elements inside it with one of these tags (any when none) and with the class `kind`."""
        return [
            one for one in self.walk() if (not tags or one.tag in tags) and (not kind or kind in one.classes)
        ]

    def said(self) -> list[Said]:
        """Return the texts inside it that name their source."""
        found = (Said(one.text, one.attributes["data-from"]) for one in self.walk() if _is_said(one))
        return [said for said in found if said.text]


def _is_said(element: Element) -> bool:
    """Say whether an element is a text with a source, and holds none itself."""
    inside = any("data-from" in one.attributes for one in element.walk())
    return "data-from" in element.attributes and not inside


def read_page(html: str) -> Element:
    """Return the root of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
