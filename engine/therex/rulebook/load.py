"""A folder of YAML becomes one rulebook; parsed once, then kept by the digest of its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from therex.kept import keep, kept, place_for
from therex.rulebook.files import rule_files
from therex.rulebook.model import Rulebook

#: The libraries whose objects are part of a kept rulebook.
_LIBRARIES = ("pydantic", "lark", "ucumvert")


def load_rulebook(
    folder: Path, clinic: Path | None = None, *, cache: bool = True, kept_as: str = ""
) -> Rulebook:
    """Return the rulebook in `folder`.

    Args:
        folder: where the YAML files are.
        clinic: a clinic's own settings, a YAML file of names and numbers.
        cache: keep the parsed rulebook in the user's cache folder, and take it from there.
        kept_as: the name under which it is kept, for files that lie in another folder each time.

    Raises:
        RulebookError: a file is wrong; it names every problem.
        InputError: `clinic` is wrong, or `folder` holds no rules.

    """
    place = place_for("rulebook", _LIBRARIES, _content(folder, clinic, kept_as)) if cache else None
    if place is not None and (rulebook := kept(place, Rulebook)) is not None:
        return rulebook
    from therex.rulebook.compile import compile_rulebook  # noqa: PLC0415 - not needed when it is kept

    rulebook = compile_rulebook(folder, clinic)
    if place is not None:
        keep(rulebook, place)
    return rulebook


def _content(folder: Path, clinic: Path | None, kept_as: str) -> Iterator[bytes]:
    """Yield all that a rulebook is made of: the place, the names and the bytes of its files."""
    yield (kept_as or str(folder.resolve())).encode()
    for path in rule_files(folder):
        yield path.relative_to(folder).as_posix().encode()
        yield path.read_bytes()
    if clinic:
        yield b"clinic"
        yield clinic.read_bytes()
