"""Where a fact comes from, in a few words: who said it, when, and in which line of the file."""

from __future__ import annotations

from therex.facts.model import Fact, Statement

_HOW = {
    "stated": "stated",
    "header": "stated in the head of the file",
    "absent": "a permission that is not stated, so not given",
    "log": "read from the exercise log",
    "exercise": "the exercise itself",
    "calculated": "calculated",
    "derived": "derived",
}
_DATED = {"stated", "list", "screen", "log"}
_ASSESSED = _DATED - {"log"}  # sessions of a log may be the patient's own word


def source_of(fact: Fact, assessed_by: str) -> str:
    """Return the source of a fact, or why it is unknown; statements that disagree are all told.

    Args:
        fact: the fact.
        assessed_by: who made the assessment, and so every statement that names nobody else.

    """
    if fact.used is None:
        places = ", ".join(_line(one) for one in fact.statements if one.place)
        return f"{fact.why_unknown} ({places})" if places else fact.why_unknown
    source = _statement(fact.used, assessed_by)
    if not fact.conflicting:
        return source
    others = "; ".join(f"{fact.definition.say(one.value)} {_statement(one, assessed_by)}"
                       for one in fact.statements if one.value != fact.used.value)  # fmt: skip
    return f"{source}; the stricter of statements that disagree, the other: {others}"


def _statement(statement: Statement, assessed_by: str) -> str:
    words = [_how(statement)]
    if statement.origin in _DATED:
        if statement.on:
            words.append(str(statement.on))
        if by := statement.by or (assessed_by if statement.origin in _ASSESSED else ""):
            words.append(f"by {by}")
    if statement.place:
        words.append(f"({_line(statement)})")
    return " ".join(words)


def _how(statement: Statement) -> str:
    section = statement.pointer.split("/")[1] if statement.pointer else ""
    if statement.origin == "list":
        return f"listed under {section}" if statement.value else f"not listed under {section}"
    if statement.origin == "screen":
        return f"answered by the screen {statement.pointer.rpartition('/')[2]}"
    return _HOW[statement.origin]


def _line(statement: Statement) -> str:
    return f"line {statement.place.line}" if statement.place else ""
