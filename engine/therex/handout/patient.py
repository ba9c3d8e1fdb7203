"""The patient's pages of a plan."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Card, Diary, Group, Header, Lines, Plan
from therex.handout.words import diary_day, dose_words, long_day, number, span
from therex.plan.decision import Decision, Item, LimitSet, Progression
from therex.rulebook.model import Progress, Rulebook

#: The diary fits one page.
_DIARY_DAYS = 28


def header_of(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Header:
    """Return the head of the sheet; what was not stated is a blank to write on."""

    def stated(field: str) -> Line | None:
        text: str = getattr(decision, field)
        return Line(text, f"patient:{field}") if text else None

    review = decision.review_on
    return Header(
        name=stated("name"),
        on=Line(long_day(decision.assessed_on, phrases), "patient:assessed_on"),
        therapist=stated("assessed_by"),
        clinic=stated("clinic"),
        phone=stated("phone"),
        review=Line(long_day(review, phrases), "patient:review_on") if review else None,
        conditions=tuple(Line(rulebook.facts[name].label, f"fact:{name}") for name in decision.conditions),
    )


def box(decision: Decision, name: str) -> Lines:
    """Return the advice of one box, each sentence once."""
    return _said((told.rule, told.patient) for told in decision.told
                 if told.kind == "advise" and told.box == name)  # fmt: skip


def plan_of(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Plan:
    """Return the patient's pages of a decision that prints exercises."""
    everywhere = frozenset(decision.limits)
    cards = [
        (item.position, _card(place, item, decision, rulebook, phrases, everywhere))
        for place, item in enumerate(decision.exercises, start=1)
    ]
    positions = rulebook.attributes["position"].options
    return Plan(
        today=_today(decision, phrases),
        clearance=_clearance(decision, phrases),
        equipment=_equipment(decision, rulebook),
        before=box(decision, "before"),
        limits=_limits(decision.limits),
        help=_said((told.rule, told.patient) for told in decision.told if told.kind == "supervise"),
        measure=_said((told.rule, told.patient) for told in decision.told if told.kind == "monitor"),
        everyday=box(decision, "everyday"),
        groups=tuple(
            Group(Line(positions[position], f"position:{position}"), tuple(card for _, card in group))
            for position, group in groupby(cards, key=lambda pair: pair[0])
        ),
        pain=box(decision, "pain"),
        stop=box(decision, "stop"),
        diary=_diary(decision, [card for _, card in cards], rulebook, phrases),
    )


def _said(pairs: object) -> Lines:
    """Return each sentence once, under the first rule that says it."""
    found: dict[str, Line] = {}
    for rule, text in pairs:  # type: ignore[attr-defined]
        if text:
            found.setdefault(text, Line(text, f"rule:{rule}"))
    return tuple(found.values())


def _today(decision: Decision, phrases: Phrases) -> Lines:
    items = decision.exercises
    days = [dose for item in items for dose in item.dose if dose.name == "days_per_week"]
    lines = [_counted("exercises", "count", len(items), phrases),
             _counted("minutes", "minutes", sum(item.minutes for item in items), phrases)]  # fmt: skip
    if not days:
        lines.append(phrases.line("ask_days"))
    elif len(days) == len(items) and len({(dose.least, dose.most) for dose in days}) == 1:
        lines.append(_counted("days", "days", span(days[0].least, days[0].most, phrases), phrases))
    else:
        least, most = min(dose.least for dose in days), max(dose.most for dose in days)
        lines.append(phrases.line("days_each", days=span(least, most, phrases)))
    if any(dose.name == "sets" and dose.most > 1 for item in items for dose in item.dose):
        lines.append(phrases.line("a_set"))
    if decision.progressions:
        lines.append(phrases.line("old_sheets"))
    return tuple(lines)


def _counted(phrase: str, placeholder: str, count: object, phrases: Phrases) -> Line:
    """Return a phrase with a count in it, or the phrase made for just that count."""
    own = f"{phrase}_{count}"
    return phrases.line(own) if own in phrases else phrases.line(phrase, **{placeholder: count})


def _clearance(decision: Decision, phrases: Phrases) -> Lines:
    """Return the banner: only what was found is said as found."""
    if decision.action.level != "clearance":
        return ()
    calls = [call for call in decision.action.calls if call.level == "clearance"]
    found = _said((call.rule, call.patient) for call in calls if not call.because_unknown)
    open_ = any(call.because_unknown for call in calls)
    return (phrases.line("clearance"), *found, *((phrases.line("clearance_unknown"),) if open_ else ()))


