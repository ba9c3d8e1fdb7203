"""How a thigh or an upper arm hangs from the trunk."""

from __future__ import annotations

from therex.figures.space import Frame, bowed, tipped, twisted


def limb_frame(trunk: Frame, side: str, bend: float, out: float, turn: float) -> Frame:
    """Return the frame of a thigh or upper arm: bent forward, then moved out, turned about itself."""
    away = 1.0 if side == "left" else -1.0
    return twisted(tipped(bowed(trunk, -bend), away * out), away * turn)
