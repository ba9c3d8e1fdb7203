"""The paths of drawings, read once each: a shape is drawn twice, and many return on the next sheet.

WeasyPrint reads a path's text anew each time, which is a seventh of its time. It has no public way to this:
its table of the elements of a drawing is given another entry. Its version is bound in ``pyproject.toml``.
"""

from __future__ import annotations

from typing import Any

from weasyprint.svg import TAGS

#: So many paths are remembered: those of the figures of some dozen sheets. Then all are forgotten.
_MOST = 4096

_path = TAGS["path"]
_written: dict[str, tuple[list[bytes], tuple[Any, ...]]] = {}


def read_paths_once() -> None:
    """Let every PDF made from now on read each path once."""
    TAGS["path"] = _path_once


def _path_once(svg: Any, node: Any, font_size: float) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Write what the path says into the drawing's stream, with the corners that markers would stand on."""
    text, stream = node.get("d", ""), svg.stream.stream
    if text in _written:
        operators, corners = _written[text]
        stream.extend(operators)
        node.vertices.extend(corners)
        return
    start = len(stream)
    _path(svg, node, font_size)
    if len(_written) == _MOST:
        _written.clear()
    _written[text] = (stream[start:], tuple(node.vertices))
