"""Catalogues are read once, kept by their bytes, and never stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from babel import Locale

from therex.tongue import catalogue
from therex.tongue.catalogue import load_translations
from therex.tongue.po import CATALOGUES, Entry


def _write(folder: Path, translated: str) -> Path:
    for name in CATALOGUES:
        entry = f'msgid "Rest {name} 5 minutes."\nmsgstr "{translated}"\n'
        (folder / f"{name}.po").write_text(entry, encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of its own."""
    cache = tmp_path / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: str(cache))
    return cache


@pytest.mark.usefixtures("home")
def test_all_three_files_are_read_and_what_is_unfit_is_left_out(tmp_path: Path) -> None:
    folder = _write(tmp_path, "Descanse 5 minutos.")
    (folder / "rules.po").write_text('msgid "Rest 5."\nmsgstr "Descanse 6."\n', encoding="utf-8")
    assert load_translations(folder, Locale("es")) == {
        ("", "Rest handout 5 minutes."): "Descanse 5 minutos.",
        ("", "Rest exercises 5 minutes."): "Descanse 5 minutos.",
    }


def test_a_kept_catalogue_is_used_until_a_file_changes(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _write(tmp_path, "Descanse 5 minutos.")
    first = load_translations(folder, Locale("es"))
    assert len(list(home.glob("translations-*.pickle"))) == 1
    read: list[Path] = []
    entries_of = catalogue.entries_of

    def noted(path: Path) -> Iterator[Entry]:
        read.append(path)
        return entries_of(path)

    monkeypatch.setattr(catalogue, "entries_of", noted)
    assert load_translations(folder, Locale("es")) == first
    assert read == []
    _write(tmp_path, "Pare 5 minutos.")
    assert set(load_translations(folder, Locale("es")).values()) == {"Pare 5 minutos."}
    assert read == [folder]


def test_a_kept_catalogue_that_cannot_be_read_is_made_again(tmp_path: Path, home: Path) -> None:
    folder = _write(tmp_path, "Descanse 5 minutos.")
    first = load_translations(folder, Locale("es"))
    kept = next(home.glob("translations-*.pickle"))
    kept.write_bytes(b"nonsense")
    assert load_translations(folder, Locale("es")) == first
