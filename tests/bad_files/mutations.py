"""Ways to spoil a file: signs flipped, lines dropped, doubled or moved, words swapped or replaced by junk."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[int]], int]

#: What no file expects: empty and endless values, the marks of YAML, words of other types, odd characters.
JUNK = [
    "", " ", "\n", "\t", "\0", "\x1b[31m", "\u2028", "\u202e", "\ufeff", "é", "٣", "🙂",
    "{", "}", "[", "]", "{}", "[]", ":", ": ", ",", "# ", "- ", "? ", "---", "...", "|", ">", "%", "@", "`",
    "'", '"', "\\", "&a", "*a", "!!int", "!!python/object:os.system", "<<", "=", "~", "null",
    "NaN", ".inf", "-Infinity", "1e999", "1e-5", "0x10", "1_000", "1:30", "-0", "-1", "1.5", "0.0000001",
    "9" * 50, "yes", "unknown", "none", "value", "kg", "mmol/L", "9999-12-31", "0001-01-01", "2026-02-30",
    "always", "not", "or", "(", ")", "setting.effort_cap", "{systolic_bp}", "x" * 200,
]  # fmt: skip


def _place(draw: Draw, parts: list[str]) -> int:
    return draw(st.integers(0, len(parts) - 1))


def _flip(draw: Draw, text: str) -> str:
    at = draw(st.integers(0, max(0, len(text) - 1)))
    return text[:at] + chr(draw(st.integers(0, 0x2FF))) + text[at + 1 :]


def _drop_line(draw: Draw, text: str) -> str:
    lines = text.split("\n")
    del lines[_place(draw, lines)]
    return "\n".join(lines)


def _double_line(draw: Draw, text: str) -> str:
    lines = text.split("\n")
    lines.insert(_place(draw, lines), lines[_place(draw, lines)])
    return "\n".join(lines)


def _swap_words(draw: Draw, text: str) -> str:
    words = re.split(r"(\W)", text)
    one, other = _place(draw, words), _place(draw, words)
    words[one], words[other] = words[other], words[one]
    return "".join(words)


def _junk(draw: Draw, text: str) -> str:
    words = re.split(r"(\W)", text)
    words[_place(draw, words)] = JUNK[_place(draw, JUNK)]
    return "".join(words)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """Return `text`, spoilt in one to four ways; at times in a byte, too, so that it is no text any more."""
    for spoil in draw(st.lists(st.sampled_from([_flip, _drop_line, _double_line, _swap_words, _junk, _junk]),
                               min_size=1, max_size=4)):  # fmt: skip
        text = spoil(draw, text)
    content = bytearray(text.encode())
    if content and draw(st.integers(0, 9)) == 0:
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)
