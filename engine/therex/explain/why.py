"""Why the plan is as it is: each line with the rules behind it, down to facts and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from therex.explain.explainer import Explainer
from therex.explain.outline import Point, said
from therex.explain.plan_words import amount_words, limit_words, told_words
from therex.plan.decision import Call, Dose, Item, LimitSet, Progression, Question, Told


@dataclass(frozen=True)
class Section:
    """A part of the explanation of a decision; its points are made as they are read, in their order."""

    name: str
    title: str
    points: Iterator[Point]


def explain_plan(explainer: Explainer) -> tuple[Point, ...]:
    """Return the whole decision, line by line."""
    decision = explainer.decision
    filled = [Point(section.title, tuple(section.points)) for section in sections(explainer)]
    stated = f"decision {decision.id}, rulebook {decision.rulebook[:12]}, therex {decision.engine}"
    return (*(point for point in filled if point.points or point is filled[0]), Point(stated))


def sections(explainer: Explainer) -> tuple[Section, ...]:
    """Return the parts of the explanation of a decision, the action first; some may be empty."""
    decision = explainer.decision
    today = "" if decision.action.exercise_today else ", no exercise today"
    return (
        Section(
            "action",
            f"action: {decision.action.level}{today}",
            (_call(call, explainer) for call in decision.action.calls),
        ),
        Section("overrides", "set aside by the therapist", _set_aside(explainer)),
        Section("exercises", "exercises", (explain_item(item, explainer) for item in decision.exercises)),
        Section(
            "progression", "progression", (_progression(one, explainer) for one in decision.progressions)
        ),
        Section("left-out", "left out", _left_out(explainer)),
        Section("limits", "limits", (_limit(limit, explainer) for limit in decision.limits)),
        Section("told", "told", (_told(told, explainer) for told in decision.told)),
        Section("barred", "barred", _barred(explainer)),
        Section("withheld", "withheld until facts are known", _withheld(explainer)),
        Section(
            "questions", "questions", (_question(question, explainer) for question in decision.questions)
        ),
        Section("would-add", "would add to the plan if known", _unknown(decision.would_be_known)),
    )


def explain_item(item: Item, explainer: Explainer) -> Point:
    """Return why one exercise is in the plan, with its dose, limits and the sentences beside it."""
    log = explainer.log_of(item.id)
    steps = [Point(f"{step.what}: {step.text}", explainer.because(step.rules, log)) for step in item.history]
    shown = {rule for step in item.history for rule in step.rules}
    others = [reason.rule for reason in item.because if reason.rule not in shown]
    beside = (
        *((f"harder when: {told_words(told)}", told) for told in item.progress_when),
        *((f"easier when: {told_words(told)}", told) for told in item.easier_when),
        *((f"stop when: {told_words(told)}", told) for told in item.stop_when),
    )
    return Point(
        f"{item.code} {item.id}: {item.name}",
        (
            *said(f"dose: {', '.join(map(dose_words, item.dose))}" if item.dose else ""),
            *steps,
            *explainer.because(others),
            *(_limit(limit, explainer) for limit in item.limits),
            *(Point(text, explainer.because((told.rule,))) for text, told in beside),
        ),
        item,
    )


def dose_words(part: Dose) -> str:
    """Return one part of a dose, as `reps 8-12`."""
    return f"{part.name} {amount_words(part)}"


def _call(call: Call, explainer: Explainer) -> Point:
    unknown = ", not ruled out" if call.because_unknown else ""
    return Point(f"{call.level}{unknown}: {call.do}", explainer.because((call.rule,)))


def _set_aside(explainer: Explainer) -> Iterator[Point]:
    for override in explainer.decision.overrides:
        where = f" for {override.exercise}" if override.exercise else ""
        does = (f"would have: {words}" for words in override.set_aside)
        idle = "" if override.effect else "without it the plan is the same"
        yield Point(
            f"{override.rule}{where}, by {override.by}: {override.reason}",
            (*said(*does, idle), *explainer.because((override.rule,))),
        )


def _progression(one: Progression, explainer: Explainer) -> Point:
    onwards = f" to {one.now}" if one.now != one.exercise else ""
    title = f"{one.exercise}: {one.verdict}{onwards} {one.change}".rstrip()
    unruled = (reason.clinician for reason in one.reasons if not reason.rule)
    rules = explainer.because((reason.rule for reason in one.reasons), one.exercise)
    lacking = f"not in the log: {', '.join(one.missing)}" if one.missing else ""
    return Point(title, (*said(*unruled), *rules, *said(lacking)))


def _left_out(explainer: Explainer) -> Iterator[Point]:
    for dropped in explainer.decision.dropped:
        name = f"{dropped.id} ({dropped.purpose})" if dropped.id else dropped.purpose
        yield Point(
            f"{name}: {dropped.reason}", explainer.because(dropped.rules, explainer.log_of(dropped.id))
        )


def _limit(limit: LimitSet, explainer: Explainer) -> Point:
    words = limit_words(limit, explainer.rulebook)
    return Point(f"limit: {words}", explainer.because(limit.rules))


def _told(told: Told, explainer: Explainer) -> Point:
    return Point(f"{told.kind}: {told_words(told)}", explainer.because((told.rule,)))


def _barred(explainer: Explainer) -> Iterator[Point]:
    """Group the barred exercises by the rules that bar them: one rule often bars twenty."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for barred in explainer.decision.barred:
        instead = f" (instead: {barred.instead})" if barred.instead else ""
        groups[barred.rules].append(f"{barred.id}{instead}")
    yield from _grouped(groups, explainer)


def _withheld(explainer: Explainer) -> Iterator[Point]:
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for withheld in explainer.decision.withheld:
        groups[withheld.rules].append(withheld.id)
    yield from _grouped(groups, explainer)


def _grouped(groups: dict[tuple[str, ...], list[str]], explainer: Explainer) -> Iterator[Point]:
    for rules, names in sorted(groups.items()):
        yield Point(f"{len(names)}: {', '.join(names)}", explainer.because(rules))


def _question(question: Question, explainer: Explainer) -> Point:
    effects = (
        "the session waits for it" if question.holds_session else "",
        f"releases or bars {', '.join(question.releases)}" if question.releases else "",
    )
    title = f"{question.question} ({question.fact}: {question.why})"
    return Point(title, (*said(*effects), *explainer.because(question.rules)))


def _unknown(questions: Iterable[Question]) -> Iterator[Point]:
    for question in questions:
        rules = f"read by {', '.join(question.rules)}"
        yield Point(f"{question.question} ({question.fact}: {question.why})", said(rules))