def _equipment(decision: Decision, rulebook: Rulebook) -> Lines:
    needed = {thing for item in decision.exercises for thing in rulebook.exercises[item.id].equipment}
    return tuple(Line(rulebook.equipment[thing], f"equipment:{thing}") for thing in sorted(needed))


def _limits(limits: tuple[LimitSet, ...]) -> Lines:
    return tuple(Line(limit.patient, f"limit:{limit.name}") for limit in limits if limit.patient)


def _card(
    place: int, item: Item, decision: Decision, rulebook: Rulebook, phrases: Phrases,
    everywhere: frozenset[LimitSet],
) -> Card:  # fmt: skip
    exercise = rulebook.exercises[item.id]
    source = f"exercise:{item.id}"
    dose = dose_words(item, rulebook, phrases)
    return Card(
        number=phrases.line("exercise", number=place),
        name=Line(item.name, source),
        side=_side(item, phrases),
        why=_why(item, decision, rulebook, phrases),
        amounts=dose.amounts or (phrases.line("ask_dose"),),
        effort=dose.effort,
        note=Line(item.dose_note, source) if item.dose_note else None,
        start=Line(exercise.start, source),
        steps=tuple(Line(step, source) for step in exercise.steps),
        feel=Line(exercise.feel, source),
        mistake=Line(exercise.mistake, source),
        breathing=Line(exercise.breathing, source),
        limits=_limits(tuple(limit for limit in item.limits if limit not in everywhere)),
        when_easy=(
            *_said((told.rule, told.patient) for told in item.progress_when),
            phrases.line("when_easy_ask"),
        ),
        too_hard=_too_hard(item, decision, rulebook, phrases),
        stop=_said((told.rule, told.patient) for told in item.stop_when),
    )


def _side(item: Item, phrases: Phrases) -> Line | None:
    if item.sides != "one":
        return None
    return phrases.line(f"side_{item.side}" if item.side in {"left", "right"} else "side_each")


def _why(item: Item, decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Lines:
    """Return the rules' reasons, the purposes, and what the log changed."""
    changed = [reason for progression in decision.progressions if progression.now == item.id
               for reason in progression.reasons if _says_what_happened(progression, reason.rule, rulebook)]  # fmt: skip
    purposes = [
        phrases.line("purpose_also" if place else "purpose", purpose=rulebook.purposes[purpose].patient)
        for place, purpose in enumerate(item.purposes)
    ]
    reasons = ((reason.rule, reason.patient) for reason in (*changed, *item.because))
    return (*_said(reasons), *purposes)


def _says_what_happened(progression: Progression, rule: str, rulebook: Rulebook) -> bool:
    """Say whether a rule's verdict is the one carried out: one that found nothing to change is not."""
    outcomes = rulebook.rules[rule].outcomes if rule else ()
    return any(isinstance(o, Progress) and o.verdict == progression.verdict for o in outcomes)


def _too_hard(item: Item, decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Lines:
    """Return what to do when it is too hard; an easier exercise is named only where it is safe."""
    lines = [*_said((told.rule, told.patient) for told in item.easier_when), phrases.line("too_hard_ask")]
    closed = {one.id for one in (*decision.barred, *decision.withheld)}
    easier = rulebook.exercises.get(item.easier)
    if easier and easier.dose is not None and easier.id not in closed:
        lines.append(phrases.line("easier_exercise", exercise=easier.name))
    return tuple(lines)


def _diary(decision: Decision, cards: list[Card], rulebook: Rulebook, phrases: Phrases) -> Diary:
    first, review = decision.assessed_on, decision.review_on
    count = min((review - first).days + 1, _DIARY_DAYS) if review and review > first else _DIARY_DAYS
    days = [first + dt.timedelta(days=offset) for offset in range(count)]
    efforts = sorted({dose.name for item in decision.exercises for dose in item.dose
                      if rulebook.dose_parts[dose.name].words})  # fmt: skip
    return Diary(
        columns=tuple(
            (phrases.line("diary_column", number=place), card.name)
            for place, card in enumerate(cards, start=1)
        ),
        days=tuple(Line(diary_day(day, phrases), f"day:{day.isoformat()}") for day in days),
        scale=tuple(
            (phrases.line("diary_scale_step", number=number(most)), Line(say, f"dose:{name}"))
            for name in efforts
            for most, say in rulebook.dose_parts[name].words
        ),
    )
