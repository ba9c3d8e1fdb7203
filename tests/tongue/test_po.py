"""The .po files: what is written is read back, and nothing moves needlessly."""

from __future__ import annotations

from pathlib import Path

import pytest

from therex.errors import InputError
from therex.tongue.po import Entry, catalogue_text, quoted, read_entries
from therex.tongue.texts import Text

BEND = Text("Bend your knee.", "", "exercises", ("exercise:heel-slide", "exercise:mini-squat"))
START = Text("Start", "start", "handout", ("phrase:start",))
ODD = Text('Say "ah" \\ {value, plural, one {# time} other {# times}}', "", "exercises", ("rule:odd",))


def _read(folder: Path, text: str) -> list[Entry]:
    path = folder / "exercises.po"
    path.write_text(text, encoding="utf-8")
    return read_entries(path)


def test_a_new_text_comes_in_empty_with_all_its_uses(tmp_path: Path) -> None:
    written = catalogue_text("exercises", "es", [BEND, START], [])
    assert written.endswith(
        '\n#: exercise:heel-slide\n#: exercise:mini-squat\nmsgid "Bend your knee."\nmsgstr ""\n'
    )
    assert [entry.english for entry in _read(tmp_path, written)] == ["Bend your knee."]


def test_quotes_backslashes_and_braces_are_read_back_as_they_were(tmp_path: Path) -> None:
    written = catalogue_text("exercises", "es", [ODD], [])
    assert [entry.english for entry in _read(tmp_path, written)] == [ODD.english]
    assert quoted('a "b"') == '"a \\"b\\""'


def test_a_translation_its_notes_and_its_mark_stay_and_what_is_not_used_any_more_goes(tmp_path: Path) -> None:
    before = _read(
        tmp_path,
        '# Hint: la pierna mala.\n#, fuzzy\nmsgid "Bend your knee."\nmsgstr "Doble la rodilla."\n\n'
        'msgid "Old text."\nmsgstr "Texto viejo."\n',
    )
    written = catalogue_text("exercises", "es", [BEND], before)
    assert "Old text." not in written
    assert "# Hint: la pierna mala.\n#: exercise:heel-slide\n#: exercise:mini-squat\n#, fuzzy\n" in written
    after = _read(tmp_path, written)
    assert [(entry.translated, entry.fuzzy) for entry in after] == [("Doble la rodilla.", True)]
    assert catalogue_text("exercises", "es", [BEND], after) == written


def test_a_changed_text_is_untranslated_and_a_context_is_part_of_a_text(tmp_path: Path) -> None:
    before = _read(tmp_path, 'msgid "Start"\nmsgstr "Empiece"\n')
    assert 'msgctxt "start"\nmsgid "Start"\nmsgstr ""\n' in catalogue_text("handout", "es", [START], before)


def test_an_entry_knows_its_line(tmp_path: Path) -> None:
    entries = _read(tmp_path, 'msgid "One."\nmsgstr "Uno."\n\n#: rule:two\nmsgid "Two."\nmsgstr ""\n')
    assert [entry.place.line for entry in entries] == [1, 5]


@pytest.mark.parametrize("text", ['msgid "One\n', "nonsense\n"])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"exercises\.po:1:1: not a catalogue"):
        _read(tmp_path, text)


def test_a_catalogue_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"exercises\.po:1:1: cannot be read"):
        read_entries(tmp_path / "exercises.po")
