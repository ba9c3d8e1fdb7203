"""What an evaluation yields: for every rule true, false or unknown."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Strong Kleene truth: None is unknown.
Truth3 = bool | None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The truth of every rule, of every `withhold_if`, and the code of every derived fact.

    An evaluator that cannot tell false from unknown for a rule leaves it out of `rules` unless true.
    """

    rules: dict[str, Truth3] = field(default_factory=dict)
    withhold: dict[str, Truth3] = field(default_factory=dict)
    derived: dict[str, int] = field(default_factory=dict)
