"""The structure and the text of a page, without its looks: what golden files keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Elements that get a line of their own, with their text.
_BLOCKS = {"main", "section", "article", "header", "footer", "figure", "table", "ul", "ol", "dl", "tr",
           "h1", "h2", "h3", "h4", "p", "li", "th", "td", "dt", "dd", "figcaption", "title"}  # fmt: skip
_VOID = {"meta", "br", "link", "img", "hr", "input", "path", "circle", "rect"}


@dataclass
class _Outline(HTMLParser):
    lines: list[tuple[int, str, list[str]]] = field(default_factory=list)
    open_: list[str] = field(default_factory=list)
    within: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        self.open_.append(tag)
        if tag in _BLOCKS and "style" not in self.open_:
            named = dict(attrs)
            label = ".".join([tag, *(named.get("class") or "").split()])
            self.lines.append((len(self.within), label, []))
            self.within.append(len(self.lines) - 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in self.open_:
            return
        while self.open_.pop() != tag:
            pass
        if tag in _BLOCKS and self.within:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within and "style" not in self.open_ and data.strip():
            self.lines[self.within[-1]][2].append(data.strip())


def outline(html: str) -> str:
    """Return every block of a page on a line: how deep it stands, what it is, what it says."""
    reader = _Outline()
    reader.feed(html)
    return "".join(
        f"{'  ' * depth}{label} {' '.join(texts)}".rstrip() + "\n" for depth, label, texts in reader.lines
    )
