"""How the shapes of a drawing are painted: readable in grey, and as a photocopy."""

from __future__ import annotations

from typing import Final

#: Kinds of things a figure may declare.
KINDS: Final = ("wood", "soft", "wall", "metal", "band", "rope", "stick", "ball", "weight", "cushion", "hint")

#: Inside and line of each kind; widths are those of the printed line in tenths of a millimetre.
PAINT: Final[dict[str, tuple[str, str, float]]] = {
    "near": ("#fff", "#000", 3.6),
    "far": ("#f1f1f1", "#767676", 2.8),
    "moving": ("#6fa8b4", "#000", 4.4),
    "shirt": ("#e4e4e4", "#000", 3.6),
    "cloth": ("#b4b4b4", "#000", 3.6),
    "far-cloth": ("#dadada", "#767676", 2.8),
    "hair": ("#3d3d3d", "#000", 3.6),
    "eye": ("#000", "none", 0.0),
    "wood": ("#fff", "#555", 2.6),
    "soft": ("#ececec", "#555", 2.6),
    "wall": ("#d6d6d6", "#555", 2.6),
    "metal": ("#fff", "#333", 2.6),
    "ball": ("#fff", "#000", 3.0),
    "weight": ("#2b2b2b", "#000", 3.0),
    "cushion": ("#ececec", "#333", 2.8),
    "hint": ("none", "#555", 2.2),
    "water": ("#cfe3e8", "none", 0.0),
}
#: Lines: the width of the dark line, and of a light one inside it (0: none), in centimetres.
LINES: Final[dict[str, tuple[float, float]]] = {
    "band": (3.4, 1.2),
    "rope": (1.6, 0.0),
    "stick": (3.0, 1.4),
    "metal": (3.4, 1.8),
    "wood": (4.0, 2.4),
    "hint": (0.8, 0.0),
}
