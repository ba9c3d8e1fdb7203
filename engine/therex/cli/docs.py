"""``therex docs``: the reference pages that are made from the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from therex.cli.common import RulesOption, rulebook_for
from therex.resources import data_folder


def docs(
    folder: Annotated[
        Path, typer.Argument(help="Where to write, such as docs/reference.", show_default=False)
    ],
    rules: RulesOption = None,
) -> None:
    """Write a page for each topic of rules, their index, and the way from the evidence to the rules."""
    from therex.check.cases import read_cases  # noqa: PLC0415 - other commands need not load it
    from therex.explain.pages import reference_pages, write_pages  # noqa: PLC0415
    from therex.rulebook.coverage import read_coverage  # noqa: PLC0415

    rulebook = rulebook_for(rules)
    source = rules or data_folder("rules")
    cases, problems = read_cases(source, rulebook)
    for problem in problems:
        typer.echo(f"therex: {problem}", err=True)
    pages = reference_pages(rulebook, cases, read_coverage(source))
    write_pages(pages, folder)
    typer.echo(f"{len(pages)} pages in {folder}", err=True)
