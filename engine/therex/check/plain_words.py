"""Is every text for the patient plain: short sentences, an easy grade, no term that needs a dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from therex.errors import InputError, Place
from therex.facts.document import Mapping as MappingNode
from therex.facts.document import Node, Scalar, Sequence, read_document
from therex.language.message import MessageError, Plain, Span, arguments, filled, parsed
from therex.readability.measure import (
    FEWEST_WORDS_TO_GRADE,
    MOST_GRADE_OF_A_TEXT,
    MOST_WORDS,
    counts,
    is_prose,
    sentences,
    words,
)
from therex.readability.plain_words import PlainWords, plain_words
from therex.rulebook.model import Rulebook
from therex.tongue.texts import Text, texts_of

PHRASES = "handout/phrases.yaml"
#: Names are excepted: those of exercises, and what a patient has.
_NAMES = "fact:"
#: The section of the rulebook that an entry stands in, by the kind of its use.
_SECTIONS = {
    "exercise": "exercises", "purpose": "purposes", "equipment": "equipment", "dose": "dose",
    "limit": "limits",
}  # fmt: skip
_ONE_AND_MANY = (Span(Decimal(1), Decimal(1)), Span(Decimal(5), Decimal(12)))


@dataclass(frozen=True, slots=True)
class _Problem:
    """What is wrong, the words it is wrong in, and what was expected."""

    wrong: str
    said: str
    expected: str


def lint_words(rulebook: Rulebook, templates: Path | None = None) -> list[InputError]:
    """Return every text for the patient that is not plain, at the sentence that is wrong.

    With `templates`, the fixed phrases in them are read as well.
    """
    phrases = _phrases(templates / PHRASES) if templates else {}
    plain = plain_words()
    names = {exercise.name for exercise in rulebook.exercises.values()}
    findings = []
    for text in texts_of(rulebook, {name: entry.text for name, entry in phrases.items()}):
        if text.english not in names and not text.used_by[0].startswith(_NAMES):
            problems = [problem for said in _as_said(text.english) for problem in _problems(said, plain)]
            for problem in dict.fromkeys(problems):
                message = f'{problem.wrong}, "{problem.said}" of {text.used_by[0]}'
                place = _place(text, problem.said, rulebook, phrases)
                findings.append(InputError(message, place, problem.expected))
    return sorted(findings, key=lambda finding: (str(finding.place), finding.message))


def _phrases(path: Path) -> Mapping[str, Scalar]:
    document = read_document(path)
    entries = document.entries if isinstance(document, MappingNode) else {}
    return {name: entry for name, entry in entries.items() if isinstance(entry, Scalar)}


def _as_said(english: str) -> list[str]:
    """Return a text with one and with many for each of its amounts."""
    try:
        names = {argument.name for argument in arguments(parsed(english))}
    except MessageError:
        return [english]  # reported by who reads messages
    said = (filled(english, Plain(), dict.fromkeys(names, amount)) for amount in _ONE_AND_MANY)
    return list(dict.fromkeys(said))


def _problems(said: str, plain: PlainWords) -> Iterator[_Problem]:
    for sentence in sentences(said):
        if (length := len(words(sentence))) > MOST_WORDS:
            yield _Problem(f"a sentence of {length} words", sentence, f"at most {MOST_WORDS}")
        for term in plain.hard_terms(sentence):
            yield _Problem(f'the term "{term}"', sentence, f'"{plain.instead[term]}"')
    counted = counts([plain.without_medicines(said)], plain.syllables)
    if is_prose(said) and counted.words >= FEWEST_WORDS_TO_GRADE and counted.grade > MOST_GRADE_OF_A_TEXT:
        yield _Problem(f"a text of grade {counted.grade:.1f}", said, f"at most {MOST_GRADE_OF_A_TEXT:.0f}")


def _place(text: Text, said: str, rulebook: Rulebook, phrases: Mapping[str, Scalar]) -> Place:
    """Return where the words stand; they are looked for only now, for a clean rulebook has none."""
    kind, _, name = text.used_by[0].partition(":")
    if kind == "phrase":
        return _within(phrases[name], said)
    entry = rulebook.rules[name].place if kind == "rule" else _entry(kind, name, rulebook)
    for scalar in _scalars(read_document(Path(entry.file))):
        if scalar.place >= entry and text.english in scalar.text:
            return _within(scalar, said)
    return entry


def _entry(kind: str, name: str, rulebook: Rulebook) -> Place:
    return rulebook.places[f"{_SECTIONS[kind]} {name}" if kind in _SECTIONS else f"attributes {kind}"]


def _within(scalar: Scalar, said: str) -> Place:
    return scalar.place_of(scalar.text.index(said)) if said in scalar.text else scalar.place


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case MappingNode():
            for item in node.entries.values():
                yield from _scalars(item)
