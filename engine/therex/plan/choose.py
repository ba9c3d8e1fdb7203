"""The choice of exercises: every purpose that is asked for is covered, or its absence explained."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from therex.plan.decision import Dropped, Step
from therex.plan.findings import Findings
from therex.plan.fit import Fit, Obstacle
from therex.rulebook.model import Dose, Exercise, Recommend, Rule, Rulebook

_STRENGTH = {"strong": 0, "conditional": 1, "option": 2}


@dataclass(frozen=True)
class Wish:
    """One rule's recommendation."""

    rule: Rule
    recommend: Recommend


@dataclass
class Chosen:
    """An exercise in the plan: for which purposes, by whose wish, with what doses, and how it came in.

    Doses are those of the rules that name the exercise, or for which it stands in. A rule whose purpose it
    covers as well, but that asks for another exercise, gives it a reason and no dose.
    """

    exercise: Exercise
    purposes: list[str] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    doses: list[Dose] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


@dataclass
class Choice:
    """The chosen exercises in order of choice, what was dropped, and what stands in for what."""

    chosen: list[Chosen] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()

    @property
    def taken(self) -> set[str]:
        """The ids of the chosen exercises."""
        return {item.exercise.id for item in self.chosen}


def choose(findings: Findings, fit: Fit, running: dict[str, str]) -> Choice:
    """Return the exercises of the plan.

    Args:
        findings: what the rules found.
        fit: which exercises are open.
        running: exercises of the log, each with the one to go on with (itself, or a step on).

    """
    wishes: dict[str, list[Wish]] = defaultdict(list)
    for rule, recommend in findings.outcomes(Recommend):
        wishes[recommend.purpose].append(Wish(rule, recommend))
    choice = Choice(wanted=frozenset(name for group in wishes.values() for wish in group
                                     for name in wish.recommend.exercises))  # fmt: skip
    for purpose in sorted(wishes, key=lambda purpose: (_urgency(wishes[purpose]), purpose)):
        _cover(purpose, wishes[purpose], choice, fit, running)
    return choice


def _urgency(wishes: list[Wish]) -> tuple[bool, int, int]:
    """Order purposes: what must be covered, then by strength, then what leaves least choice."""
    needed = any(wish.recommend.needed for wish in wishes)
    strongest = min(_STRENGTH[wish.recommend.strength] for wish in wishes)
    named = {name for wish in wishes for name in wish.recommend.exercises}
    return (not needed, strongest, len(named))


def _is_strong(wishes: list[Wish]) -> bool:
    return any(wish.recommend.needed and wish.recommend.strength == "strong" for wish in wishes)


def _cover(purpose: str, wishes: list[Wish], choice: Choice, fit: Fit, running: dict[str, str]) -> None:
    candidates = _candidates(wishes, running, fit.rulebook)
    named = [chosen for chosen in choice.chosen if chosen.exercise.id in candidates]
    alike = [chosen for chosen in choice.chosen if purpose in chosen.exercise.purposes]
    refusal = _no_room(wishes, choice, fit.rulebook)
    if named or (alike and (refusal or not _is_strong(wishes))):
        _also((named or alike)[0], purpose, wishes)
        return
    if refusal:
        choice.dropped.append(Dropped(id="", purpose=purpose, reason=refusal, rules=_rules(wishes)))
        return
    waiting = [exercise for name, exercise in candidates.items() if name in fit.reviewed]
    if waiting:  # what a therapist must look at first is made easier, or waits
        found = _nearest_easier(waiting, choice, fit)
    else:
        found = _first_open(candidates, choice, fit) or _nearest(candidates, purpose, choice, fit)
    if found is None:
        reason = "nothing safe remains for it: " + _obstacles(candidates, fit)
        choice.dropped.append(Dropped(id="", purpose=purpose, reason=reason, rules=_rules(wishes)))
        return
    exercise, steps = found
    item = Chosen(exercise, steps=steps)
    choice.chosen.append(item)
    _also(item, purpose, wishes)


def _candidates(wishes: list[Wish], running: dict[str, str], rulebook: Rulebook) -> dict[str, Exercise]:
    """Return the exercises asked for, best first: those already running, then as the rules rank them."""
    ranked: dict[str, tuple[bool, int, int]] = {}
    for wish in wishes:
        for place, name in enumerate(wish.recommend.exercises):
            goes_on = running.get(name, name)
            rank = (name not in running, _STRENGTH[wish.recommend.strength], place)
            ranked[goes_on] = min(rank, ranked.get(goes_on, rank))
    names = sorted(ranked, key=lambda name: (ranked[name], name))
    return {name: rulebook.exercises[name] for name in names}


def _also(chosen: Chosen, purpose: str, wishes: list[Wish]) -> None:
    naming = [wish for wish in wishes if chosen.exercise.id in wish.recommend.exercises]
    asking = naming if chosen.purposes else naming or wishes
    chosen.doses += [wish.recommend.dose for wish in asking]
    chosen.purposes.append(purpose)
    chosen.wishes += [wish for wish in naming or wishes if wish not in chosen.wishes]
    label = purpose.replace("_", " ")
    chosen.steps.append(Step(what="chosen" if len(chosen.purposes) == 1 else "also", text=f"for {label}",
                             rules=_rules(naming or wishes)))  # fmt: skip


def _no_room(wishes: list[Wish], choice: Choice, rulebook: Rulebook) -> str:
    """Return why no further exercise fits, or nothing. One above the cap needs a strong reason."""
    cap = int(rulebook.settings["exercise_cap"].value)
    if len(choice.chosen) < cap or (len(choice.chosen) == cap and _is_strong(wishes)):
        return ""
    return f"the sheet is full: {len(choice.chosen)} exercises"


def _first_open(
    candidates: dict[str, Exercise], choice: Choice, fit: Fit
) -> tuple[Exercise, list[Step]] | None:
    passed: list[tuple[Exercise, Obstacle]] = []
    for exercise in candidates.values():
        obstacle = fit.obstacle(exercise)
        if obstacle is None:
            return exercise, [_replaces(other, why, exercise, choice) for other, why in passed]
        passed.append((exercise, obstacle))
    return None


def _nearest(
    candidates: dict[str, Exercise], purpose: str, choice: Choice, fit: Fit
) -> tuple[Exercise, list[Step]] | None:
    for exercise in candidates.values():
        other = fit.stand_in(exercise, purpose, choice.taken)
        obstacle = fit.obstacle(exercise)
        if other is not None and obstacle is not None:
            return other, [_replaces(exercise, obstacle, other, choice)]
    return None


def _replaces(gone: Exercise, why: Obstacle, by: Exercise, choice: Choice) -> Step:
    choice.instead.setdefault(gone.id, by.id)
    return Step(what="replaces", text=f"{gone.id}: {why.text}", rules=why.rules)


def _nearest_easier(waiting: list[Exercise], choice: Choice, fit: Fit) -> tuple[Exercise, list[Step]] | None:
    for exercise in waiting:
        other = fit.easier(exercise, choice.taken)
        obstacle = fit.obstacle(exercise)
        if other is not None and obstacle is not None:
            return other, [_replaces(exercise, obstacle, other, choice)]
    return None


def _obstacles(candidates: dict[str, Exercise], fit: Fit) -> str:
    found = [(exercise.id, fit.obstacle(exercise)) for exercise in candidates.values()]
    return "; ".join(f"{name} {obstacle.text}" for name, obstacle in found if obstacle)


def _rules(wishes: list[Wish]) -> tuple[str, ...]:
    return tuple(sorted({wish.rule.id for wish in wishes}))
