"""Where the boxes of a chain stand: columns from left to right, arrows as straight as can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from therex.explain.chain import Chain

#: Space between boxes of a column, and the height of an arrow's way past them, in pixels.
_GAP, _WAY = 9.0, 3.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The middle of each box, from the top, and the keys that each arrow goes along."""

    columns: tuple[tuple[str, ...], ...]
    middles: dict[str, float]
    ways: tuple[tuple[str, ...], ...]
    height: float


def laid_out(chain: Chain, heights: dict[str, float]) -> Layout:
    """Return the places of the boxes of a chain.

    The last column stands as the decision tells it; each before it follows what its boxes lead to.

    Args:
        chain: what to lay out.
        heights: of each box, in pixels.

    """
    columns, ways = _columns_and_ways(chain)
    heights = {key: heights.get(key, _WAY) for column in columns for key in column}
    after = defaultdict(list)
    for way in ways:
        for start, end in pairwise(way):
            after[start].append(end)
    middles: dict[str, float] = {}
    ordered: list[tuple[str, ...]] = []
    for place, column in reversed(list(enumerate(columns))):
        wished = {
            key: fmean(middles[end] for end in after[key]) if after[key] else float(index)
            for index, key in enumerate(column)
        }
        keys = column if place == len(columns) - 1 else sorted(column, key=lambda key: wished[key])
        middles |= _placed(keys, [wished[key] for key in keys], heights)
        ordered.append(tuple(keys))
    top = min(middles[key] - heights[key] / 2 for key in middles)
    middles = {key: middle - top for key, middle in middles.items()}
    height = max(middles[key] + heights[key] / 2 for key in middles)
    return Layout(tuple(reversed(ordered)), middles, tuple(ways), height)


def _columns_and_ways(chain: Chain) -> tuple[list[list[str]], list[tuple[str, ...]]]:
    """Return the keys of each column, and each arrow's way: past a column it has a place of its own there."""
    columns: list[list[str]] = [[] for _ in range(max(chain.columns.values()) + 1)]
    for key in chain.boxes:
        columns[chain.columns[key]].append(key)
    ways = []
    for start, end in chain.arrows:
        between = range(chain.columns[start] + 1, chain.columns[end])
        passed = [f"way {start} {place}" for place in between]  # arrows of one box share their way
        for place, key in zip(between, passed, strict=True):
            if key not in columns[place]:
                columns[place].append(key)
        ways.append((start, *passed, end))
    return columns, ways


def _placed(keys: Sequence[str], wished: Sequence[float], heights: dict[str, float]) -> dict[str, float]:
    """Return the middles of boxes in this order that lie nearest to those wished and do not overlap.

    Boxes that would overlap are joined to a block, which stands at the mean of what its boxes wish.
    """
    offsets, reach = [], 0.0
    for key in keys:
        offsets.append(reach + heights[key] / 2)
        reach += heights[key] + _GAP
    blocks: list[list[float]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        blocks.append([wish - offset])
        while len(blocks) > 1 and fmean(blocks[-2]) >= fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    starts = [fmean(block) for block in blocks for _ in block]
    return {key: start + offset for key, start, offset in zip(keys, starts, offsets, strict=True)}
