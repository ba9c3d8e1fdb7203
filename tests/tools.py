"""Programs from outside Python that some tests use: run where they are found, named where they are not.

With ``THEREX_ALL_TOOLS=1`` in the environment, as in ``.ci/run``, a missing one fails the test that needs it.
"""

from __future__ import annotations

import functools
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

P = ParamSpec("P")

CHROMIUM, JAVA, JAXB, POPPLER = "chromium", "javac", "libjaxb-java", "pdftoppm"
POSTGRESQL = "postgresql"
_JAXB_JARS = tuple(
    Path("/usr/share/java") / f"{name}.jar" for name in ("jaxb-api", "jaxb-runtime", "javax.activation")
)

#: How many tests each missing tool has left out.
left_out: Counter[str] = Counter()


def found(tool: str) -> str:
    """Return where a tool is, the way the operating system names places; nothing where it is missing."""
    if tool == JAXB:
        return os.pathsep.join(map(str, _JAXB_JARS)) if all(jar.is_file() for jar in _JAXB_JARS) else ""
    if tool == POSTGRESQL:  # Debian keeps the programs of each version apart, out of the path
        servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        return (
            str(servers[-1].parent) if servers else str(Path(shutil.which("initdb") or ".").parent).strip(".")
        )
    return shutil.which(tool) or ""


def needs(*tools: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Let a test run only where its tools are found; elsewhere it counts among those left out."""

    def needing(test: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(test)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            missing = [tool for tool in tools if not found(tool)]
            left_out.update(missing)
            assert not (missing and os.environ.get("THEREX_ALL_TOOLS")), (
                f"not installed: {', '.join(missing)}"
            )
            if not missing:
                test(*args, **kwargs)

        return run

    return needing
