"""Rules from their entries: conditions parsed and typed, every name resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from therex.errors import InputError, Place, short
from therex.facts.document import Mapping as MappingNode
from therex.facts.document import Node, Scalar, Sequence, find
from therex.facts.manual import ManualTechnique, refuse_manual
from therex.facts.units import canonical_unit
from therex.facts.validate import validated
from therex.facts.vocabulary import Definition, Kind, Vocabulary
from therex.language.parser import Measure, Scope, parse_condition
from therex.language.placeholders import placeholders
from therex.language.tree import Expression, Truth, all_of
from therex.rulebook.exercises import checked_dose
from therex.rulebook.files import Problems
from therex.rulebook.model import (
    Act,
    Avoid,
    Derive,
    DosePart,
    Exercise,
    Limit,
    LimitKind,
    Outcome,
    Progress,
    Purpose,
    Recommend,
    Rule,
    Source,
    Tell,
    Topic,
)
from therex.rulebook.override import why_never
from therex.rulebook.schema import OutcomeEntry, RuleEntry, TopicEntry, WithholdIf
from therex.rulebook.vocabularies import evidence, known
from therex.rulebook.where import matching

_STEPS = {"harder", "easier"}
_AMOUNT = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,3})?( %)?\Z")


@dataclass(frozen=True)
class Names:
    """Everything a rule may name."""

    facts: Vocabulary
    attributes: Vocabulary
    settings: Mapping[str, Measure]
    purposes: dict[str, Purpose]
    dose_parts: dict[str, DosePart]
    limits: dict[str, LimitKind]
    exercises: dict[str, Exercise]
    manual_techniques: dict[str, ManualTechnique]
    sources: dict[str, Source]

    def scope(self, about: str) -> Scope:
        """Return what conditions of a topic may read; those about an exercise read its attributes too."""
        if about == "exercise":
            return Scope({**self.facts, **self.attributes}, self.settings)
        facts = {name: fact for name, fact in self.facts.items() if fact.about == "patient"}
        return Scope(facts, self.settings)


def build_topic(
    topic_id: str, node: MappingNode, names: Names, problems: Problems
) -> tuple[Topic, list[Rule]] | None:
    """Return a topic and its rules, collecting what is wrong with each rule."""
    with problems.collect():
        entry = validated(TopicEntry, node)
        scope = names.scope(entry.scope)
        applies: Expression = Truth(value=True)
        if entry.applies_when is not None:
            applies = _condition(entry.applies_when, find(node, ("applies_when",)), scope)
        frame = _Frame(topic_id, entry, scope, applies)
        items = node.entries["rules"]
        rules: list[Rule] = []
        for item in items.items if isinstance(items, Sequence) else []:
            with problems.collect():
                rules.append(_Builder(frame, names, item).rule())
        topic = Topic(topic_id, entry.topic, entry.about, entry.scope, tuple(rule.id for rule in rules))
        return topic, rules
    return None


def _condition(text: str, node: Node, scope: Scope) -> Expression:
    """Read a condition; what is wrong in it is shown where that stands in the file."""
    start = Place(node.place.file)
    try:
        return parse_condition(text, scope, start)
    except InputError as error:
        at = error.place or start
        offset = sum(len(line) + 1 for line in text.split("\n")[: at.line - 1]) + at.column - 1
        place = node.place_of(offset) if isinstance(node, Scalar) else node.place
        raise InputError(error.message, place, error.expected) from None


@dataclass(frozen=True)
class _Frame:
    """What the rules of one topic share: its id and head, what they may read, and its condition."""

    topic_id: str
    topic: TopicEntry
    scope: Scope
    applies: Expression


class _Builder:
    """Builds one rule."""

    def __init__(self, frame: _Frame, names: Names, node: Node) -> None:
        self.frame, self.names, self.node = frame, names, node
        self.entry = validated(RuleEntry, node)

    def rule(self) -> Rule:
        entry = self.entry
        when, text = self._when()
        outcomes = tuple(self._outcome(index, item) for index, item in enumerate(entry.then))
        if len(outcomes) > 1 and any(isinstance(outcome, Derive) for outcome in outcomes):
            raise InputError(
                f'rule "{entry.id}" derives and does more', self.node.place, "a rule that only derives"
            )
        if self.frame.topic.scope == "patient" and any(isinstance(outcome, Progress) for outcome in outcomes):
            raise InputError(
                f'rule "{entry.id}" progresses', self.node.place, "`scope: exercise` in this topic"
            )
        withhold_if, withhold_text = self._withhold()
        self._check_says()
        rule = Rule(
            id=entry.id,
            topic=self.frame.topic_id,
            scope=self.frame.topic.scope,
            summary=entry.summary,
            when=when,
            when_text=text,
            outcomes=outcomes,
            patient=entry.says.patient,
            clinician=entry.says.clinician,
            evidence=evidence(entry.evidence, self.names.sources, find(self.node, ("evidence",))),
            withhold_if=withhold_if,
            withhold_text=withhold_text,
            unknown_reason=entry.if_unknown_reason,
            silent=_is_silent(entry),
            place=self.node.place,
        )
        if entry.absolute and (why := why_never(rule)):
            wrong = f'rule "{entry.id}" is marked absolute, but {why}'
            raise InputError(wrong, self._place("absolute"), "it on a rule that could be set aside")
        return replace(rule, absolute=entry.absolute)

    def _place(self, *path: str | int) -> Place:
        return find(self.node, path).place

    def _when(self) -> tuple[Expression, str]:
        chooses = bool(self.entry.then[0].choose)
        if (self.entry.when is None) != chooses:
            raise InputError(
                f'rule "{self.entry.id}" needs one condition', self.node.place, "`when`, or `choose`"
            )
        if chooses:
            return self.frame.applies, self.frame.topic.applies_when or "always"
        own = _condition(self.entry.when or "", find(self.node, ("when",)), self.frame.scope)
        text = " ".join((self.entry.when or "").split())
        if self.frame.topic.applies_when:
            text = f"{_bracketed(self.frame.topic.applies_when)} and {_bracketed(text)}"
        return all_of(self.frame.applies, own), text

    def _withhold(self) -> tuple[Expression, str]:
        given = self.entry.if_unknown
        if isinstance(given, WithholdIf):
            node = find(self.node, ("if_unknown", "withhold_if"))
            return _condition(given.withhold_if, node, self.frame.scope), given.withhold_if
        return Truth(value=given == "withhold"), ""

    def _check_says(self) -> None:
        readable = self.frame.scope.facts
        for name in placeholders(self.entry.says.clinician):
            known(name, readable, "fact", self._place("says", "clinician"))
        if placeholders(self.entry.says.patient):
            raise InputError(
                "a patient's sentence with a placeholder", self._place("says", "patient"), "plain words"
            )

    def _outcome(self, index: int, entry: OutcomeEntry) -> Outcome:
        node = find(self.node, ("then", index))
        kind = entry.kind
        builders: dict[str, Any] = {
            "derive": self._derive,
            "act": lambda e, _: Act(e.act, e.do),
            "avoid": self._avoid,
            "limit": self._limit,
            "recommend": self._recommend,
            "progress": self._progress,
        }
        if kind in builders:
            outcome: Outcome = builders[kind](entry, node)
            return outcome
        if kind == "advise":
            exercises = self._where(entry.where, find(node, ("where",)))[1] if entry.where else None
            return Tell("advise", "", entry.advise or "", entry.box, exercises)
        return Tell(kind, getattr(entry, kind), entry.patient, "everyday")  # type: ignore[arg-type]

    def _derive(self, entry: OutcomeEntry, node: Node) -> Derive:
        place = find(node, ("derive",)).place
        name = known(entry.derive or "", self.names.facts, "fact", place)
        definition = self.names.facts[name]
        if not definition.derived:
            raise InputError(
                f'"{name}" is not marked `derived: yes`', place, "a derived fact of the vocabulary"
            )
        if not entry.choose:
            if definition.kind is not Kind.FLAG:
                raise InputError(f'"{name}" is a {definition.kind}', place, "`choose` with its values")
            when, _ = self._when()
            return Derive.flag(name, when)
        wanted = []
        for number, branch in enumerate(entry.choose):
            there = find(node, ("choose", number))
            condition = _condition(branch.when, find(there, ("when",)), self.frame.scope)
            code = self._branch_code(definition, branch.value, find(there, ("value",)).place)
            wanted.append((code, condition))
        return Derive.choice(name, self.frame.applies, wanted)

    def _branch_code(self, definition: Definition, value: str, place: Place) -> int:
        if definition.kind is Kind.FLAG:
            return definition.code(known(value, ("yes", "no"), "value", place) == "yes")
        return definition.code(known(value, definition.options, "option", place))

    def _where(self, text: str, node: Node) -> tuple[Expression, frozenset[str]]:
        where = _condition(text, node, Scope(self.names.attributes))
        return where, matching(where, self.names.exercises.values(), self.names.attributes)

    def _avoid(self, entry: OutcomeEntry, node: Node) -> Avoid:
        text = entry.avoid.where if entry.avoid else ""
        there = find(node, ("avoid", "where"))
        where, exercises = self._where(text, there)
        if not exercises:
            raise InputError(f'no exercise matches "{text}"', there.place, "a condition that bars something")
        return Avoid(where, text, exercises)

    def _limit(self, entry: OutcomeEntry, node: Node) -> Limit:
        name = known(entry.limit or "", self.names.limits, "limit", find(node, ("limit",)).place)
        exercises = self._where(entry.where, find(node, ("where",)))[1] if entry.where else None
        return Limit(
            name, self._bound(entry.to, self.names.limits[name], find(node, ("to",)).place), exercises
        )

    def _bound(self, to: object, kind: LimitKind, place: Place) -> Decimal | str:
        if isinstance(to, Decimal):
            return to
        text = str(to or "")
        number, _, unit = text.partition(" ")
        if canonical_unit(unit) == kind.unit and number.replace(".", "", 1).isdigit():
            return Decimal(number)
        definition = self.names.facts[known(text, self.names.facts, "fact or number", place)]
        if not definition.kind.is_number or (kind.unit and definition.unit != kind.unit):
            raise InputError(f'"{text}" is not in {kind.unit or "numbers"}', place, f"a fact in {kind.unit}")
        return text

    def _recommend(self, entry: OutcomeEntry, node: Node) -> Recommend:
        purpose = known(entry.purpose or "", self.names.purposes, "purpose", find(node, ("purpose",)).place)
        there = find(node, ("recommend",))
        if isinstance(entry.recommend, list):
            exercises = tuple(
                self._printable(name, find(there, (index,)).place)
                for index, name in enumerate(entry.recommend)
            )
        else:
            text = entry.recommend.where if entry.recommend else ""
            matched = sorted(self._where(text, find(there, ("where",)))[1])
            exercises = tuple(name for name in matched if self.names.exercises[name].dose is not None)
        if not exercises:
            raise InputError("this recommends no exercise", there.place, "at least one")
        dose = checked_dose(entry.dose, self.names.dose_parts, find(node, ("dose",)))
        if entry.side:
            known(entry.side, self.names.facts, "fact", find(node, ("side",)).place)
        return Recommend(exercises, purpose, entry.strength, dose, entry.needed, entry.side)

    def _printable(self, name: str, place: Place) -> str:
        refuse_manual(name, self.names.manual_techniques, place)
        if self.names.exercises[known(name, self.names.exercises, "exercise", place)].dose is None:
            raise InputError(f'"{name}" has no dose and may not be printed', place, "an exercise with a dose")
        return name

    def _progress(self, entry: OutcomeEntry, node: Node) -> Progress:
        changes = []
        for index, option in enumerate(entry.change):
            for part, amount in option.items():
                place = find(node, ("change", index, part)).place
                if part == "step":
                    changes.append((part, known(amount, _STEPS, "step", place)))
                    continue
                if part != "load":
                    known(part, self.names.dose_parts, "part of a dose", place)
                changes.append((part, self._amount(amount, place)))
        assert entry.progress is not None  # noqa: S101 - the leading name of this outcome
        return Progress(entry.progress, tuple(changes))

    def _amount(self, amount: str, place: Place) -> str:
        if not amount.startswith("setting."):
            if not _AMOUNT.match(amount):
                raise InputError(
                    f'"{short(amount)}" is no change', place, "such as 2, -1, 5 % or setting.NAME"
                )
            return amount
        name = known(amount.removeprefix("setting."), self.names.settings, "setting", place)
        measure = self.names.settings[name]
        return f"{measure.number} {measure.unit}".strip()


def _is_silent(entry: RuleEntry) -> bool:
    given = entry.if_unknown
    return (given.otherwise if isinstance(given, WithholdIf) else given) == "nothing"


def _bracketed(text: str) -> str:
    return f"({text})" if " or " in text else text
