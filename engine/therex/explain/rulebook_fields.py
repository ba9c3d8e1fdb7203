"""Rules and entries of a rulebook as named fields in words, to be compared with those of another one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from therex.explain.outcomes import branch_conditions
from therex.language.tree import Truth
from therex.language.words import in_words
from therex.language.written import written
from therex.rulebook.model import (
    Act,
    Avoid,
    Derive,
    Evidence,
    Limit,
    Outcome,
    Progress,
    Recommend,
    Rule,
    Rulebook,
    Tell,
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field, in words or as a list of them; two are the same when their keys are, whatever the words."""

    words: str | tuple[str, ...] = field(compare=False)
    key: object = ""

    @property
    def members(self) -> tuple[str, ...]:
        """The words as a list."""
        return self.words if isinstance(self.words, tuple) else tuple(filter(None, (self.words,)))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one rule or entry. The title is for people and no field."""

    title: str = field(compare=False)
    fields: dict[str, Field]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the rulebook beside the rules."""

    title: str
    read: Callable[[Rulebook], Mapping[str, Fields]]


def rule_fields(rule: Rule, rulebook: Rulebook) -> Fields:
    """Return all that a rule says and does, but not where it stands."""
    found = {
        "summary": _said(rule.summary),
        "topic": _said(rule.topic),
        "judged for": _said({"patient": "the patient", "exercise": "each exercise of the log"}[rule.scope]),
        "condition": _condition(rule, rulebook),
        "absolute": _said("yes" if rule.absolute else "no"),
    }
    counts: dict[str, int] = {}
    for outcome in rule.outcomes:
        for name, one in _outcome_fields(rule, outcome, rulebook):
            counts[name] = counts.get(name, 0) + 1
            found[name if counts[name] == 1 else f"{name} ({counts[name]})"] = one
    withhold = written(rule.withhold_if, rulebook.vocabulary)
    found |= {
        "while unknown, holds back": Field(
            in_words(rule.withhold_if, rulebook.vocabulary), (withhold, rule.withhold_text)
        ),
        "while unknown, asks": _said("no" if rule.silent else "yes"),
        "why unknown may be softened": _said(rule.unknown_reason),
        "says to the patient": _said(rule.patient),
        "says to the clinician": _said(rule.clinician),
        "evidence": _said(tuple(map(_evidence, rule.evidence))),
    }
    return Fields(rule.summary, {name: one for name, one in found.items() if one.words})


def _condition(rule: Rule, rulebook: Rulebook) -> Field:
    words = in_words(rule.when, rulebook.vocabulary)
    return Field(
        f"{words} (as written: {rule.when_text})", (written(rule.when, rulebook.vocabulary), rule.when_text)
    )


def _outcome_fields(rule: Rule, outcome: Outcome, rulebook: Rulebook) -> Iterator[tuple[str, Field]]:
    match outcome:
        case Derive(fact):
            yield f"sets {fact}", _branches(rule, outcome, rulebook)
        case Act(level, do):
            yield "action", _said(f"{level}: {do}")
        case Avoid(matching, text, exercises):
            yield "bars", Field(in_words(matching, rulebook.attributes), text)
            yield "exercises barred", _exercises(exercises)
        case Limit(name, to, exercises):
            unit = rulebook.limits[name].unit
            bound = to if isinstance(to, str) else f"{to:f} {unit}".strip()
            yield f"limit: {rulebook.limits[name].label}", Field(bound, (name, to, unit))
            yield "exercises limited", _exercises(exercises)
        case Recommend():
            yield from _recommend_fields(outcome, rulebook)
        case Tell(kind, clinician, patient, box, exercises):
            yield f"{kind}: to the clinician", _said(clinician)
            yield f'{kind}: to the patient, under "{box}"', _said(patient)
            yield f"{kind}: exercises it is said beside", _exercises(exercises)
        case Progress(verdict, changes):
            steps = "; ".join(f"{part} {amount}" for part, amount in changes)
            yield "what becomes of the exercise", _said(f"{verdict}: {steps}" if steps else verdict)


