"""A rulebook made ready to judge patients: its rules by scope, with their matchers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from therex.facts.model import Fact, Facts, Statement
from therex.facts.vocabulary import Value
from therex.inference.enrich import with_calculated, with_derived
from therex.inference.infer import infer
from therex.inference.rete import Matcher
from therex.inference.verdicts import Verdicts
from therex.inference.world import Known, World, attribute_world, world_of
from therex.rulebook.model import Exercise, Rulebook


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
        self._rules = {scope: rulebook.scoped(scope) for scope in ("patient", "exercise")}
        self._matchers: dict[str, Matcher] = {}

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

    def _matcher(self, scope: str) -> Matcher:
        """Return the matcher of a scope, made when it is first needed: few patients have a log."""
        if scope not in self._matchers:
            self._matchers[scope] = Matcher(self._rules[scope], self.rulebook.vocabulary)
        return self._matchers[scope]

    def judge_patient(self, facts: Facts) -> Judged:
        """Return the verdicts on the rules about the patient, with calculated and derived facts.

        Raises:
            EvaluatorsDisagreeError: the two evaluators differ.

        """
        known = with_calculated(facts, self.rulebook)
        world = world_of(known)
        verdicts = infer(self._rules["patient"], self._matcher("patient"), world)
        world |= {fact: Known(code) for fact, code in verdicts.derived.items()}
        return Judged(verdicts, with_derived(known, verdicts, world, self.rulebook), world)

    def judge_exercise(self, patient: World, exercise: Exercise, log: Mapping[str, Value]) -> Judged:
        """Return the verdicts on the progression rules for one exercise of a patient's log."""
        world = patient | attribute_world(exercise.attributes, self.rulebook.attributes)
        facts = {}
        for name, definition in self.rulebook.facts.items():
            if name in log:
                statement = Statement(log[name], None, "log")
                facts[name] = Fact(definition, statement, (statement,), "")
        world |= world_of(facts)
        return Judged(infer(self._rules["exercise"], self._matcher("exercise"), world), facts, world)
