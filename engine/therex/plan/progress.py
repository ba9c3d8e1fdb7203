"""Progression: for each exercise of the log, the most conservative verdict of its rules."""

from __future__ import annotations

from dataclasses import dataclass

from therex.facts.logs import log_facts
from therex.facts.model import ExerciseLog, Facts, Patient
from therex.inference.session import Judged, Session
from therex.inference.trace import missing
from therex.plan.decision import Progression, Reason
from therex.plan.dose import changed
from therex.plan.fit import Fit
from therex.plan.record import filled
from therex.rulebook.model import Dose, Progress, Rule, Rulebook
from therex.rulebook.terms import Verdict

#: The most conservative first.
_CAUTION: tuple[Verdict, ...] = ("review", "regress", "hold", "progress")
_UNKNOWN = (Reason(rule="", clinician="The log does not hold enough to change anything."),)
_NO_NEXT_STEP = (
    "Ready for more, but no next step is possible: no load, no room in the dose, or none that is safe."
)


@dataclass(frozen=True)
class Running:
    """One exercise of the log: the verdict, and the exercise and dose to go on with."""

    progression: Progression
    exercise: str
    dose: Dose

    @property
    def needs_review(self) -> bool:
        """Say whether a therapist must look before it goes on."""
        return self.progression.verdict == "review"


def progressions(session: Session, judged: Judged, patient: Patient, fit: Fit) -> dict[str, Running]:
    """Return what becomes of each logged exercise.

    Args:
        session: the rules.
        judged: what was found about the patient.
        patient: the file, with its log.
        fit: what may be printed; a step up or down goes only to such an exercise.

    """
    logged = {log.exercise for log in patient.logs}  # a step never leads to one that has a verdict of its own
    open_ = {name for name, exercise in session.rulebook.exercises.items()
             if logged and name not in logged and fit.obstacle(exercise) is None}  # fmt: skip
    return {log.exercise: _one(session, judged, log, patient, open_) for log in patient.logs}


def _one(session: Session, judged: Judged, log: ExerciseLog, patient: Patient, open_: set[str]) -> Running:
    rulebook = session.rulebook
    exercise = rulebook.exercises[log.exercise]
    found = session.judge_exercise(judged.world, exercise, log_facts(log, patient.head.assessed_on))
    rules = sorted(rulebook.scoped("exercise"), key=lambda rule: rule.id)
    fired = [(rule, outcome) for rule in rules if found.verdicts.rules[rule.id]
             for outcome in rule.outcomes if isinstance(outcome, Progress)]  # fmt: skip
    unknown = sorted({name for rule in rules if found.verdicts.rules[rule.id] is None
                      for name in missing(rule.when, found.world)})  # fmt: skip
    verdicts: list[Verdict] = [outcome.verdict for _, outcome in fired]
    verdict: Verdict = min(verdicts, key=_CAUTION.index) if verdicts else "hold"
    deciding = [(rule, outcome) for rule, outcome in fired if outcome.verdict == verdict]
    dose, goes_on, change = _changed(log, [outcome for _, outcome in deciding], rulebook, open_)
    facts = {**judged.facts, **found.facts}
    reasons = tuple(_reason(rule, facts) for rule, _ in deciding)
    unruled = [rule for rule in rules if found.verdicts.rules[rule.id] is None and _warns(rule)]
    if verdict == "progress" and unruled:
        verdict, reasons = "hold", tuple(_not_ruled_out(rule) for rule in unruled)
        dose, goes_on, change = dict(log.prescribed), log.exercise, ""
    elif verdict == "progress" and not change:
        verdict, reasons = "hold", (Reason(rule="", clinician=_NO_NEXT_STEP),)
    elif verdict == "regress" and not change:
        verdict = "review"  # what must become easier and cannot is not printed as before
    labels = tuple(rulebook.facts[name].label for name in unknown if name in rulebook.facts)
    progression = Progression(
        exercise=log.exercise,
        verdict=verdict,
        change=change,
        now=goes_on,
        reasons=reasons or _UNKNOWN,
        missing=labels,
    )
    return Running(progression, goes_on, dose)


def _changed(
    log: ExerciseLog, outcomes: list[Progress], rulebook: Rulebook, open_: set[str]
) -> tuple[Dose, str, str]:
    """Return dose, exercise and the change made: the first that is possible."""
    exercise = rulebook.exercises[log.exercise]
    dose: Dose = dict(log.prescribed)
    if log.sessions[-1].load_kg is not None:
        dose["load_kg"] = (log.sessions[-1].load_kg, log.sessions[-1].load_kg)
    for outcome in outcomes:
        for part, amount in outcome.changes:
            if part == "step":
                neighbour = exercise.harder if amount == "harder" else exercise.easier
                if neighbour and neighbour in open_:
                    return dict(rulebook.exercises[neighbour].dose or {}), neighbour, f"{amount}: {neighbour}"
            elif new := changed(dose, part, amount, rulebook.dose_parts):
                sign = "" if amount.startswith("-") else "+"
                return new, exercise.id, f"{part} {sign}{amount}"
    return dose, exercise.id, ""


def _warns(rule: Rule) -> bool:
    """Say whether a rule calls for a step back or a review: not ruled out, it forbids a step up."""
    return any(isinstance(o, Progress) and o.verdict in {"regress", "review"} for o in rule.outcomes)


def _not_ruled_out(rule: Rule) -> Reason:
    return Reason(rule=rule.id, clinician=f"Not ruled out: {rule.summary}.")


def _reason(rule: Rule, facts: Facts) -> Reason:
    return Reason(rule=rule.id, patient=rule.patient, clinician=filled(rule.clinician, facts))
