"""The catalogues in the project hold what the sheet can say, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.patients import shipped
from tests.tongue.support import TEMPLATES, templates_in
from therex.language.message import arguments, parsed
from therex.rulebook.model import Tell
from therex.tongue.extract import extracted, write_catalogues
from therex.tongue.phrase_file import FILE, read_phrases
from therex.tongue.texts import Text, texts_of


def _texts() -> list[Text]:
    return texts_of(shipped().rulebook, read_phrases(TEMPLATES / FILE))


def test_the_catalogues_are_as_extract_would_write_them() -> None:
    stale = [
        path.relative_to(TEMPLATES).as_posix()
        for path, content in extracted(_texts(), TEMPLATES).items()
        if path.read_text(encoding="utf-8") != content
    ]
    assert stale == [], "run: therex translations extract"


def test_every_text_of_a_rule_an_exercise_and_a_phrase_is_extracted() -> None:
    rulebook, english = shipped().rulebook, {text.english for text in _texts()}
    for rule in rulebook.rules.values():
        told = (outcome.patient for outcome in rule.outcomes if isinstance(outcome, Tell))
        assert {rule.patient, *told} - {""} <= english
    for exercise in rulebook.exercises.values():
        assert {exercise.name, exercise.start, *exercise.steps, exercise.feel, exercise.mistake} <= english
    for limit in rulebook.limits.values():
        assert limit.patient in {"", *english}
    assert {text for name, text in read_phrases(TEMPLATES / FILE).items() if name[:2] != "c_"} <= english


def test_nothing_is_extracted_twice_and_nothing_of_the_clinicians() -> None:
    texts = _texts()
    assert len({text.key for text in texts}) == len(texts)
    assert [text for text in texts if text.context.startswith("c_")] == []


def test_every_text_is_a_message_that_can_be_read() -> None:
    for text in _texts():
        assert all(argument.name for argument in arguments(parsed(text.english)))


def test_a_second_run_changes_nothing_and_a_text_that_moves_keeps_its_translation(tmp_path: Path) -> None:
    rulebook = shipped().rulebook
    templates = templates_in(tmp_path, rulebook)
    texts = texts_of(rulebook, read_phrases(templates / FILE))
    assert write_catalogues(texts, templates) == []
    first = next(text for text in texts if text.catalogue == "rules")
    moved = [replace(text, catalogue="exercises") if text is first else text for text in texts]
    changed = write_catalogues(moved, templates)
    assert {path.name for path in changed} == {"exercises.po", "rules.po"}
    before = (TEMPLATES / "locale/ar/rules.po").read_text(encoding="utf-8")
    assert f'msgid "{first.english}"' in before
    spanish = (templates / "locale/es/exercises.po").read_text(encoding="utf-8")
    assert f'msgid "{first.english}"\nmsgstr ""' not in spanish
    assert f'msgid "{first.english}"' in spanish
