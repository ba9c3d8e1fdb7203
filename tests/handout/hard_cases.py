"""Sheets at the edge: what is longest, most, or missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from tests.handout.support import Page, page_of
from therex.handout.options import Options
from therex.handout.render import render_html
from therex.plan.decision import Decision

#: 66 letters, and a part of 40 that nothing lets break.
LONG_NAME = "Wilhelmina-Alexandrina von Hohenzollern-Sigmaringen-Brandenburg Iii"
UNBROKEN = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamter"
_MORE = "and one more thing that belongs to it and has a long name too"
ARABIC = "فاطمة الزهراء بنت عبد الرحمن"


def _example() -> Page:
    return page_of("example")


def _ten_exercises() -> Decision:
    page = _example()
    exercises = page.decision.exercises
    return page.decision.model_copy(update={"exercises": (*exercises, *exercises, *exercises[:2])})


def _twelve_limits() -> Decision:
    decision = _example().decision
    pain = next(limit for limit in decision.limits if limit.name == "pain")
    limits = tuple(pain.model_copy(update={"value": Decimal(value)}) for value in range(1, 13))
    return decision.model_copy(update={"limits": limits})


def _twenty_conditions() -> Decision:
    page = _example()
    flags = [name for name, fact in page.rulebook.facts.items() if len(fact.label) > 12]
    return page.decision.model_copy(update={"conditions": tuple(flags[:20])})


def _named(name: str) -> Decision:
    return _example().decision.model_copy(update={"name": name})


@cache
def hard_cases() -> dict[str, Decision]:
    """Return the decisions by what is hard about them."""
    decision = _example().decision
    return {
        "a long name": _named(LONG_NAME),
        "a name that cannot break": _named(UNBROKEN),
        "an Arabic name": _named(ARABIC),
        "nobody named": page_of("nobody named").decision,
        "a long clinic": decision.model_copy(update={"clinic": LONG_NAME, "assessed_by": UNBROKEN}),
        "no exercise": decision.model_copy(update={"exercises": ()}),
        "ten exercises": _ten_exercises(),
        "twelve limits": _twelve_limits(),
        "twenty conditions": _twenty_conditions(),
        "an emergency": page_of("chest pain").decision,
    }


@cache
def html_of(case: str, options: Options) -> str:
    """Return the page of a hard case; each piece of equipment has a name of 60 letters."""
    rulebook = _example().rulebook
    longer = {thing: f"{label} {_MORE}"[:60] for thing, label in rulebook.equipment.items()}
    return render_html(hard_cases()[case], replace(rulebook, equipment=longer), options)
