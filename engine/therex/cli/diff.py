"""``therex diff``: what differs between two rulebooks, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from therex.cli.common import rulebook_for
from therex.handout.write import check_target, write_whole

FolderArgument = Annotated[Path, typer.Argument(help="A folder of rules.", show_default=False)]
PageOption = Annotated[
    Path | None, typer.Option("-o", "--out", help="Write the differences as a page, .html.")
]


def diff(before: FolderArgument, after: FolderArgument, out: PageOption = None) -> None:
    """Say which rules and entries changed, and how. Ends with 0 when both say the same, else with 1."""
    from therex.explain.rulebook_diff import rulebook_diff  # noqa: PLC0415 - other commands need not load it
    from therex.explain.rulebook_diff_text import IDENTICAL, diff_points, summary_of  # noqa: PLC0415 - as above

    if out:
        check_target(out, (".html",))
    books = rulebook_for(before), rulebook_for(after)
    groups = rulebook_diff(*books)
    if out:
        from therex.explain.audit_page import audit_page  # noqa: PLC0415 - as above

        page = audit_page("diff.html.j2", groups=groups, books=books, summary=summary_of(groups))
        write_whole(out, page.encode())
    typer.echo(summary_of(groups) if groups else IDENTICAL)
    for point in diff_points(groups):
        for line in point.lines():
            typer.echo(line)
    raise typer.Exit(1 if groups else 0)
