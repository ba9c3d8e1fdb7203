"""The record of a decision: which rules fired or could not be ruled out, on which facts."""

from __future__ import annotations

from pydantic import TypeAdapter

from therex.facts.model import Fact, Facts
from therex.language.placeholders import placeholders
from therex.plan.decision import Firing, MatchedFact
from therex.plan.findings import Findings
from therex.rulebook.model import Rule

#: Hundreds of records are made in one call each: one by one they cost several times as much.
_FIRINGS = TypeAdapter(tuple[Firing, ...])
_MATCHED = TypeAdapter(tuple[MatchedFact, ...])


def firings_of(findings: Findings) -> tuple[Firing, ...]:
    """Return the rules that fired, and the unknown ones that ask or fail closed, by id; set aside or not."""
    unknown = (*findings.closed, *findings.asking, *findings.spared)
    records = [_firing(rule, findings, true=True) for rule in findings.fired]
    records += [_firing(rule, findings, true=False) for rule in unknown]
    return _FIRINGS.validate_python(tuple(sorted(records, key=lambda firing: str(firing["rule"]))))


def _firing(rule: Rule, findings: Findings, *, true: bool) -> dict[str, object]:
    return {
        "rule": rule.id,
        "topic": rule.topic,
        "truth": "true" if true else "unknown",
        "facts": findings.matched(rule) if true else (),
        "missing": () if true else findings.missing(rule),
        "says": filled(rule.clinician, findings.judged.facts),
        "set_aside": rule.id in findings.overridden,
    }


def filled(sentence: str, facts: Facts) -> str:
    """Return a sentence with its ``{fact}`` placeholders filled in."""
    for name in placeholders(sentence):
        if name in facts:
            sentence = sentence.replace("{" + name + "}", facts[name].say())
    return sentence


def matched_facts(facts: Facts) -> tuple[MatchedFact, ...]:
    """Return every known fact, and every statement that was made, by name."""
    known = (_matched(name, fact) for name, fact in sorted(facts.items()) if fact.used or fact.statements)
    return _MATCHED.validate_python(tuple(known))


def _matched(name: str, fact: Fact) -> dict[str, object]:
    statement = fact.used or fact.statements[0]
    value = fact.say() if fact.used else f"unknown: {fact.why_unknown}"
    if fact.conflicting:
        others = sorted({fact.definition.say(other.value) for other in fact.statements})
        value = f"{value} (stated: {', '.join(others)})"
    return {
        "name": name,
        "label": fact.definition.label,
        "value": value,
        "on": statement.on,
        "by": statement.by,
        "origin": statement.origin,
        "place": f"line {statement.place.line}" if statement.place else "",
        "pointer": statement.pointer,
        "inputs": statement.inputs,
    }
