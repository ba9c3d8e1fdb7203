"""A patient file to fill in: every fact with its question, its unit and what may be answered."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import chain

from therex.explain.answers import answers_to, question_of
from therex.explain.needs import facts_needed, topics_for
from therex.facts.vocabulary import Definition, Kind
from therex.rulebook.model import Rulebook

_WIDTH = 100
_TITLE = "A patient facts file. Fill in what is known; what stays `unknown` is asked for where it counts."
_HEAD = """
patient:
  id: ""
  name: ""
  # birth_date: 1957-03-02
  # sex: female
assessment:
  # Replace this date by the day of the assessment. As it stands, a birth date is refused.
  date: 1900-01-01
  by: ""
  clinic: ""
  phone: ""
  # review_date: 2026-12-18
"""


def blank_file(conditions: Iterable[str], rulebook: Rulebook) -> str:
    """Return a patient file for the named conditions, in which nothing is stated yet.

    It holds the facts that their rules, and those for every patient, read. It loads as it is.

    Raises:
        InputError: a condition has no topic of rules; with the nearest.

    """
    named = tuple(dict.fromkeys(conditions))
    needed = facts_needed(topics_for(named, rulebook), rulebook)
    asked = frozenset(chain(*needed.values()))
    lines = (
        *_comment(_TITLE),
        *_HEAD.splitlines(),
        *_conditions(named, asked, rulebook),
        *_medications(asked, rulebook),
        *_screens(asked, rulebook),
        *_facts(needed, rulebook),
        *_home(rulebook),
        *_overrides(),
    )
    return "\n".join(lines) + "\n"


def _conditions(named: tuple[str, ...], asked: frozenset[str], rulebook: Rulebook) -> Iterator[str]:
    listed = [name for name in named if name in _closed("conditions", rulebook)]
    yield ""
    yield from _comment("Every condition that applies. One that is not listed counts as absent. Others are:")
    yield from _entries("conditions", asked, rulebook, listed)
    yield f"conditions: [{', '.join(listed)}]"


def _medications(asked: frozenset[str], rulebook: Rulebook) -> Iterator[str]:
    if _closed("medications", rulebook):
        yield ""
        yield from _comment(
            "Every medicine that applies, or [] for none. One that is not listed counts as not taken."
        )
        yield from _entries("medications", asked, rulebook, [])
        yield "# medications: []"


def _closed(which: str, rulebook: Rulebook) -> list[str]:
    return [name for name, fact in rulebook.facts.items() if fact.closed_list == which]


def _entries(which: str, asked: frozenset[str], rulebook: Rulebook, listed: list[str]) -> Iterator[str]:
    """Yield the other entries of a closed list: what these rules read, then what rules elsewhere read."""
    others = [name for name in _closed(which, rulebook) if name not in listed]
    for title, names in (
        ("", [name for name in others if name in asked]),
        ("Read by other rules only:", [name for name in others if name not in asked]),
    ):
        if names and title:
            yield from _comment(title)
        for name in names:
            yield f"#   {name}: {rulebook.facts[name].label}"


def _screens(asked: frozenset[str], rulebook: Rulebook) -> Iterator[str]:
    """Yield one line a screen; below it all that the line answers, for `none` is said of all of it."""
    screens = sorted(
        {fact.screen for name in asked if (fact := rulebook.facts[name]).screen and _is_flag(fact)}
    )
    if not screens:
        return
    yield ""
    yield from _comment("One line answers a whole list: `none` of it, or those that apply as [a, b].")
    yield "# screens:"
    for screen in screens:
        yield f"#   {screen}: none"
        for name, fact in rulebook.facts.items():
            if fact.screen == screen and _is_flag(fact):
                elsewhere = "" if name in asked else " (read by other rules only)"
                yield f"#     # {name}: {fact.question}{elsewhere}"


def _facts(needed: dict[str, tuple[str, ...]], rulebook: Rulebook) -> Iterator[str]:
    """Yield the facts: those measured on the day first, then topic by topic."""
    definitions = {title: [rulebook.facts[name] for name in names] for title, names in needed.items()}
    open_ = {title: [fact for fact in facts if _is_open(fact)] for title, facts in definitions.items()}
    today = [fact for facts in open_.values() for fact in facts if _is_vital(fact)]
    groups = {"Measured on the day": today}
    groups |= {title: [fact for fact in facts if fact not in today] for title, facts in open_.items()}
    if not any(groups.values()):
        return
    yield ""
    yield from _comment("One fact a line. A value of another day, or from another person, in the long form:")
    yield "#   NAME: {value: 12, on: 2026-11-02, by: A. Person}"
    only_permissions = all(fact.absent_is_no for facts in groups.values() for fact in facts)
    yield "# facts:" if only_permissions else "facts:"
    for title, facts in groups.items():
        if facts:
            yield f"  # --- {title} ---"
        for fact in facts:
            yield from _fact(fact)


def _fact(fact: Definition) -> Iterator[str]:
    yield from _comment(f"{question_of(fact)} ({answers_to(fact)})", "  # ")
    if fact.absent_is_no:
        yield f"  # {fact.name}: no"
    else:
        yield f"  {fact.name}: unknown"


def _home(rulebook: Rulebook) -> Iterator[str]:
    extra = [name for name in rulebook.equipment if name not in rulebook.household]
    yield ""
    yield from _comment(f"What the home has beyond an ordinary household: {', '.join(extra)}.")
    yield "# home:"
    yield "#   equipment: []"


def _overrides() -> Iterator[str]:
    yield ""
    yield from _comment("Rules that the therapist sets aside for this patient, with the reason.")
    yield "# overrides:"
    yield "#   - {rule: ID, reason: WHY, by: NAME}"


def _is_flag(fact: Definition) -> bool:
    return fact.kind is Kind.FLAG


def _is_open(fact: Definition) -> bool:
    """Say whether a fact is stated by itself: not in the head, a closed list or a screen."""
    return not (fact.header or fact.closed_list or (fact.screen and _is_flag(fact)))


def _is_vital(fact: Definition) -> bool:
    """Say whether a fact is a number that must be taken on the day."""
    return fact.kind.is_number and fact.fresh_for == 0


def _comment(text: str, lead: str = "# ") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=lead, break_long_words=False)
