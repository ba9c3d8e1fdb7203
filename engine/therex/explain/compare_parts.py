"""The parts of a decision as lines that can be laid beside those of another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from therex.explain.plan_words import amount_words, limit_words, told_words
from therex.plan.decision import Barred, Decision, Dose, Item, Withheld
from therex.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Side:
    """A decision, and the rulebook it was made with."""

    decision: Decision
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of one plan. Lines of the same `key` are laid side by side; its first part names the thing."""

    key: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A part of every decision: the fields it shows, and how it reads them.

    `read` is given the exercises of the other plan too: of an exercise that is in one plan only, the
    sentences and limits come and go with it, and are not told one by one.
    """

    name: str
    title: str
    fields: tuple[str, ...]
    read: Callable[[Side, frozenset[str]], Iterable[Entry]]

    def entries(self, side: Side, other: Side) -> list[Entry]:
        """Return the lines of one side."""
        return list(self.read(side, frozenset(item.id for item in other.decision.exercises)))


def _facts(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    for fact in side.decision.facts:
        yield Entry((fact.name,), f"{fact.label}: {fact.value}")


def _action(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    action = side.decision.action
    yield Entry(("",), f"{action.level}{'' if action.exercise_today else ', no exercise today'}")
    for call in action.calls:
        unknown = ", not ruled out" if call.because_unknown else ""
        yield Entry((call.rule,), f"{call.level}{unknown}: {call.clinician}")


def _exercises(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    for item in side.decision.exercises:
        dose = ", ".join(_dose(part, side.rulebook) for part in item.dose) or "no dose"
        parts = (f"{item.code} {item.name}: {dose}", item.dose_note, item.side and f"side: {item.side}")
        yield Entry((item.id,), "; ".join(part for part in parts if part))


def _dose(part: Dose, rulebook: Rulebook) -> str:
    return f"{rulebook.dose_parts[part.name].label} {amount_words(part)}"


def _progressions(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    for one in side.decision.progressions:
        onwards = f" to {one.now}" if one.now != one.exercise else ""
        yield Entry((one.exercise,), f"{one.exercise}: {one.verdict}{onwards} {one.change}".rstrip())


def _limits(side: Side, other: frozenset[str]) -> Iterator[Entry]:
    for limit in side.decision.limits:
        yield Entry(("", limit.name), limit_words(limit, side.rulebook))
    for item in _in_both(side, other):
        for limit in item.limits:
            if limit not in side.decision.limits:
                yield Entry(
                    (item.id, limit.name), f"{item.code} {item.name}: {limit_words(limit, side.rulebook)}"
                )


def _sentences(side: Side, other: frozenset[str]) -> Iterator[Entry]:
    for told in side.decision.told:
        yield Entry((told.rule, told.kind, told.box), f"{told.kind}: {told_words(told)}")
    for item in _in_both(side, other):
        title = f"{item.code} {item.name}"
        for reason in item.because:
            yield Entry((item.id, reason.rule), f"{title}, because: {reason.patient or reason.clinician}")
        beside = (
            ("harder when", item.progress_when),
            ("easier when", item.easier_when),
            ("stop when", item.stop_when),
        )
        for when, sentences in beside:
            for told in sentences:
                yield Entry((item.id, when, told.rule), f"{title}, {when}: {told_words(told)}")
        for way, name in (("easier", item.easier), ("harder", item.harder)):
            if name:
                yield Entry((item.id, way), f"{title}, {way} is: {name}")


def _in_both(side: Side, other: frozenset[str]) -> Iterator[Item]:
    return (item for item in side.decision.exercises if item.id in other)


def _kept_out(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    for barred in side.decision.barred:
        instead = f"; instead {barred.instead}" if barred.instead else ""
        by = f"{_wanted(barred)}barred by {', '.join(barred.rules)}{instead}"
        yield Entry((barred.id,), f"{barred.code} {barred.name}: {by}")
    for one in side.decision.withheld:
        by = f"{_wanted(one)}withheld by {', '.join(one.rules)} until known: {', '.join(one.facts)}"
        yield Entry((one.id,), f"{one.code} {one.name}: {by}")
    for dropped in side.decision.dropped:
        name = f"{dropped.id} ({dropped.purpose})" if dropped.id else dropped.purpose
        yield Entry((dropped.id, dropped.purpose), f"{name}: {dropped.reason}")


def _wanted(kept: Barred | Withheld) -> str:
    return "wanted, " if kept.wanted else ""


def _questions(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    for question in side.decision.questions:
        held = "holds the session: " if question.holds_session else ""
        yield Entry((question.fact,), f"{held}{question.question}")
    for question in side.decision.would_be_known:
        yield Entry((question.fact, "would add"), f"would add to the plan: {question.question}")


def _overrides(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    for one in side.decision.overrides:
        where = f" for {one.exercise}" if one.exercise else ""
        effect = "" if one.effect else "; without effect"
        yield Entry((one.rule, one.exercise), f"{one.rule}{where}, by {one.by}: {one.reason}{effect}")


def _head(side: Side, _: frozenset[str]) -> Iterator[Entry]:
    decision = side.decision
    shown = {
        "patient": decision.patient,
        "name": decision.name,
        "assessed on": f"{decision.assessed_on}",
        "assessed by": decision.assessed_by,
        "clinic": decision.clinic,
        "phone": decision.phone,
        "review on": f"{decision.review_on or ''}",
        "conditions": ", ".join(decision.conditions),
        "contradictory facts": ", ".join(decision.conflicts),
        "equipment": ", ".join(decision.equipment),
        "done by hand": "; ".join(
            f"{done.label} {done.where}".strip() for done in decision.manual_techniques
        ),
    }
    for name, text in shown.items():
        if text:
            yield Entry((name,), f"{name}: {text}")


#: The parts in the order in which they are shown.
PARTS = (
    Kind("facts", "facts", ("facts",), _facts),
    Kind("action", "action", ("action",), _action),
    Kind("exercises", "exercises", ("exercises",), _exercises),
    Kind("progression", "progression", ("progressions",), _progressions),
    Kind("limits", "limits", ("limits", "exercises"), _limits),
    Kind("sentences", "what is said", ("told", "exercises"), _sentences),
    Kind("kept_out", "kept out of the plan", ("barred", "withheld", "dropped"), _kept_out),
    Kind("questions", "questions", ("questions", "would_be_known"), _questions),
    Kind("overrides", "set aside by the therapist", ("overrides",), _overrides),
    Kind(
        "head",
        "head and equipment",
        ("patient", "name", "assessed_on", "assessed_by", "clinic", "phone", "review_on", "conditions",
         "conflicts", "equipment", "manual_techniques"),
        _head,
    ),
)  # fmt: skip
