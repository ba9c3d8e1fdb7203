"""What is slow to read is kept in the user's cache folder, under a name made of everything it depends on.

A pickle is trusted as code is: the folder is the user's own, and used only if nobody else may write to it.
Whatever is wrong with it, the thing is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import platformdirs

from therex import __version__

T = TypeVar("T")


def place_for(kind: str, libraries: Iterable[str], content: Iterable[bytes]) -> Path | None:
    """Return where a thing is kept, by all it is made of and with; None where it cannot be kept.

    `content` may read files; when they cannot be read, nothing is kept.
    """
    made_with = (__version__, sys.version, *(version(library) for library in libraries))
    digest = hashlib.sha256(repr(made_with).encode())
    sources = sorted(Path(__file__).parent.glob("**/*.py"))
    try:
        for part in content:
            digest.update(hashlib.sha256(part).digest())
        for path in sources:
            digest.update(str(path.stat().st_mtime_ns).encode())
        cache = Path(platformdirs.user_cache_dir("therex", appauthor=False))
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = cache.stat().st_uid == os.getuid() and not cache.stat().st_mode & 0o022
    except OSError:
        return None
    return cache / f"{kind}-{digest.hexdigest()[:32]}.pickle" if private else None


def kept(path: Path, kind: type[T]) -> T | None:
    """Return what is kept, or None if there is nothing of this kind that can be read."""
    try:
        found = pickle.loads(path.read_bytes())  # noqa: S301 - our own file in a folder only the user writes to
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache, the thing is made again
        return None
    return found if isinstance(found, kind) else None


def keep(thing: object, path: Path) -> None:
    """Keep a thing; written beside and moved, so that no reader ever sees a part of it."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(thing, stream, protocol=pickle.HIGHEST_PROTOCOL)
        Path(name).replace(path)
