"""A folder of YAML becomes one rulebook; parsed once, then kept by the digest of its bytes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import platformdirs

from therex import __version__
from therex.rulebook.files import rule_files
from therex.rulebook.model import Rulebook


def load_rulebook(folder: Path, clinic: Path | None = None, *, cache: bool = True) -> Rulebook:
    """Return the rulebook in `folder`.

    Args:
        folder: where the YAML files are.
        clinic: a clinic's own settings, a YAML file of names and numbers.
        cache: keep the parsed rulebook in the user's cache folder, and take it from there.

    Raises:
        RulebookError: a file is wrong; it names every problem.
        InputError: `clinic` is wrong, or `folder` holds no rules.

    """
    kept = _cache_file(folder, clinic) if cache else None
    if kept is not None and (rulebook := _unpickled(kept)) is not None:
        return rulebook
    from therex.rulebook.compile import compile_rulebook  # noqa: PLC0415 - not needed when it is kept

    rulebook = compile_rulebook(folder, clinic)
    if kept is not None:
        _pickle(rulebook, kept)
    return rulebook


def _cache_file(folder: Path, clinic: Path | None) -> Path | None:
    """Return where this rulebook is kept: by its bytes, this engine, Python and the libraries it pickles."""
    digest = hashlib.sha256()
    made_with = (__version__, sys.version, version("pydantic"), version("lark"), version("ucumvert"))
    digest.update(repr((made_with, str(folder.resolve()))).encode())
    sources = sorted(Path(__file__).parent.parent.glob("*/*.py"))
    files = [*rule_files(folder), *([clinic] if clinic else [])]
    try:
        for path in files:
            digest.update(path.relative_to(folder).as_posix().encode() if path != clinic else b"clinic")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        for path in sources:
            digest.update(str(path.stat().st_mtime_ns).encode())
        cache = Path(platformdirs.user_cache_dir("therex", appauthor=False))
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = cache.stat().st_uid == os.getuid() and not cache.stat().st_mode & 0o022
    except OSError:
        return None
    return cache / f"rulebook-{digest.hexdigest()[:32]}.pickle" if private else None


def _unpickled(path: Path) -> Rulebook | None:
    """Return the kept rulebook, or None if there is none that can be read."""
    try:
        kept = pickle.loads(path.read_bytes())  # noqa: S301 - our own file in a folder only the user writes to
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache, the rules are parsed again
        return None
    return kept if isinstance(kept, Rulebook) else None


def _pickle(rulebook: Rulebook, path: Path) -> None:
    """Keep the rulebook; written beside and moved, so that no reader ever sees a part of it."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(rulebook, stream, protocol=pickle.HIGHEST_PROTOCOL)
        Path(name).replace(path)
