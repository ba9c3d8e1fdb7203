"""Files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from therex.errors import InputError

SUFFIXES = (".html", ".pdf", ".txt")


def check_target(target: Path, suffixes: tuple[str, ...] = SUFFIXES) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Raises:
        InputError: the suffix is not known, the folder does not exist, or a folder has this name.

    """
    if target.suffix.lower() not in suffixes:
        raise InputError(f'cannot write "{target}"', expected=f"a name that ends in {' or '.join(suffixes)}")
    if target.is_dir():
        raise InputError(f'"{target}" is a folder', expected="the name of a file")
    if not target.parent.is_dir():
        raise InputError(f'there is no folder "{target.parent}"', expected="a folder that exists")


def write_whole(target: Path, content: bytes) -> None:
    """Write a file through a temporary one beside it, so that nobody ever sees half of it.

    Raises:
        InputError: the folder does not let it be written.

    """
    with staged({target: content}):
        pass


@contextmanager
def staged(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """Write files beside their targets, and move them into place once the block has ended well.

    Raises:
        InputError: a folder does not let a file be written; nothing is then moved.

    """
    beside: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            with _written_into(target):
                handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
                beside[target] = Path(name)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                beside[target].chmod(0o644)
        yield
        for target, temporary in beside.items():
            with _written_into(target):
                temporary.replace(target)
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)


@contextmanager
def _written_into(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f'cannot write "{target}": {error.strerror}'
        raise InputError(message, expected="a folder to write in") from None
