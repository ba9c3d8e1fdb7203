"""Every text that can stand on the patient's pages, and where each is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from therex.rulebook.model import Exercise, Rule, Rulebook, Tell

#: Phrases that are no words for the patient: those of the clinician's page.
CLINICIANS = "c_"
#: The closed list of the patient file whose labels name, on the sheet, what it is about.
_CONDITIONS = "conditions"


@dataclass(frozen=True, slots=True)
class Text:
    """An English text to translate.

    `catalogue` is the file it belongs to, `context` tells short phrases apart, `used_by` says where it is
    used: ``rule:ID``, ``exercise:ID``, ``phrase:ID`` and so on.
    """

    english: str
    context: str
    catalogue: str
    used_by: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds a translation by."""
        return self.context, self.english


def texts_of(rulebook: Rulebook, phrases: Mapping[str, str]) -> list[Text]:
    """Return every text once, in the order in which a translator best reads them."""
    found: dict[tuple[str, str], Text] = {}
    for text in (*_phrases(phrases), *_doses(rulebook), *_exercises(rulebook), *_rules(rulebook)):
        if not text.english:
            continue
        before = found.setdefault(text.key, text)
        found[text.key] = replace(before, used_by=tuple(dict.fromkeys((*before.used_by, *text.used_by))))
    return list(found.values())


def _phrases(phrases: Mapping[str, str]) -> Iterator[Text]:
    for name, english in phrases.items():
        if not name.startswith(CLINICIANS):
            yield Text(english, name, "handout", (f"phrase:{name}",))


def _doses(rulebook: Rulebook) -> Iterator[Text]:
    for name, part in sorted(rulebook.dose_parts.items()):
        for english in (part.patient, *(say for _, say in part.words)):
            yield Text(english, "", "handout", (f"dose:{name}",))


def _exercises(rulebook: Rulebook) -> Iterator[Text]:
    for name, purpose in sorted(rulebook.purposes.items()):
        yield Text(purpose.patient, "", "exercises", (f"purpose:{name}",))
    for name, english in sorted(rulebook.equipment.items()):
        yield Text(english, "", "exercises", (f"equipment:{name}",))
    for name, english in rulebook.attributes["position"].options.items():
        yield Text(english, "", "exercises", (f"position:{name}",))
    for exercise in sorted(rulebook.exercises.values(), key=lambda exercise: exercise.code):
        for english in words_of_exercise(exercise):
            yield Text(english, "", "exercises", (f"exercise:{exercise.id}",))


def _rules(rulebook: Rulebook) -> Iterator[Text]:
    for name, fact in sorted(rulebook.facts.items()):
        if fact.closed_list == _CONDITIONS:
            yield Text(fact.label, "", "rules", (f"fact:{name}",))
    for name, limit in sorted(rulebook.limits.items()):
        yield Text(limit.patient, "", "rules", (f"limit:{name}",))
    for rule in sorted(rulebook.rules.values(), key=lambda rule: (rule.topic, rule.id)):
        for english in words_of_rule(rule):
            yield Text(english, "", "rules", (f"rule:{rule.id}",))


def words_of_exercise(exercise: Exercise) -> tuple[str, ...]:
    """Return what an exercise says to the patient, in the order of its card."""
    return (
        exercise.name,
        exercise.dose_note,
        exercise.start,
        *exercise.steps,
        exercise.feel,
        exercise.mistake,
        exercise.breathing,
    )


def words_of_rule(rule: Rule) -> tuple[str, ...]:
    """Return what a rule says to the patient."""
    return (rule.patient, *(outcome.patient for outcome in rule.outcomes if isinstance(outcome, Tell)))
