"""The lint of words: what is wrong, where, and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import exercise, shipped, small
from therex.check.plain_words import lint_words
from therex.errors import InputError
from therex.resources import data_folder

LONG = "Sit on a chair and lift one leg up and then put it down on the floor."
HARD = "Physiological considerations necessitate individualised rehabilitation today."


def _rule(patient: str, *outcomes: str) -> str:
    return f"""
  - id: told
    summary: A rule
    when: heart
    then: [{", ".join(outcomes) or "{monitor: look at it}"}]
    says:
      patient: "{patient}"
      clinician: So it is.
    evidence: [{{source: house, at: p. 1, status: heuristic, note: for a test}}]
"""


def _found(folder: Path, rule: str, **words: str) -> list[InputError]:
    with small(folder, [rule], [exercise("sit", **words)]) as session:
        return lint_words(session.rulebook)


def test_the_shipped_rules_exercises_and_phrases_are_plain() -> None:
    found = lint_words(shipped().rulebook, data_folder("templates"))
    assert [str(finding) for finding in found] == []


def test_a_long_sentence_is_shown_with_its_length_and_its_place(tmp_path: Path) -> None:
    (finding,) = _found(tmp_path, _rule(f"Well done. {LONG}"))
    lines = (tmp_path / "rules.yaml").read_text(encoding="utf-8").split("\n")
    assert finding.place is not None
    assert lines[finding.place.line - 1][finding.place.column - 1 :].startswith("Sit on a chair")
    assert str(finding).endswith(f': a sentence of 17 words, "{LONG}" of rule:told; expected at most 15')


def test_fifteen_words_are_fine(tmp_path: Path) -> None:
    assert len(LONG.split()) == 17
    assert _found(tmp_path, _rule(LONG.replace(" up", "").replace(" then", ""))) == []


def test_a_hard_text_is_shown_with_its_grade(tmp_path: Path) -> None:
    (finding,) = [one for one in _found(tmp_path, _rule(HARD)) if "grade" in str(one)]
    assert str(finding).endswith(f', "{HARD}" of rule:told; expected at most 8')


def test_a_few_words_have_no_grade(tmp_path: Path) -> None:
    assert _found(tmp_path, _rule("Remember individualised considerations.")) == []


def test_a_term_is_shown_with_what_to_write(tmp_path: Path) -> None:
    (finding,) = _found(tmp_path, _rule("Lie supine."))
    assert str(finding).endswith(
        ': the term "supine", "Lie supine." of rule:told; expected "lying on your back"'
    )


def test_what_is_told_besides_is_read_as_well(tmp_path: Path) -> None:
    found = _found(tmp_path, _rule("Sit.", "{advise: Lie supine., box: before}"))
    assert [finding.place and finding.place.line for finding in found] == [6]


@pytest.mark.parametrize("field", ["start", "feel", "mistake", "breathing", "steps"])
def test_each_text_of_an_exercise_is_read(field: str, tmp_path: Path) -> None:
    text = "[Sit up., Lie supine., Sit up.]" if field == "steps" else "Lie supine."
    (finding,) = _found(tmp_path, _rule("Sit."), **{field: text})
    assert finding.place is not None
    assert Path(finding.place.file).name == "exercises.yaml"
    lines = (tmp_path / "exercises.yaml").read_text(encoding="utf-8").split("\n")
    assert lines[finding.place.line - 1][finding.place.column - 1 :].startswith("Lie supine.")


def test_the_name_of_an_exercise_may_hold_a_term(tmp_path: Path) -> None:
    with small(tmp_path, [_rule("Sit.")], [exercise("supine")]) as session:
        assert session.rulebook.exercises["supine"].name == "supine"
        assert lint_words(session.rulebook) == []


def test_the_clinicians_sentence_may_be_long_and_hold_terms(tmp_path: Path) -> None:
    rule = _rule("Sit.").replace("So it is.", f"Supine. {LONG}")
    assert _found(tmp_path, rule) == []


def test_phrases_are_read_with_one_and_with_many_and_those_of_the_clinician_are_not(tmp_path: Path) -> None:
    (tmp_path / "handout").mkdir()
    phrases = "do: '{count, plural, one {Do # rep.} other {Do # bouts.}}'\nc_do: supine\n"
    (tmp_path / "handout/phrases.yaml").write_text(phrases, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    with small(tmp_path / "rules", [_rule("Sit.")], [exercise("sit")]) as session:
        found = [str(finding) for finding in lint_words(session.rulebook, tmp_path)]
    assert len(found) == 2
    assert found[0].endswith(
        'phrases.yaml:1:5: the term "bout", "Do 5 to 12 bouts." of phrase:do; expected "a little at a time"'
    )
    assert found[1].endswith('phrases.yaml:1:5: the term "rep", "Do 1 rep." of phrase:do; expected "time"')
