"""Why an exercise is not in the plan: every reason that holds, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from therex.explain.explainer import Explainer
from therex.explain.outline import Point, said
from therex.explain.why import explain_item
from therex.plan.fit import Fit
from therex.rulebook.model import Exercise, Recommend, Rule


def explain_exercise(exercise: Exercise, explainer: Explainer) -> Point:
    """Return why an exercise is in the plan, or why it is not."""
    for item in explainer.decision.exercises:
        if item.id == exercise.id:
            return Point("in the plan", (explain_item(item, explainer),))
    reasons = (
        *_held(explainer),
        *_barred(exercise, explainer),
        *_withheld(exercise, explainer),
        *_unfit(exercise, explainer),
        *_dropped(exercise, explainer),
        *_replaced(exercise, explainer),
        *_recommended(exercise, explainer),
    )
    return Point(f"not in the plan: {exercise.code} {exercise.id}: {exercise.name}", reasons)


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
    wanted = {recommend.purpose for _, recommend in _wishes(exercise, explainer.findings.fired)}
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
    """Yield the rules that recommend it: those that fired, or else those that would and what they lack."""
    rulebook, findings = explainer.rulebook, explainer.findings
    fired = _wishes(exercise, findings.fired)
    for rule, recommend in fired:
        label = rulebook.purposes[recommend.purpose].label
        covered = [item.id for item in explainer.decision.exercises if recommend.purpose in item.purposes]
        others = f"the plan covers it with {', '.join(covered)}" if covered else ""
        yield Point(f"recommended for {label}", (*said(others), *explainer.because((rule.id,))))
    if fired:
        return
    asleep = _wishes(
        exercise, tuple(rule for rule in rulebook.scoped("patient") if rule not in findings.fired)
    )
    if not asleep:
        yield Point("no rule recommends it by name or attribute; it can only stand in for another exercise")
        return
    rules = explainer.because(dict.fromkeys(rule.id for rule, _ in asleep))
    yield Point("not recommended: no rule that fired names it; these would, were they true", rules)


def _wishes(exercise: Exercise, rules: tuple[Rule, ...]) -> list[tuple[Rule, Recommend]]:
    """Return the recommendations of an exercise, by rule id."""
    return [(rule, outcome) for rule in sorted(rules, key=lambda rule: rule.id) for outcome in rule.outcomes
            if isinstance(outcome, Recommend) and exercise.id in outcome.exercises]  # fmt: skip
