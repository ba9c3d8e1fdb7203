"""A rulebook made ready to judge patients: its rules by scope, with their matchers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from therex.facts.model import Fact, Facts, Statement
from therex.facts.vocabulary import Value
from therex.inference.enrich import with_calculated, with_derived
from therex.inference.gates import ALWAYS, Gate, by_gate, is_shut
from therex.inference.infer import infer
from therex.inference.rete import Matcher
from therex.inference.verdicts import Verdicts
from therex.inference.world import Known, World, attribute_world, world_of
from therex.rulebook.model import Exercise, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Judged:
    """What both evaluators found: the verdicts, all facts, and the known ones as codes."""

    verdicts: Verdicts
    facts: Facts
    world: World


class Session:
    """Evaluates patients against one rulebook; a context manager, for the matcher holds memory."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._vocabulary = rulebook.vocabulary
        self._of_patient = by_gate(rulebook.scoped("patient"), self._vocabulary)
        self._of_exercise = rulebook.scoped("exercise")
        self._matchers: dict[tuple[str, Gate], Matcher] = {}
        self._attributes: dict[str, World] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the matchers."""
        for matcher in self._matchers.values():
            matcher.close()
        self._matchers.clear()

    def _infer(self, rules: tuple[Rule, ...], world: World, demanded: Gate = ALWAYS) -> Verdicts:
        """Return the verdicts on some rules; their matcher is made when they are first needed."""
        if not rules:
            return Verdicts()
        key = (rules[0].scope, demanded)
        if key not in self._matchers:
            self._matchers[key] = Matcher(rules, self._vocabulary)
        return infer(rules, self._matchers[key], world)

    def judge_patient(self, facts: Facts) -> Judged:
        """Return the verdicts on the rules about the patient, with calculated and derived facts.

        Raises:
            EvaluatorsDisagreeError: the two evaluators differ.

        """
        known = with_calculated(facts, self.rulebook)
        world = world_of(known)
        verdicts = self._infer(self._of_patient[ALWAYS], world)
        world |= {fact: Known(code) for fact, code in verdicts.derived.items()}
        for demanded, rules in self._of_patient.items():
            if demanded and is_shut(demanded, world):
                verdicts.rules.update((rule.id, False) for rule in rules)
            elif demanded:
                found = self._infer(rules, world, demanded)
                verdicts.rules.update(found.rules)
                verdicts.withhold.update(found.withhold)
        return Judged(verdicts, with_derived(known, verdicts, world, self.rulebook), world)

    def judge_exercise(self, patient: World, exercise: Exercise, log: Mapping[str, Value]) -> Judged:
        """Return the verdicts on the progression rules for one exercise of a patient's log."""
        world = patient | self._attributes_of(exercise)
        facts = {}
        for name in sorted(log.keys() & self.rulebook.facts.keys()):
            statement = Statement(log[name], None, "log")
            facts[name] = Fact(self.rulebook.facts[name], statement, (statement,), "")
        world |= world_of(facts)
        return Judged(self._infer(self._of_exercise, world), facts, world)

    def _attributes_of(self, exercise: Exercise) -> World:
        if exercise.id not in self._attributes:
            self._attributes[exercise.id] = attribute_world(exercise.attributes, self.rulebook.attributes)
        return self._attributes[exercise.id]
