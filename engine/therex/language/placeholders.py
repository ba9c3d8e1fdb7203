"""Facts that a sentence names in curly brackets."""

from __future__ import annotations


def placeholders(text: str) -> list[str]:
    """Return the names in curly brackets of a sentence."""
    return [part.partition("}")[0] for part in text.split("{")[1:]]
