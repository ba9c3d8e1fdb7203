"""The closed words of the rule language."""

from __future__ import annotations

from typing import Literal

Status = Literal["verified", "second_hand", "recall", "heuristic"]
Level = Literal["clearance", "hold", "same_day", "emergency"]
Strength = Literal["strong", "conditional", "option"]
Box = Literal[
    "everyday", "before", "pain_green", "pain_amber", "pain_red", "pain", "stop", "call_today", "emergency",
    "harder", "easier",
]  # fmt: skip
Verdict = Literal["progress", "hold", "regress", "review"]
