"""A chain as a drawing: boxes in columns with arrows between them, in black on white."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from unicodedata import east_asian_width

from therex.explain.chain import Box, Chain
from therex.explain.chain_layout import Layout, laid_out

#: Widths of a box and of the space between columns, in pixels: of a chain of few columns, and of one of many.
_FEW, _ROOMY, _NARROW = 4, (158.0, 30.0), (132.0, 26.0)
#: A word up to its end or its hyphen, where a line may end.
_WORD = re.compile(r"[^\s-]*-?\s*")
_LINE, _PAD, _FONT = 13.5, 6.0, 11
_HEAD = 24.0
_MOST_LINES = 4
#: Mean width of a sign, as a part of the font's height; bold signs are wider.
_SIGN, _BOLD_SIGN, _WIDE_SIGN = 0.52, 0.57, 1.0
_BOLD = ' font-weight="700"'
_TITLES = {"fact": "facts", "derived": "derived", "rule": "rules", "effect": "what they ask for"}
_MARKS = {"true": "✓ true", "false": "✗ false", "unknown": "? unknown"}
_BOXES = {
    "fact": 'rx="2" fill="#fff" stroke="#555"',
    "derived": 'rx="2" fill="#fff" stroke="#555" stroke-dasharray="4 2"',
    "rule": 'rx="9" fill="#fff" stroke="#000" stroke-width="1.6"',
    "effect": 'rx="2" fill="#ececec" stroke="#000"',
}


def chain_svg(chain: Chain) -> str:
    """Return the drawing as an SVG element."""
    count = max(chain.columns.values()) + 1
    wide, gap = _ROOMY if count <= _FEW else _NARROW
    texts = {key: _text(box, wide - 2 * _PAD) for key, box in chain.boxes.items()}
    layout = laid_out(chain, {key: len(lines) * _LINE + 2 * _PAD for key, lines in texts.items()})
    left = {key: place * (wide + gap) for place, column in enumerate(layout.columns) for key in column}
    width, height = count * wide + (count - 1) * gap + 2, layout.height + _HEAD + 2
    parts = [
        *_heads(chain, wide, gap),
        *_arrows(chain, layout, left, wide),
        *(_box(chain.boxes[key], texts[key], left[key], layout.middles[key], wide) for key in texts),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" font-family="sans-serif" font-size="{_FONT}">'
        f"<title>{escape(_in_words(chain))}</title>{''.join(parts)}</svg>"
    )


def _in_words(chain: Chain) -> str:
    counts = (
        f"{chain.count('fact')} boxes of facts",
        f"{chain.count('derived')} derived facts",
        f"{chain.count('rule')} rules",
    )
    return f"The chain behind {chain.title}: {', '.join(counts)}. The same stands in words below."


def _heads(chain: Chain, wide: float, gap: float) -> list[str]:
    """Return the title of each column that holds boxes of one kind first."""
    kinds: dict[str, int] = {}
    for key, box in chain.boxes.items():
        kinds[box.kind] = min(kinds.get(box.kind, chain.columns[key]), chain.columns[key])
    return [
        f'<text x="{place * (wide + gap):.0f}" y="11" font-style="italic">{_TITLES[kind]}</text>'
        for kind, place in kinds.items()
    ]


def _arrows(chain: Chain, layout: Layout, left: dict[str, float], wide: float) -> list[str]:
    found = []
    for way in layout.ways:
        path = []
        for start, end in pairwise(way):
            x0, y0 = left[start] + wide, layout.middles[start] + _HEAD
            x1, y1 = left[end], layout.middles[end] + _HEAD
            if start not in chain.boxes:
                path.append(f"H{x0:.0f}")
            else:
                path.append(f"M{x0:.0f} {y0:.1f}")
            bend = (x1 - x0) / 2
            path.append(f"C{x0 + bend:.0f} {y0:.1f} {x1 - bend:.0f} {y1:.1f} {x1:.0f} {y1:.1f}")
        tip = f"M{x1 - 6:.0f} {y1 - 3:.1f}L{x1:.0f} {y1:.1f}L{x1 - 6:.0f} {y1 + 3:.1f}"
        found.append(f'<path d="{"".join(path)}{tip}" fill="none" stroke="#444"/>')
    return found


def _box(box: Box, lines: list[tuple[str, bool]], left: float, middle: float, wide: float) -> str:
    high = len(lines) * _LINE + 2 * _PAD
    top = middle - high / 2 + _HEAD
    texts = "".join(
        f'<text x="{left + _PAD:.0f}" y="{top + _PAD + _LINE * (place + 0.75):.1f}"'
        f"{_BOLD if bold else ''}>{escape(line)}</text>"
        for place, (line, bold) in enumerate(lines)
    )
    frame = f'<rect x="{left:.0f}" y="{top:.1f}" width="{wide:.0f}" height="{high:.1f}" {_BOXES[box.kind]}/>'
    whole = f"{box.name}: {box.says}" if box.says else box.name
    return f"<g><title>{escape(whole)}</title>{frame}{texts}</g>"


def _text(box: Box, wide: float) -> list[tuple[str, bool]]:
    """Return the lines of a box, each with whether it is bold: the name of a rule, the value of a fact."""
    is_rule = box.kind == "rule"
    says = _MARKS.get(box.says, box.says)
    return [
        *((line, is_rule) for line in wrapped(box.name, wide, bold=is_rule)),
        *((line, not is_rule) for line in (wrapped(says, wide, bold=not is_rule) if says else [])),
    ]


def wrapped(text: str, wide: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines of at most so many pixels; what is beyond four lines is cut off with dots."""
    most = int(wide / max(_width(sign, bold=bold) for sign in text)) if text else 1
    lines = [""]
    for word in _WORD.findall(text):
        for part in (word[at : at + most] for at in range(0, len(word), most)):
            if _width(f"{lines[-1]}{part}".rstrip(), bold=bold) > wide:
                lines.append("")
            lines[-1] += part
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1].rstrip()[:-2]} …"]
    return [line.strip() for line in lines if line.strip()]


def _width(text: str, *, bold: bool) -> float:
    sign = _BOLD_SIGN if bold else _SIGN
    return _FONT * sum(_WIDE_SIGN if east_asian_width(one) in "WF" else sign for one in text)