def _branches(rule: Rule, derive: Derive, rulebook: Rulebook) -> Field:
    definition = rulebook.facts[derive.fact]
    if rule.derives_flag:
        return _said("yes when the condition is true, no when it is false")
    said, key = [], []
    for code, own in branch_conditions(rule):
        value = definition.value(code)
        words = "otherwise" if own == Truth(value=True) else f"if {in_words(own, rulebook.facts)}"
        said.append(f'"{definition.say(value)}" {words}')
        key.append((value, written(own, rulebook.facts)))
    return Field(tuple(said), tuple(key))


def _recommend_fields(recommend: Recommend, rulebook: Rulebook) -> Iterator[tuple[str, Field]]:
    title = f"recommended for {rulebook.purposes[recommend.purpose].label}"
    dose = (f"{rulebook.dose_parts[name].label} {_value(amount)}" for name, amount in recommend.dose.items())
    yield title, _said(recommend.exercises)
    yield f"{title}: strength", _said(recommend.strength)
    yield f"{title}: must be covered", _said("yes" if recommend.needed else "no")
    yield f"{title}: dose", Field(tuple(dose), tuple(recommend.dose.items()))
    yield f"{title}: side", _said(recommend.side or "")


def _evidence(evidence: Evidence) -> str:
    at, note = evidence.at and f", {evidence.at}", evidence.note and f": {evidence.note}"
    return f"[{evidence.status}] {evidence.source}{at}{note}"


def _said(words: str | tuple[str, ...]) -> Field:
    return Field(words, words)


def _exercises(names: frozenset[str] | None) -> Field:
    return _said("all" if names is None else tuple(sorted(names)))


def _section(title: str, attribute: str) -> Section:
    def read(rulebook: Rulebook) -> Mapping[str, Fields]:
        return {name: _entry(entry) for name, entry in getattr(rulebook, attribute).items()}

    return Section(title, read)


def _entry(entry: object) -> Fields:
    """Return an entry field by field: those of its class, each in words as far as there are any."""
    if not dataclasses.is_dataclass(entry):
        return Fields(str(entry), {"label": _said(str(entry))})
    values = {one.name: getattr(entry, one.name) for one in dataclasses.fields(entry)}
    title = next(
        (str(values[name]) for name in ("name", "label", "title", "citation") if values.get(name)), ""
    )
    return Fields(title, {name.replace("_", " "): _said(_words(value)) for name, value in values.items()})


def _words(value: Any) -> str | tuple[str, ...]:  # noqa: ANN401 - any field of an entry
    match value:
        case dict():
            return tuple(f"{key}: {_value(one)}" for key, one in value.items())
        case frozenset():
            return tuple(sorted(map(_value, value)))
        case tuple():
            return tuple(map(_value, value))
        case _:
            return _value(value)


def _value(value: Any) -> str:  # noqa: ANN401 - any value of an entry
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case Evidence():
            return _evidence(value)
        case (Decimal() as low, Decimal() as high):
            return f"{low:f}" if low == high else f"{low:f} to {high:f}"
        case dict() | frozenset() | tuple():
            return ", ".join(_words(value))
        case _ if dataclasses.is_dataclass(value):
            return ", ".join(
                f"{one.name} {_value(getattr(value, one.name))}" for one in dataclasses.fields(value)
            )
        case _:
            return str(value)


def _topics(rulebook: Rulebook) -> Mapping[str, Fields]:
    """Return the topics without their rules, which are told of one by one."""
    return {name: _entry(dataclasses.replace(one, rules=())) for name, one in rulebook.topics.items()}


def _edition(rulebook: Rulebook) -> Mapping[str, Fields]:
    return {"edition": _entry(rulebook.edition)} if rulebook.edition else {}


def _household(rulebook: Rulebook) -> Mapping[str, Fields]:
    return {name: Fields(rulebook.equipment[name], {}) for name in sorted(rulebook.household)}


#: All that a rulebook holds beside its rules, in the order in which it is told.
SECTIONS = (
    Section("edition", _edition),
    Section("topics", _topics),
    _section("exercises", "exercises"),
    _section("facts", "facts"),
    _section("attributes of exercises", "attributes"),
    _section("calculations", "calculations"),
    _section("settings", "settings"),
    _section("purposes", "purposes"),
    _section("parts of a dose", "dose_parts"),
    _section("kinds of limit", "limits"),
    _section("equipment", "equipment"),
    Section("equipment of an ordinary household", _household),
    _section("manual techniques", "manual_techniques"),
    _section("sources", "sources"),
    _section("figures", "figures"),
)
