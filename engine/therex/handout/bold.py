"""Which signs of a page are printed bold, told from its markup and style sheets.

A bold font needs no other signs, and of a script with thousands of them that spares half of the page's bytes.
The style sheets here are our own, so that their selectors are read as far as we use them: names of elements
and classes, one inside the other. What is read as bold may be more than what is, never less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IS_BOLD = re.compile(r"\bfont(?:-weight)?:[^;]*\b(?:bold|bolder|[6-9]00)\b")
_PSEUDO = re.compile(r"::?[a-z-]+(?:\([^()]*\))?|\[[^\]]*\]")
_COMPOUND = re.compile(r"[^\s>+~]+")
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:[^<>\"]|\"[^\"]*\")*?)(/?)>|([^<]+)|<")
_CLASS = re.compile(r'\bclass="([^"]*)"')
_BY_NATURE = "h1, h2, h3, h4, h5, h6, b, strong, th { font-weight: bold }"
#: Deeper than any element stands.
_NOWHERE = 1_000_000
_VOID = frozenset({"meta", "br", "link", "img", "hr", "input", "wbr", "col"})


@dataclass(frozen=True, slots=True)
class _Element:
    """The name of an element and its classes; in a selector, an empty name is any."""

    name: str
    classes: frozenset[str]

    def fits(self, element: _Element) -> bool:
        return self.name in {"", element.name} and self.classes <= element.classes


_Selector = tuple[_Element, ...]


def bold_signs(html: str, style: str) -> frozenset[str]:
    """Return the signs of a page's bold texts; those that its style sheet may put there are among them."""
    likely = _Likely(_bold_selectors(style))
    found = set(style)
    path: list[_Element] = []
    bold_from = _NOWHERE  # how deep the outermost open bold element is
    for closing, name, attributes, closed, text in _TOKEN.findall(html):
        if text:
            if bold_from < len(path):
                found.update(unescape(text))
        elif not name or closed or name in _VOID:
            continue
        elif closing:
            path.pop()
            bold_from = bold_from if bold_from < len(path) else _NOWHERE
        else:
            element, selectors = likely[name, attributes]
            path.append(element)
            if bold_from == _NOWHERE and any(_selects(selector, path) for selector in selectors):
                bold_from = len(path) - 1
    return frozenset(found)


class _Likely(dict[tuple[str, str], tuple[_Element, list[_Selector]]]):
    """By name and attributes: the element, and the selectors that end in it."""

    def __init__(self, selectors: tuple[_Selector, ...]) -> None:
        super().__init__()
        self._selectors = selectors

    def __missing__(self, kind: tuple[str, str]) -> tuple[_Element, list[_Selector]]:
        element = _element(*kind)
        self[kind] = (element, [selector for selector in self._selectors if selector[-1].fits(element)])
        return self[kind]


def _element(name: str, attributes: str) -> _Element:
    classes = _CLASS.search(attributes)
    return _Element(name, frozenset(classes[1].split()) if classes else frozenset())


def _selects(selector: _Selector, path: list[_Element]) -> bool:
    """Say whether a selector may mean the last element of a path, which fits its end: the rest is above."""
    return all(any(one.fits(element) for element in path) for one in selector[:-1])


@cache
def _bold_selectors(style: str) -> tuple[_Selector, ...]:
    return tuple(dict.fromkeys(_each_selector(f"{_BY_NATURE}\n{style}")))


def _each_selector(style: str) -> Iterator[_Selector]:
    for selectors, body in _RULE.findall(_COMMENT.sub("", style)):
        if not _IS_BOLD.search(body):
            continue
        for selector in _PSEUDO.sub("", selectors).split(","):
            compounds = [_compound(one) for one in _COMPOUND.findall(selector)]
            if compounds:
                yield tuple(compounds)


def _compound(text: str) -> _Element:
    name, *classes = text.split(".")
    return _Element(name.strip("*"), frozenset(classes))
