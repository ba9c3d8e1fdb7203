"""The parts that reference pages are made of, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from therex.explain.outcomes import AS_WRITTEN
from therex.explain.outline import Point

#: The first line of every page that is made; by it a page of a topic that is gone is known.
MADE = "<!-- Made by `therex docs`: change the rules, not this page. -->"
_SIGNS = re.compile(r"([\\*<`|])")


def page(title: str, *blocks: str) -> str:
    """Return a whole page: its blocks with an empty line between them."""
    return "\n\n".join([MADE, f"# {escaped(title)}", *(block for block in blocks if block)]) + "\n"


def escaped(text: str) -> str:
    """Return text in which no sign is taken for Markdown."""
    return _SIGNS.sub(r"\\\1", text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def bullets(points: Iterable[Point]) -> str:
    """Return points, and those below them, as a list; what each of the first begins with is bold."""
    return "\n".join(line for point in points for line in _first(point))


def _first(point: Point) -> Iterator[str]:
    lead, colon, rest = point.text.partition(": ")
    yield f"- **{escaped(lead)}**{colon}{escaped(rest)}"
    yield from _below(point, "  ")


def _below(point: Point, indent: str) -> Iterator[str]:
    for one in point.points:
        yield f"{indent}- {in_markdown(one.text)}"
        yield from _below(one, indent + "  ")


def in_markdown(text: str) -> str:
    """Return a line of an explanation; a condition of the rule language stands as code."""
    if text.startswith(AS_WRITTEN):
        return f"{AS_WRITTEN}`{text.removeprefix(AS_WRITTEN)}`"
    return escaped(text)


def rule_page(topic: str) -> str:
    """Return the file name of a topic's page."""
    return topic.replace("/", "-").replace("_", "-") + ".md"


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
