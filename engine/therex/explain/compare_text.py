"""A comparison of two decisions as lines for the terminal, both plans side by side."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from therex.explain.compare import Comparison, Line, Part

_WIDTH = 56
#: Of these parts every line is shown: they are the plan. Of the others only what differs.
WHOLE = frozenset({"action", "exercises"})


def comparison_lines(comparison: Comparison, titles: tuple[str, str]) -> Iterator[str]:
    """Yield both plans side by side, then what differs around them, then the rules that turned."""
    yield _row("", *titles)
    for part in comparison.parts:
        shown = part.lines if part.name in WHOLE else part.changes
        if shown:
            yield from ("", f"{part.title}{_rest(part, len(shown))}")
            for line in shown:
                yield from _rows(line)
    yield from ("", f"rules that turned: {len(comparison.turned)}")
    for turned in comparison.turned:
        yield f"  {turned.rule}: {turned.before} -> {turned.after}: {turned.summary}"
        for point in turned.does:
            yield f"    {point.text}"
    if comparison.elsewhere:
        yield from ("", f"the records differ also in details of: {', '.join(comparison.elsewhere)}")


def _rest(part: Part, shown: int) -> str:
    others = len(part.lines) - shown
    return f" ({others} more are the same)" if others else ""


def _rows(line: Line) -> Iterator[str]:
    left, right = (
        wrap(text, _WIDTH - 2, break_on_hyphens=False) or ["-"] for text in (line.before, line.after)
    )
    for index in range(max(len(left), len(right))):
        word = line.fate if not index else ""
        yield _row(word, *(column[index] if index < len(column) else "" for column in (left, right)))


def _row(word: str, before: str, after: str) -> str:
    return f"{word:8}{before:{_WIDTH}}{after}".rstrip()
