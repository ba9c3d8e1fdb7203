"""Facts and a rulebook become verdicts, by two evaluators that must agree."""
