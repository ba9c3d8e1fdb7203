"""``therex check``: whether a rulebook is fit to use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from therex.resources import data_folder

RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="Folder of rules; the shipped ones when left out.")
]


def check(rules: RulesOption = None) -> None:
    """Check a rulebook: types, lints, cases, and what is untested. Ends with 1 if anything is found."""
    from therex.check.run import check as run  # noqa: PLC0415 - other commands need not load it

    report = run(rules or data_folder("rules"))
    for title, findings in (
        ("cannot be read", report.broken),
        ("lint", report.lints),
        ("case fails", report.failures),
        ("untested", report.uncovered),
    ):
        for finding in findings:
            typer.echo(f"{title}: {finding}")
    typer.echo(f"{report.rules} rules, {report.exercises} exercises, {report.cases} cases")
    if not report.clean:
        found = len(report.broken) + len(report.lints) + len(report.failures) + len(report.uncovered)
        typer.echo(f"{found} found")
        raise typer.Exit(1)
    typer.echo("all clean")
