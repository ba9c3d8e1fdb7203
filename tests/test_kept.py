"""What is kept between runs is trusted only where nobody else could have put it."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from therex.kept import keep, kept, place_for


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of its own, not made yet."""
    cache = tmp_path / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: str(cache))
    return cache


def _place(*content: bytes) -> Path:
    place = place_for("things", ("babel",), content)
    assert place is not None
    return place


def test_a_thing_is_found_again_by_what_it_was_made_of(home: Path) -> None:
    keep({"a": 1}, _place(b"one"))
    assert kept(_place(b"one"), dict) == {"a": 1}
    assert kept(_place(b"two"), dict) is None
    assert _place(b"on", b"e") != _place(b"one")
    assert home.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("home")
def test_another_kind_of_thing_and_nonsense_are_not_taken() -> None:
    keep(["a"], _place(b"one"))
    assert kept(_place(b"one"), dict) is None
    _place(b"one").write_bytes(b"nonsense")
    assert kept(_place(b"one"), dict) is None


def test_a_folder_that_others_may_write_to_is_not_used(home: Path) -> None:
    home.mkdir()
    home.chmod(0o777)
    assert place_for("things", ("babel",), [b"one"]) is None


@pytest.mark.usefixtures("home")
def test_content_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    missing = (path.read_bytes() for path in [tmp_path / "nowhere"])
    assert place_for("things", ("babel",), missing) is None
