"""The smallest change of facts that would admit an exercise, or a session: exact, and tried before told.

What is sought is an edit of the patient file: the fewest facts, then the nearest values, of facts that can
change or are not known. Each answer is decided again by the engine; a difference is an internal error.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from therex.errors import TherexError
from therex.explain.explainer import Explainer
from therex.explain.fixed import fixed_behind
from therex.explain.smallest_words import Change, change_of
from therex.explain.solve import Solvable
from therex.explain.solve_goals import WISHED, Goals
from therex.explain.solve_search import Goal, Search, Solution, Stuck
from therex.explain.standing import standing
from therex.facts import document
from therex.facts.changed import changed
from therex.facts.read import patient_from
from therex.inference.session import Session
from therex.plan.build import decide
from therex.plan.decision import Decision
from therex.plan.findings import find
from therex.plan.fit import Fit
from therex.rulebook.known import known_to
from therex.rulebook.model import Exercise


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why nothing can be done about these rules: the facts that they stand on and that cannot change."""

    rules: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """What would admit an exercise, or (where `exercise` is empty) a session.

    `in_way` are the rules that stand in the way now. `impossible` says why no change admits it; else
    `changes` do, and none are needed where they are empty. `unasked` says why no such change makes a rule
    recommend it: then nothing forbids it any more, and nothing asks for it. `then` says what the plan makes
    of it.
    """

    exercise: str
    in_way: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    impossible: Impossible | None = None
    unasked: Impossible | None = None
    then: str = ""


class Smallest:
    """Finds the smallest changes for one patient; all questions share what they can."""

    def __init__(self, explainer: Explainer, session: Session, patient_file: document.Mapping) -> None:
        """Prepare the answers.

        Args:
            explainer: the decision, explained.
            session: the one that made it.
            patient_file: the file as it was read; edits of it are tried.

        """
        self._explainer, self._session, self._file = explainer, session, patient_file
        self._known = known_to(session.rulebook)
        judged = explainer.findings.judged
        solvable = Solvable(judged.facts, judged.world, session.rulebook)
        self._free = solvable.free
        self._goals = Goals(solvable, explainer.patient.overrides)
        self._search = Search(solvable.free)
        self._solved: dict[frozenset[tuple[str, int]], tuple[Change, ...] | Stuck] = {}
        self._tried: dict[tuple[Change, ...], tuple[Decision, Fit]] = {}

    def allowing(self) -> Admission:
        """Return what would allow a session today."""
        return self._admission("", self._goals.of_session())

    def admitting(self, exercise: Exercise) -> Admission:
        """Return what would admit an exercise: allow the session, clear its way, and have a rule ask for it.

        Where no rule can be made to ask for it, what would clear its way.
        """
        clear = self._goals.of_exercise(exercise.id)
        wished = clear | {WISHED: self._goals.wished(exercise.id)}
        found = self._solve(wished)
        if isinstance(found, Stuck) and WISHED in found.goals:
            return self._admission(exercise.id, clear, unasked=self._impossible(found, exercise.id))
        return self._admission(exercise.id, wished)

    def _admission(
        self, exercise: str, goals: dict[str, Goal], unasked: Impossible | None = None
    ) -> Admission:
        in_way = self._goals.in_way(exercise)
        found = self._solve(goals)
        if isinstance(found, Stuck):
            return Admission(exercise, in_way, impossible=self._impossible(found, exercise))
        decision, fit = self._decided(found)
        if not _admits(decision, exercise):
            edits = ", ".join(f"{change.fact}={change.value}" for change in found)
            what = exercise or "the session"
            raise TherexError(f"internal error: the solver and the engine differ on {what} with {edits}")
        then = standing(exercise, decision, fit) if exercise else ""
        return Admission(exercise, in_way, found, unasked=unasked, then=then)

    def _solve(self, goals: dict[str, Goal]) -> tuple[Change, ...] | Stuck:
        posed = ((name, goal.formula) for name, goal in goals.items() if goal.formula is not True)
        key = frozenset((name, -1 if formula is False else formula.get_id()) for name, formula in posed)
        if key not in self._solved:
            found = self._search.smallest(goals)
            self._solved[key] = found if isinstance(found, Stuck) else self._told(found)
        return self._solved[key]

    def _told(self, solution: Solution) -> tuple[Change, ...]:
        """Return the changes with how far each may go; of what was unknown, the middle of that is tried."""
        names = sorted(solution.changes)
        for name in names:
            if self._free[name].present is None:
                reach = self._search.reach(solution, name)
                middle = reach[(len(reach) - 1) // 2]
                solution = replace(solution, changes=solution.changes | {name: middle})
        facts = self._explainer.grounds.facts
        return tuple(
            change_of(
                facts[name],
                self._free[name].values,
                solution.changes[name],
                self._search.reach(solution, name),
            )
            for name in names
        )

    def _decided(self, changes: tuple[Change, ...]) -> tuple[Decision, Fit]:
        """Return the decision on the edited file, and what is open to its plan."""
        if changes not in self._tried:
            values = {change.fact: change.value for change in changes}
            patient = patient_from(changed(self._file, values, self._known), self._known)
            decision = decide(self._session, patient)
            judged = self._session.judge_patient(patient.facts)
            findings = find(judged, self._session.rulebook, patient.overrides)
            reviewed = frozenset(one.exercise for one in decision.progressions if one.verdict == "review")
            self._tried[changes] = decision, Fit(findings, patient, reviewed)
        return self._tried[changes]

    def _impossible(self, stuck: Stuck, exercise: str) -> Impossible:
        names = self._goals.rules_of(stuck.goals, exercise)
        rules = [self._session.rulebook.rules[name] for name in names]
        return Impossible(names, fixed_behind(rules, self._explainer.findings))


def _admits(decision: Decision, exercise: str) -> bool:
    """Say whether a decision allows a session, and neither bars nor withholds the exercise."""
    closed = {one.id for one in decision.barred} | {one.id for one in decision.withheld}
    return decision.action.exercise_today and exercise not in closed
