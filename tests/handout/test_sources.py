"""Every text of the patient's pages has a source, and is that source's text."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict

import pytest
import yaml

from tests.handout.support import PATIENTS, Page, page_of, texts_of
from tests.tongue.support import pattern_of
from therex.handout.identity import sheet_code
from therex.language.message import Plain, Value, filled, parsed
from therex.resources import data_folder
from therex.rulebook.model import Act, Rule, Tell

PHRASES: dict[str, str] = yaml.safe_load(
    (data_folder("templates") / "handout/phrases.yaml").read_text(encoding="utf-8")
)
_PARTS, _MOVES = (
    "|".join(text for key, text in PHRASES.items() if key.startswith(kind)) for kind in ("part_", "move_")
)
_CHANGE = f"(?:{_PARTS}) (?:{_MOVES})"
NUMBER = r"\d+(?:\.\d+)?(?: to \d+(?:\.\d+)?)?"


def _said_by(rule: Rule) -> set[str]:
    told = {outcome.patient for outcome in rule.outcomes if isinstance(outcome, Tell)}
    return {rule.patient, *told} - {""}


def _filled(template: str, page: Page) -> re.Pattern[str]:
    """Return the texts a phrase may become: its placeholders hold numbers, purposes or safe exercises."""
    closed = {one.id for one in page.decision.barred} | {one.id for one in page.decision.withheld}
    safe = [re.escape(e.name) for e in page.rulebook.exercises.values() if e.id not in closed]
    purposes = [re.escape(purpose.patient) for purpose in page.rulebook.purposes.values()]
    positions = [re.escape(position) for position in page.rulebook.attributes["position"].options.values()]
    values = {
        "purpose": "|".join(purposes),
        "exercise": "|".join(safe),
        "code": sheet_code(page.decision),
        "name": re.escape(page.decision.name),
        "position": "|".join(positions),
        "changes": rf"{_CHANGE}(?:, {_CHANGE})*",
    }
    return re.compile(pattern_of(parsed(template), values, NUMBER))


def _is_from(text: str, source: str, page: Page) -> bool:
    """Say whether `text` is what its source says, to this patient."""
    kind, _, name = source.partition(":")
    if kind == "phrase":
        return bool(_filled(PHRASES[name], page).fullmatch(text))
    return text in _of_decision(kind, name, page) or _is_of_rulebook(text, kind, name, page)


def _of_decision(kind: str, name: str, page: Page) -> set[str]:
    """Return what stands for a source in the decision: the head of the file, limits, conditions, days."""
    decision = page.decision
    if kind == "patient":
        value = getattr(decision, name)
        return {f"{value.day} {value:%B} {value.year}" if isinstance(value, dt.date) else value}
    if kind == "decision":
        return {sheet_code(decision)}
    if kind == "rulebook" and page.rulebook.edition:
        day = getattr(page.rulebook.edition, name)
        return {f"{day.day} {day:%B} {day.year}"}
    if kind == "limit":
        limits = (*decision.limits, *(limit for item in decision.exercises for limit in item.limits))
        return {limit.patient for limit in limits if limit.name == name}
    if kind == "fact":
        return {page.rulebook.facts[name].label} if name in decision.conditions else set()
    if kind == "equipment":
        return {page.rulebook.equipment[name]} & set(decision.equipment)
    if kind == "day":
        day = dt.date.fromisoformat(name)
        return {f"{day:%a} {day.day} {day:%b}"}
    return set()


def _is_of_rulebook(text: str, kind: str, name: str, page: Page) -> bool:
    """Say whether a rule that fired, an exercise of the plan, or the vocabulary says `text`."""
    decision, rulebook = page.decision, page.rulebook
    if kind == "rule":
        fired = {one.rule for one in decision.firings if one.truth == "true"}
        fired |= {reason.rule for one in decision.progressions for reason in one.reasons}
        return name in fired and text in _said_by(rulebook.rules[name])
    if kind == "exercise" and any(item.id == name for item in decision.exercises):
        one = rulebook.exercises[name]
        return text in {one.name, one.dose_note, one.start, *one.steps, one.feel, one.mistake, one.breathing}
    if kind == "dose":
        part = rulebook.dose_parts[name]
        said = bool(_filled(part.patient, page).fullmatch(text))
        return said or text in {say for _, say in part.words}
    return kind == "position" and text == rulebook.attributes["position"].options[name]


@pytest.mark.parametrize("name", PATIENTS)
def test_every_text_on_the_patients_pages_is_the_text_of_its_source(name: str) -> None:
    page = page_of(name)
    texts = texts_of(page.html).patient
    assert len(texts) > 30
    strangers = [(text, source) for text, source in texts if not source or not _is_from(text, source, page)]
    assert strangers == []


def test_a_changed_word_and_a_text_without_source_would_be_noticed() -> None:
    page = page_of("example")
    assert _is_from("Strong thighs take load off your knee.", "rule:knee-strength-standing", page)
    assert not _is_from("Strong thighs take load off your hip.", "rule:knee-strength-standing", page)
    assert not _is_from("Heel slide", "exercise:full-sit-up", page)
    stray = page.html.replace('<main class="patient">', '<main class="patient">Stretch a lot.')
    assert ("Stretch a lot.", None) in [(text.strip(), source) for text, source in texts_of(stray).patient]


def test_phrases_for_the_patient_are_short_and_hold_at_most_fifteen_words() -> None:
    said = {key: text for key, text in PHRASES.items() if isinstance(text, str) and not key.startswith("c_")}
    amounts = [dict.fromkeys(("count", "minutes", "days", "value"), number) for number in (1, 5)]
    words: defaultdict[str, Value] = defaultdict(lambda: "word")
    texts = [filled(text, Plain(), words | one) for text in said.values() for one in amounts]
    sentences = [part for text in texts for part in re.split(r"(?<=[.?!]) ", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 15] == []


def test_rules_that_only_could_not_be_ruled_out_say_nothing_to_the_patient() -> None:
    page = page_of("red flags not asked")
    unknown = {one.rule for one in page.decision.firings if one.truth == "unknown"}
    speaking = {rule for rule in unknown if page.rulebook.rules[rule].patient
                and any(isinstance(o, Act) for o in page.rulebook.rules[rule].outcomes)}  # fmt: skip
    assert "chest-pain-emergency" in speaking
    sources = {source for _, source in texts_of(page.html).patient}
    assert not sources & {f"rule:{rule}" for rule in unknown}
