"""What is wrong with a rulebook that loads: things unused, circular or out of reach."""

from __future__ import annotations

from collections.abc import Iterator

from therex.errors import CapacityError, InputError, nearest
from therex.inference.rete import Matcher
from therex.language.placeholders import placeholders
from therex.rulebook.compile import PLAN_FACTS
from therex.rulebook.coverage import Coverage, Statement
from therex.rulebook.model import Exercise, Limit, Rulebook
from therex.rulebook.order import reads


def lint(rulebook: Rulebook) -> list[InputError]:
    """Return every finding, with its place."""
    findings = [
        *_unused_facts(rulebook),
        *_unasked_facts(rulebook),
        *_unused_sources(rulebook),
        *_unused_settings(rulebook),
        *_circles(rulebook),
        *_too_large(rulebook),
    ]
    return sorted(findings, key=lambda finding: (str(finding.place), finding.message))


def lint_coverage(coverage: Coverage, rulebook: Rulebook) -> list[InputError]:
    """Return every gap between what the evidence says and the rules, in either direction."""
    findings = [
        finding for statement in coverage.statements for finding in _statement_gaps(statement, rulebook)
    ]
    named = coverage.by_rule()
    findings += [
        InputError(f'no statement of the evidence names rule "{rule.id}"', rule.place, "one in coverage.yaml")
        for rule in rulebook.rules.values()
        if rule.id not in named
    ]
    return sorted(findings, key=lambda finding: (finding.place, finding.message))


def _statement_gaps(statement: Statement, rulebook: Rulebook) -> Iterator[InputError]:
    if bool(statement.rules) == bool(statement.left_out):
        wrong = "has both rules and left_out" if statement.rules else "has neither rules nor left_out"
        yield InputError(
            f'statement "{statement.id}" {wrong}', statement.place, "`rules:`, or `left_out:` with the reason"
        )
    for name in statement.rules:
        if name not in rulebook.rules:
            hint = nearest(name, rulebook.rules) or "the id of a rule"
            yield InputError(f'statement "{statement.id}" names unknown rule "{name}"', statement.place, hint)
    found = {item.status for name in statement.rules if name in rulebook.rules
             for item in rulebook.rules[name].evidence}  # fmt: skip
    if found and statement.status not in found:
        yield InputError(
            f'statement "{statement.id}" is {statement.status}, the evidence of its rules is not',
            statement.place,
            f"one of {', '.join(sorted(found))}",
        )


def facts_read(rulebook: Rulebook) -> frozenset[str]:
    """Return every fact that a rule, a limit, a sentence or a calculation reads."""
    names: set[str] = set()
    for rule in rulebook.rules.values():
        names |= reads(rule) | set(placeholders(rule.clinician))
        names |= {o.to for o in rule.outcomes if isinstance(o, Limit) and isinstance(o.to, str)}
    for calculation in rulebook.calculations.values():
        names |= set(calculation.inputs)
    return frozenset(names) | PLAN_FACTS


def _unused_facts(rulebook: Rulebook) -> Iterator[InputError]:
    read = facts_read(rulebook)
    for name, definition in rulebook.facts.items():
        if name not in read and not definition.header:
            yield InputError(
                f'fact "{name}" is read by no rule', rulebook.places[f"facts {name}"], "a use, or its removal"
            )
    derived = {rule.derives.fact for rule in rulebook.rules.values() if rule.derives}
    for name, definition in rulebook.facts.items():
        if definition.derived and name not in derived:
            yield InputError(
                f'fact "{name}" is derived by no rule', rulebook.places[f"facts {name}"], "a rule"
            )


def _unasked_facts(rulebook: Rulebook) -> Iterator[InputError]:
    for name, fact in rulebook.facts.items():
        answered = fact.question or fact.derived or fact.calculated or fact.closed_list or fact.header
        if not answered and fact.about == "patient":
            yield InputError(
                f'fact "{name}" has no question', rulebook.places[f"facts {name}"], "a question to ask"
            )


def _unused_sources(rulebook: Rulebook) -> Iterator[InputError]:
    used = {item.source for rule in rulebook.rules.values() for item in rule.evidence}
    used |= {item.source for setting in rulebook.settings.values() for item in setting.evidence}
    used |= set(rulebook.other_sources)
    for name in rulebook.sources:
        if name not in used:
            yield InputError(
                f'source "{name}" is cited by no rule',
                rulebook.places[f"sources {name}"],
                "a use, or its removal",
            )


def _unused_settings(rulebook: Rulebook) -> Iterator[InputError]:
    for name in rulebook.settings:
        if name not in rulebook.used_settings:
            yield InputError(
                f'setting "{name}" is used by no rule',
                rulebook.places[f"settings {name}"],
                "a use, or its removal",
            )


def _circles(rulebook: Rulebook) -> Iterator[InputError]:
    for direction in ("easier", "harder"):
        for name, exercise in rulebook.exercises.items():
            if _leads_to(exercise, direction, rulebook):
                place = rulebook.places[f"exercises {name}"]
                yield InputError(
                    f'"{direction}" leads from "{name}" back to it', place, "a ladder with an end"
                )


def _leads_to(start: Exercise, direction: str, rulebook: Rulebook) -> bool:
    seen: set[str] = set()
    step = getattr(start, direction)
    while step and step not in seen:
        if step == start.id:
            return True
        seen.add(step)
        step = getattr(rulebook.exercises[step], direction)
    return False


def _too_large(rulebook: Rulebook) -> Iterator[InputError]:
    vocabulary = rulebook.vocabulary
    for rule in rulebook.rules.values():
        try:
            Matcher((rule,), vocabulary).close()
        except CapacityError as error:
            yield InputError(str(error), rule.place)
