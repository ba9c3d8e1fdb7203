"""One decision opened up again: every rule with its truth, its facts and its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from therex.errors import InputError, nearest
from therex.explain.answers import question_of
from therex.explain.evidence import evidence_points
from therex.explain.grounds import Grounds, log_grounds, patient_grounds
from therex.explain.needs import statable
from therex.explain.outline import Point, said
from therex.explain.tree import condition_tree, deciding, rule_tree
from therex.explain.tree_words import TRUTH, tree_point
from therex.facts.model import Patient
from therex.inference.session import Session
from therex.inference.trace import missing
from therex.inference.verdicts import Truth3
from therex.plan.decision import Decision
from therex.plan.findings import find, holds_session
from therex.plan.overrides import left_of
from therex.plan.record import filled
from therex.rulebook.model import Exercise, Recommend, Rule


@dataclass(frozen=True, slots=True)
class Opened:
    """A rule as a line of an explanation tells of it: its truth, and what it says.

    `log` is the exercise whose log it judged; `again` marks a line that refers back to an earlier one.
    """

    rule: Rule
    truth: Truth3
    says: str
    log: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class AsWritten:
    """The condition of a rule, as its author wrote it."""

    rule: Rule


class Explainer:
    """Answers questions on one decision.

    A rule is opened down to its facts where it is named first; later lines refer back to it.
    """

    def __init__(self, decision: Decision, patient: Patient, session: Session) -> None:
        self.decision, self.patient, self.rulebook = decision, patient, session.rulebook
        judged = session.judge_patient(patient.facts)
        self.findings = find(judged, self.rulebook, patient.overrides)
        self.grounds = patient_grounds(judged, self.rulebook, patient)
        self.logs = {log.exercise: log_grounds(session, judged, patient, log) for log in patient.logs}
        self._opened: set[tuple[str, str]] = set()

    def exercise(self, name: str) -> Exercise:
        """Return the exercise with this id or catalogue code.

        Raises:
            InputError: there is none; with the nearest.

        """
        by_code = {exercise.code.lower(): exercise for exercise in self.rulebook.exercises.values()}
        found = self.rulebook.exercises.get(name.lower()) or by_code.get(name.lower())
        if found is None:
            codes = (exercise.code for exercise in self.rulebook.exercises.values())
            hint = nearest(name.lower(), self.rulebook.exercises) or nearest(name.upper(), codes)
            raise InputError(
                f'unknown exercise "{name}"', expected=hint or "an id or a code of the catalogue"
            )
        return found

    def rule(self, name: str) -> Rule:
        """Return the rule with this id.

        Raises:
            InputError: there is none; with the nearest.

        """
        if name not in self.rulebook.rules:
            hint = nearest(name, self.rulebook.rules) or "the id of a rule"
            raise InputError(f'unknown rule "{name}"', expected=hint)
        return self.rulebook.rules[name]

    def open_anew(self) -> None:
        """Open each rule again where it is named next, as on a page that is read part by part."""
        self._opened.clear()

    def grounds_of(self, opened: Opened) -> Grounds:
        """Return what a rule was judged on: the patient, or one exercise of the log."""
        return self.logs[opened.log] if opened.log else self.grounds

    def whole_rule(self, rule: Rule) -> Point:
        """Return the whole truth tree of a rule, whatever came of it."""
        title = f"{rule.id}: {rule.summary}"
        if rule.scope == "patient":
            return Point(title, self._whole(rule, self.grounds), rule)
        if not self.logs:
            return Point(title, said("judged for each exercise of the log; this file has no log"), rule)
        logs = (Point(f"for {name}", self._whole(rule, grounds)) for name, grounds in self.logs.items())
        return Point(title, tuple(logs), rule)

    def because(self, names: Iterable[str], log: str = "") -> tuple[Point, ...]:
        """Return the rules of a line of the plan, each down to the facts that decided it.

        Args:
            names: ids of rules.
            log: the exercise whose log a progression rule judged.

        """
        rules = (self.rulebook.rules[name] for name in names if name)
        return tuple(self._once(rule, log if rule.scope == "exercise" else "") for rule in rules)

    def wishes(self, exercise: Exercise, *, fired: bool) -> list[tuple[Rule, Recommend]]:
        """Return the recommendations of an exercise by rules that fired, or by those that did not; by id."""
        wishes = self._wishes.get(exercise.id, [])
        return [wish for wish in wishes if (self.grounds.rules[wish[0].id] is True) == fired]

    @cached_property
    def _wishes(self) -> dict[str, list[tuple[Rule, Recommend]]]:
        found = defaultdict(list)
        for rule in sorted(self.rulebook.scoped("patient"), key=lambda rule: rule.id):
            for outcome in rule.outcomes:
                if isinstance(outcome, Recommend):
                    for name in outcome.exercises:
                        found[name].append((rule, outcome))
        return found

    def question(self, fact: str) -> str:
        """Return the question that answers a fact."""
        return f"{question_of(self.rulebook.facts[fact])} ({fact})"

    def log_of(self, exercise: str) -> str:
        """Return the exercise of the log that this one goes on from, or is; or nothing."""
        found = (one.exercise for one in self.decision.progressions if exercise in {one.now, one.exercise})
        return next(found, "")

    def _once(self, rule: Rule, log: str) -> Point:
        grounds = self.logs[log] if log else self.grounds
        truth = grounds.rules[rule.id]
        says = filled(rule.clinician, grounds.facts) if truth else rule.summary
        again = (rule.id, log) in self._opened
        opened = Opened(rule, truth, says, log, again)
        if again:
            return Point(f"{rule.id}: see above", of=opened)
        self._opened.add((rule.id, log))
        trees = tuple(tree_point(deciding(node)) for node in rule_tree(rule, grounds))
        return Point(f"{rule.id}: {says}", (*trees, *evidence_points(rule.evidence, self.rulebook)), opened)

    def _whole(self, rule: Rule, grounds: Grounds) -> tuple[Point, ...]:
        verdict = grounds.rules[rule.id]
        trees = tuple(tree_point(node) for node in rule_tree(rule, grounds))
        return (
            *said(self._verdict(rule, grounds)),
            *said(f"says: {filled(rule.clinician, grounds.facts)}" if verdict else ""),
            Point(f"condition as written: {rule.when_text}", of=AsWritten(rule)),
            *trees,
            *(self._when_unknown(rule, grounds) if verdict is None else ()),
            *evidence_points(rule.evidence, self.rulebook),
        )

    def _verdict(self, rule: Rule, grounds: Grounds) -> str:
        verdict = grounds.rules[rule.id]
        word = {True: "fires", False: "at rest", None: "unknown"}[verdict]
        if rule.id in self.findings.overridden:
            word += ", set aside by the therapist"
        if rule.derives:
            fact = grounds.facts[rule.derives.fact]
            return f"{word}: {fact.definition.label} is {fact.say()}"
        if verdict is not None or not rule.fails_closed:
            return word if verdict is not None else f"{word}: does not fire until its facts are known"
        left = left_of(rule, self.patient.overrides)
        if left in self.findings.closed:
            held = "the session is" if holds_session(rule) else "what it guards is"
            return f"{word}: it cannot be ruled out, so {held} held back"
        if left in self.findings.asking:
            return f"{word}: it asks, and holds nothing back"
        return f"{word}: it holds nothing back and asks nothing here"

    def _when_unknown(self, rule: Rule, grounds: Grounds) -> tuple[Point, ...]:
        """Return what would settle an unknown rule, and whether it may wait."""
        if rule.scope == "exercise":
            return tuple(self._missing_for_log(rule, grounds))
        asked = (Point(f"ask: {self.question(name)}") for name in self.findings.missing(rule))
        if not rule.fails_closed or not rule.unknown_reason:
            return tuple(asked)
        if not rule.withhold_text:
            return (*asked, Point(f"unknown is softened: {rule.unknown_reason}"))
        tree = tree_point(condition_tree(rule.withhold_if, grounds))
        truth = TRUTH[grounds.withhold[rule.id]]
        return (*asked, Point(f"[{truth}] holds back if", (tree,)), Point(f"softened: {rule.unknown_reason}"))

    def _missing_for_log(self, rule: Rule, grounds: Grounds) -> Iterator[Point]:
        """Yield what the log leaves open, and what to ask the patient."""
        lacking = sorted(missing(rule.when, grounds.world))
        for name in lacking:
            if grounds.vocabulary[name].about == "exercise":
                yield Point(f"missing in the log: {grounds.vocabulary[name].label}")
        roots = frozenset[str]().union(*(statable(name, self.rulebook) for name in lacking))
        for name in sorted(roots):
            if grounds.facts[name].used is None:
                yield Point(f"ask: {self.question(name)}")
