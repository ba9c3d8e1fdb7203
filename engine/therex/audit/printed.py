"""What the ledger says of the files that were printed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from therex.audit.entry import Printed
from therex.handout.options import Options

#: The note is for the chart: no option changes it.
_NOTE = ".txt"


def printed(contents: Mapping[Path, bytes], options: Options) -> tuple[Printed, ...]:
    """Return as what each file was printed, and the digest of its bytes; where it lies is not said."""
    pages = f"{options.audience} {options.language} {options.classes}"
    return tuple(
        Printed(
            "note" if target.suffix.lower() == _NOTE else f"{target.suffix.lower()[1:]} {pages}",
            hashlib.sha256(content).hexdigest(),
        )
        for target, content in contents.items()
    )
