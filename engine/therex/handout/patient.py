"""The patient's pages of a plan."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from therex.handout.cards import Cards
from therex.handout.helper import for_whom
from therex.handout.lines import box, limit_lines, said_by, told_in_order
from therex.handout.options import Options
from therex.handout.phrases import Line, Phrases
from therex.handout.shared import merged, own_part, said_by_all
from therex.handout.sheet import Card, Diary, Header, Light, Lines, Plan
from therex.language.message import Span
from therex.plan.decision import Decision
from therex.rulebook.model import Rulebook

#: The diary fits one page.
_DIARY_DAYS = 28
#: The pain traffic light, from the top.
_LIGHTS = ("green", "amber", "red")


def header_of(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Header:
    """Return the head of the sheet; what was not stated is a blank to write on."""

    def stated(field: str) -> Line | None:
        text: str = getattr(decision, field)
        return Line(text, f"patient:{field}") if text else None

    day, review = phrases.language.long_day, decision.review_on
    return Header(
        name=stated("name"),
        on=Line(day(decision.assessed_on), "patient:assessed_on"),
        therapist=stated("assessed_by"),
        clinic=stated("clinic"),
        phone=stated("phone"),
        review=Line(day(review), "patient:review_on") if review else None,
        conditions=tuple(
            phrases.said(rulebook.facts[name].label, f"fact:{name}") for name in decision.conditions
        ),
    )


def plan_of(decision: Decision, rulebook: Rulebook, phrases: Phrases, options: Options) -> Plan:
    """Return the patient's pages of a decision that prints exercises."""
    maker = Cards(decision, rulebook, phrases)
    cards = [maker.card(place, item) for place, item in enumerate(decision.exercises, start=1)]
    too_hard = said_by_all(card.too_hard for card in cards)
    stop = merged(box(decision, rulebook, "stop", phrases), said_by_all(card.stop for card in cards))
    return Plan(
        title=for_whom("today", decision, phrases, options),
        today=_today(decision, phrases),
        clearance=_clearance(decision, phrases),
        equipment=_equipment(decision, rulebook, phrases),
        before=box(decision, rulebook, "before", phrases),
        limits=limit_lines(decision.limits, rulebook, phrases),
        help=said_by(told_in_order(decision, rulebook, "supervise"), phrases),
        measure=said_by(told_in_order(decision, rulebook, "monitor"), phrases),
        everyday=box(decision, rulebook, "everyday", phrases),
        cards=tuple(own_part(card, too_hard, stop) for card in cards),
        pain=tuple(Light(colour, box(decision, rulebook, f"pain_{colour}", phrases)) for colour in _LIGHTS),
        pain_notes=box(decision, rulebook, "pain", phrases),
        too_hard=too_hard,
        stop=stop,
        diary=_diary(decision, cards, rulebook, phrases, options),
    )


def _today(decision: Decision, phrases: Phrases) -> Lines:
    items = decision.exercises
    if not items:
        return (phrases.line("no_exercises"),)
    days = [dose for item in items for dose in item.dose if dose.name == "days_per_week"]
    lines = [
        phrases.line("exercises", count=len(items)),
        phrases.line("minutes", minutes=sum((item.minutes for item in items), Decimal(0))),
    ]
    if not days:
        lines.append(phrases.line("ask_days"))
    elif len(days) == len(items) and len({(dose.least, dose.most) for dose in days}) == 1:
        lines.append(phrases.line("days", days=Span(days[0].least, days[0].most)))
    else:
        least, most = min(dose.least for dose in days), max(dose.most for dose in days)
        lines.append(phrases.line("days_each", days=Span(least, most)))
    if any(dose.name == "sets" for item in items for dose in item.dose):
        lines.append(phrases.line("a_set"))
    if decision.progressions:
        lines.append(phrases.line("old_sheets"))
    return tuple(lines)


def _clearance(decision: Decision, phrases: Phrases) -> Lines:
    """Return the banner: only what was found is said as found."""
    if decision.action.level != "clearance":
        return ()
    calls = [call for call in decision.action.calls if call.level == "clearance"]
    found = said_by((call for call in calls if not call.because_unknown), phrases)
    open_ = any(call.because_unknown for call in calls)
    return (phrases.line("clearance"), *found, *((phrases.line("clearance_unknown"),) if open_ else ()))


def _equipment(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Lines:
    needed = {thing for item in decision.exercises for thing in rulebook.exercises[item.id].equipment}
    return tuple(phrases.said(rulebook.equipment[thing], f"equipment:{thing}") for thing in sorted(needed))


def _diary(
    decision: Decision, cards: list[Card], rulebook: Rulebook, phrases: Phrases, options: Options
) -> Diary:
    first, review = decision.assessed_on, decision.review_on
    wanted = (review - first).days + 1 if review and review > first else _DIARY_DAYS
    count = min(wanted, _DIARY_DAYS)
    days = [first + dt.timedelta(days=offset) for offset in range(count)]
    efforts = sorted({dose.name for item in decision.exercises for dose in item.dose
                      if rulebook.dose_parts[dose.name].words})  # fmt: skip
    return Diary(
        title=for_whom("diary", decision, phrases, options),
        full=phrases.line("diary_full") if wanted > count else None,
        columns=tuple(
            (phrases.line("diary_column", number=place), card.name)
            for place, card in enumerate(cards, start=1)
        ),
        days=tuple(Line(phrases.language.diary_day(day), f"day:{day.isoformat()}") for day in days),
        scale=tuple(
            (phrases.line("diary_scale_step", number=most), phrases.said(say, f"dose:{name}"))
            for name in efforts
            for most, say in rulebook.dose_parts[name].words
        ),
    )
