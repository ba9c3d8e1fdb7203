"""What the check says of the translations."""

from __future__ import annotations

from pathlib import Path

from tests.patients import exercise, rule, shipped, small, wish
from tests.tongue.support import templates_in
from therex.check.run import check
from therex.check.translations import lint_translations
from therex.tongue.languages import FOLDER
from therex.tongue.po import quoted


def _edited(templates: Path, english: str, translated: str) -> int:
    """Change one translation, and return the line of its entry."""
    path = templates / FOLDER / "es" / "rules.po"
    entry = f"msgid {quoted(english)}\nmsgstr "
    before, after = path.read_text(encoding="utf-8").split(entry)
    rest = after[after.index("\n") :]
    path.write_text(f"{before}{entry}{quoted(translated)}{rest}", encoding="utf-8")
    return before.count("\n") + 1


def test_a_complete_language_is_clean(tmp_path: Path) -> None:
    assert lint_translations(shipped().rulebook, templates_in(tmp_path, shipped().rulebook)) == []


def test_a_missing_and_a_wrong_translation_are_found_at_their_lines(tmp_path: Path) -> None:
    rulebook = shipped().rulebook
    templates = templates_in(tmp_path, rulebook)
    pain, pulse = rulebook.limits["pain"].patient, rulebook.limits["heart_rate"].patient
    missing = _edited(templates, pain, "")
    wrong = _edited(templates, pulse, "Mantenga el pulso en {valor} o menos.")
    found = {(finding.place.line if finding.place else 0): finding.message
             for finding in lint_translations(rulebook, templates)}  # fmt: skip
    assert found == {
        missing: f'"{pain}" (limit:pain) is not translated',
        wrong: f'"{pulse}": the translation has "valor"',
    }


def test_a_text_that_was_not_extracted_is_found(tmp_path: Path) -> None:
    rulebook = shipped().rulebook
    templates = templates_in(tmp_path, rulebook)
    phrases = templates / "handout/phrases.yaml"
    phrases.write_text(phrases.read_text(encoding="utf-8") + "\nnews: Good news.\n", encoding="utf-8")
    found = lint_translations(rulebook, templates)
    assert [Path(finding.place.file).parent.name for finding in found if finding.place] == [
        "ar",
        "es",
        "zh_Hans",
    ]
    assert {finding.message for finding in found} == {'"Good news." (phrase:news) is not translated'}
    assert {finding.expected for finding in found} == {"the entry: therex translations extract"}


def test_a_language_that_is_not_complete_may_miss_anything(tmp_path: Path) -> None:
    templates = templates_in(tmp_path, shipped().rulebook, complete=False)
    _edited(templates, shipped().rulebook.limits["pain"].patient, "")
    assert lint_translations(shipped().rulebook, templates) == []


def test_the_whole_check_reports_it(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    with small(rules, [rule("walk", "heart", wish("march"))], [exercise("march")]):
        report = check(rules, templates=templates_in(tmp_path, shipped().rulebook))
    said = [finding.message for finding in report.lints]
    assert '"So says walk." (rule:walk) is not translated' in said
