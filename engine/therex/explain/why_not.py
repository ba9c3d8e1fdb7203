"""Why an exercise is not in the plan: every reason that holds, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from therex.explain.explainer import Explainer
from therex.explain.outline import Point, said
from therex.explain.why import explain_item
from therex.plan.fit import Fit
from therex.rulebook.model import Exercise

#: Tells the smallest change that admits an exercise, or a session where none is named.
Admitting = Callable[[Exercise | None], Point]


def explain_session(explainer: Explainer, admitting: Admitting | None = None) -> Point:
    """Return why no session is possible today and, by `admitting`, what would have to change."""
    if explainer.decision.action.exercise_today:
        return Point("a session is possible today")
    return Point("no session is possible today", (*_held(explainer), *_change(None, admitting)))


def explain_exercise(exercise: Exercise, explainer: Explainer, admitting: Admitting | None = None) -> Point:
    """Return why an exercise is in the plan, or why not and, by `admitting`, what would have to change."""
    for item in explainer.decision.exercises:
        if item.id == exercise.id:
            return Point("in the plan", (explain_item(item, explainer),))
    in_way = chain(*in_the_way(exercise, explainer).values())
    reasons = (*_held(explainer), *in_way, *_change(exercise, admitting))
    return Point(f"not in the plan: {exercise.code} {exercise.id}: {exercise.name}", reasons, exercise)


def in_the_way(exercise: Exercise, explainer: Explainer) -> dict[str, tuple[Point, ...]]:
    """Return what keeps an exercise out of the plan by kind of reason, be exercise possible today or not."""
    found = {kind: tuple(reasons(exercise, explainer)) for kind, reasons in KINDS.items()}
    return {kind: points for kind, points in found.items() if points}


def _change(exercise: Exercise | None, admitting: Admitting | None) -> tuple[Point, ...]:
    return (admitting(exercise),) if admitting else ()


def _held(explainer: Explainer) -> Iterator[Point]:
    action = explainer.decision.action
    if not action.exercise_today:
        rules = explainer.because(call.rule for call in action.calls)
        yield Point(f"no exercise is printed today: {action.level}", rules)


def _barred(exercise: Exercise, explainer: Explainer) -> Iterator[Point]:
    if rules := explainer.findings.barred.get(exercise.id):
        yield Point("barred, and nothing overrules that", explainer.because(rules))


def _withheld(exercise: Exercise, explainer: Explainer) -> Iterator[Point]:
    findings = explainer.findings
    if rules := findings.withheld.get(exercise.id):
        facts = sorted({fact for rule in rules for fact in findings.missing(explainer.rulebook.rules[rule])})
        asked = said(*(f"ask: {explainer.question(fact)}" for fact in facts))
        released = Point("these answers would release it, or bar it", asked)
        yield Point("withheld, for it cannot be ruled out", (released, *explainer.because(rules)))


def _unfit(exercise: Exercise, explainer: Explainer) -> Iterator[Point]:
    """Yield what else stands in the way: no dose, equipment, a review that is due."""
    reviewed = {one.exercise for one in explainer.decision.progressions if one.verdict == "review"}
    obstacle = Fit(explainer.findings, explainer.patient, frozenset(reviewed)).obstacle(exercise)
    if obstacle and not obstacle.rules:
        rules = [reason.rule for one in explainer.decision.progressions if one.exercise == exercise.id
                 for reason in one.reasons]  # fmt: skip
        yield Point(obstacle.text, explainer.because(rules, exercise.id))


def _dropped(exercise: Exercise, explainer: Explainer) -> Iterator[Point]:
    """Yield why it was dropped, or why the purpose it was wanted for has no exercise."""
    wanted = {recommend.purpose for _, recommend in explainer.wishes(exercise, fired=True)}
    for dropped in explainer.decision.dropped:
        if dropped.id == exercise.id:
            log = explainer.log_of(exercise.id)
            yield Point(f"dropped: {dropped.reason}", explainer.because(dropped.rules, log))
        elif not dropped.id and dropped.purpose in wanted:
            purpose = explainer.rulebook.purposes[dropped.purpose].label
            yield Point(f"dropped with its purpose ({purpose}): {dropped.reason}")


def _replaced(exercise: Exercise, explainer: Explainer) -> Iterator[Point]:
    decision = explainer.decision
    instead = {barred.instead for barred in decision.barred if barred.id == exercise.id}
    instead |= {item.id for item in decision.exercises for step in item.history
                if step.what == "replaces" and step.text.partition(":")[0] == exercise.id}  # fmt: skip
    instead |= {one.now for one in decision.progressions if one.exercise == exercise.id != one.now}
    for name in sorted(instead - {""}):
        yield Point(f"replaced by {name}")


def _recommended(exercise: Exercise, explainer: Explainer) -> Iterator[Point]:
    """Yield the rules that fired and recommend it."""
    for rule, recommend in explainer.wishes(exercise, fired=True):
        label = explainer.rulebook.purposes[recommend.purpose].label
        covered = [item.id for item in explainer.decision.exercises if recommend.purpose in item.purposes]
        others = f"the plan covers it with {', '.join(covered)}" if covered else ""
        yield Point(f"recommended for {label}", (*said(others), *explainer.because((rule.id,))))


def _not_recommended(exercise: Exercise, explainer: Explainer) -> Iterator[Point]:
    """Yield the rules that would recommend it and what they lack, where none does."""
    if explainer.wishes(exercise, fired=True):
        return
    asleep = explainer.wishes(exercise, fired=False)
    if not asleep:
        yield Point("no rule recommends it by name or attribute; it can only stand in for another exercise")
        return
    rules = explainer.because(dict.fromkeys(rule.id for rule, _ in asleep))
    yield Point("not recommended: no rule that fired names it; these would, were they true", rules)


#: What can keep an exercise out of the plan, in the order in which it is told.
KINDS: dict[str, Callable[[Exercise, Explainer], Iterator[Point]]] = {
    "barred": _barred,
    "withheld until facts are known": _withheld,
    "not possible at this home, or in this plan": _unfit,
    "dropped": _dropped,
    "replaced": _replaced,
    "recommended, but not chosen": _recommended,
    "not recommended": _not_recommended,
}
