"""What explanations of one patient stand on: the facts, and the world that the rules were judged in."""

from __future__ import annotations

from dataclasses import dataclass

from therex.facts.logs import log_facts
from therex.facts.model import ExerciseLog, Fact, Facts, Patient, Statement
from therex.facts.vocabulary import Vocabulary
from therex.inference.session import Judged, Session
from therex.inference.verdicts import Truth3
from therex.inference.world import World
from therex.rulebook.model import Exercise, Rule, Rulebook


@dataclass(frozen=True)
class Grounds:
    """The facts about a patient, or about one exercise of the log, as the rules met them."""

    rulebook: Rulebook
    facts: Facts
    world: World
    rules: dict[str, Truth3]
    withhold: dict[str, Truth3]
    assessed_by: str

    @property
    def vocabulary(self) -> Vocabulary:
        """Everything a condition may name, with its label."""
        return self.rulebook.vocabulary

    def deriving(self, fact: str) -> Rule | None:
        """Return the rule that derives a fact."""
        return self.rulebook.derivations.get(fact)


def patient_grounds(judged: Judged, rulebook: Rulebook, patient: Patient) -> Grounds:
    """Return the grounds of the rules about the patient."""
    verdicts = judged.verdicts
    return Grounds(
        rulebook, judged.facts, judged.world, verdicts.rules, verdicts.withhold, patient.head.assessed_by
    )


def log_grounds(session: Session, judged: Judged, patient: Patient, log: ExerciseLog) -> Grounds:
    """Return the grounds of the rules that judge one exercise of the log."""
    rulebook = session.rulebook
    exercise = rulebook.exercises[log.exercise]
    readings = log_facts(log, patient.head.assessed_on)
    found = session.judge_exercise(judged.world, exercise, readings)
    facts = {**judged.facts, **_attributes(exercise, rulebook.attributes)}
    for name, definition in rulebook.facts.items():
        if definition.about == "exercise":
            facts[name] = Fact(definition, why_unknown="not in the log")
            if name in readings:
                last = log.sessions[-1].on
                facts[name] = Fact(definition, Statement(readings[name], last, "log", log.place))
    verdicts = found.verdicts
    return Grounds(rulebook, facts, found.world, verdicts.rules, verdicts.withhold, patient.head.assessed_by)


def _attributes(exercise: Exercise, attributes: Vocabulary) -> Facts:
    """Return an exercise's attributes as facts; sets are read from the world, option by option."""
    return {
        name: Fact(attributes[name], Statement(value, None, "exercise", by=exercise.id))
        for name, value in exercise.attributes.items()
        if not isinstance(value, frozenset)
    }
