"""Small mistakes in an outcome: left out, one step off, or meant for other exercises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import get_args

from therex.check.mutate_conditions import beside, edits
from therex.check.trees import replaced
from therex.inference.reference import truth
from therex.inference.world import World
from therex.language.tree import Expression
from therex.rulebook.model import Act, Avoid, Derive, Limit, Outcome, Progress, Recommend, Rulebook, Tell
from therex.rulebook.terms import Level, Verdict

_LADDER: tuple[Level, ...] = get_args(Level)
_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True)
class Mistake:
    """What became of an outcome (None: it was left out), and how that is said."""

    new: Outcome | None
    change: str


@dataclass(frozen=True)
class Catalogue:
    """The exercises, as conditions over their attributes see them."""

    rulebook: Rulebook
    worlds: dict[str, World]

    def matching(self, where: Expression) -> frozenset[str]:
        """Return the exercises for which a condition is true."""
        return frozenset(name for name, world in self.worlds.items() if truth(where, world))


def mistakes(outcome: Outcome, where: Expression | None, catalogue: Catalogue) -> Iterator[Mistake]:
    """Yield every small mistake in an outcome; one that leaves it equal changes nothing."""
    if isinstance(outcome, Derive):  # its mistakes are made where its branches are
        return
    name = _name(outcome)
    yield Mistake(None, f"{name} was left out")
    if where is not None:
        for edit in edits(where, catalogue.rulebook.vocabulary):
            exercises = catalogue.matching(replaced(where, edit.path, edit.new))
            new = _for_exercises(outcome, exercises, catalogue.rulebook)
            yield Mistake(new, f"{name} where {edit.change}")
    for new, became in _steps(outcome, chosen=where is not None):
        yield Mistake(new, f"{name} {became}")


def _name(outcome: Outcome) -> str:
    match outcome:
        case Act(level):
            return f"act {level}"
        case Avoid():
            return "avoid"
        case Limit(name):
            return f"limit {name}"
        case Recommend(_, purpose):
            return f"recommend for {purpose}"
        case Tell(kind):
            return kind
        case _:
            return "progress"


def _for_exercises(outcome: Outcome, exercises: frozenset[str], rulebook: Rulebook) -> Outcome:
    """Return an outcome for other exercises, found as when the rulebook is compiled."""
    match outcome:
        case Recommend():
            printable = (name for name in sorted(exercises) if rulebook.exercises[name].dose is not None)
            return replace(outcome, exercises=tuple(printable))
        case Avoid() | Limit() | Tell():
            return replace(outcome, exercises=exercises)
        case _:
            return outcome


def _steps(outcome: Outcome, *, chosen: bool) -> Iterator[tuple[Outcome, str]]:
    """Yield an outcome with one thing in it one step off."""
    match outcome:
        case Act(level):
            at = _LADDER.index(level)
            for step in (*_LADDER[max(at - 1, 0) : at], *_LADDER[at + 1 : at + 2]):
                yield replace(outcome, level=step), f"became {step}"
        case Limit(_, Decimal() as to):
            for moved in beside(to):
                yield replace(outcome, to=moved), f"to {to} became {moved}"
        case Recommend():
            yield from _recommend_steps(outcome, chosen=chosen)
        case Progress(verdict):
            other = _VERDICTS[(_VERDICTS.index(verdict) + 1) % len(_VERDICTS)]
            yield replace(outcome, verdict=other), f"{verdict} became {other}"


def _recommend_steps(outcome: Recommend, *, chosen: bool) -> Iterator[tuple[Recommend, str]]:
    """Drop the best exercise of a list, and move each number of the dose."""
    first, *others = outcome.exercises
    if others and not chosen:
        yield replace(outcome, exercises=tuple(others)), f"{first} was left out"
    for part, (low, high) in outcome.dose.items():
        less, more = beside(low)[0], beside(high)[1]
        ranges = [(less, high), (low, more)] if low < high else [(more, more)]
        for other in ranges:
            dose = {**outcome.dose, part: other}
            yield replace(outcome, dose=dose), f"dose {part} {low}-{high} became {other[0]}-{other[1]}"
