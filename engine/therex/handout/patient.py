"""The patient's pages of a plan."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import groupby

from therex.handout.cards import Cards
from therex.handout.lines import box, limit_lines, said_by, told_in_order
from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Card, Diary, Group, Header, Lines, Plan
from therex.handout.words import diary_day, long_day, number, span
from therex.plan.decision import Decision
from therex.rulebook.model import Rulebook

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


def plan_of(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Plan:
    """Return the patient's pages of a decision that prints exercises."""
    maker = Cards(decision, rulebook, phrases)
    cards = [maker.card(place, item) for place, item in enumerate(decision.exercises, start=1)]
    placed = zip((item.position for item in decision.exercises), cards, strict=True)
    positions = rulebook.attributes["position"].options
    return Plan(
        today=_today(decision, phrases),
        clearance=_clearance(decision, phrases),
        equipment=_equipment(decision, rulebook),
        before=box(decision, rulebook, "before"),
        limits=limit_lines(decision.limits),
        help=said_by(told_in_order(decision, rulebook, "supervise")),
        measure=said_by(told_in_order(decision, rulebook, "monitor")),
        everyday=box(decision, rulebook, "everyday"),
        groups=tuple(
            Group(Line(positions[position], f"position:{position}"), tuple(card for _, card in group))
            for position, group in groupby(placed, key=lambda pair: pair[0])
        ),
        pain=box(decision, rulebook, "pain"),
        stop=box(decision, rulebook, "stop"),
        diary=_diary(decision, cards, rulebook, phrases),
    )


def _today(decision: Decision, phrases: Phrases) -> Lines:
    items = decision.exercises
    if not items:
        return (phrases.line("exercises_0"),)
    days = [dose for item in items for dose in item.dose if dose.name == "days_per_week"]
    minutes = number(sum((item.minutes for item in items), Decimal(0)))
    lines = [
        _counted("exercises", "count", len(items), phrases),
        _counted("minutes", "minutes", minutes, phrases),
    ]
    if not days:
        lines.append(phrases.line("ask_days"))
    elif len(days) == len(items) and len({(dose.least, dose.most) for dose in days}) == 1:
        lines.append(_counted("days", "days", span(days[0].least, days[0].most, phrases), phrases))
    else:
        least, most = min(dose.least for dose in days), max(dose.most for dose in days)
        lines.append(phrases.line("days_each", days=span(least, most, phrases)))
    if any(dose.name == "sets" for item in items for dose in item.dose):
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
    found = said_by(call for call in calls if not call.because_unknown)
    open_ = any(call.because_unknown for call in calls)
    return (phrases.line("clearance"), *found, *((phrases.line("clearance_unknown"),) if open_ else ()))


def _equipment(decision: Decision, rulebook: Rulebook) -> Lines:
    needed = {thing for item in decision.exercises for thing in rulebook.exercises[item.id].equipment}
    return tuple(Line(rulebook.equipment[thing], f"equipment:{thing}") for thing in sorted(needed))


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
