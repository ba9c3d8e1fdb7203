"""``therex check``: whether a rulebook is fit to use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from therex.resources import data_folder

if TYPE_CHECKING:
    from therex.check.run import Report

RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="Folder of rules; the shipped ones when left out.")
]
CoverageOption = Annotated[
    bool, typer.Option("--coverage", help="Also show which rules and comparisons no case tests.")
]
MutateOption = Annotated[
    bool,
    typer.Option("--mutate", help="Also make small mistakes in the rules, and see which no case notices."),
]
SampleOption = Annotated[
    int | None, typer.Option("--sample", min=1, help="Try only so many mistakes, drawn at random.")
]
SeedOption = Annotated[int, typer.Option("--seed", help="Another sample for each number.")]


def check(
    rules: RulesOption = None,
    *,
    coverage: CoverageOption = False,
    mutate: MutateOption = False,
    sample: SampleOption = None,
    seed: SeedOption = 1,
) -> None:
    """Check a rulebook: types, lints, cases, and what is untested. Ends with 1 if anything is found."""
    from therex.check.run import Measures  # noqa: PLC0415 - other commands need not load it
    from therex.check.run import check as run  # noqa: PLC0415 - as above

    measures = Measures(coverage=coverage, mutants=mutate or sample is not None, sample=sample, seed=seed)
    report = run(rules or data_folder("rules"), measures, None if rules else data_folder("templates"))
    found = 0
    for line in _findings(report):
        typer.echo(line)
        found += 1
    typer.echo(f"{report.rules} rules, {report.exercises} exercises, {report.cases} cases")
    if figures := ", ".join(_figures(report)):
        typer.echo(figures)
    if not report.clean:
        typer.echo(f"{found} found")
        raise typer.Exit(1)
    typer.echo("all clean")


def _findings(report: Report) -> Iterator[str]:
    """Yield one line for everything that was found."""
    for title, findings in (
        ("cannot be read", report.broken),
        ("lint", report.lints),
        ("case fails", report.failures),
        ("untested", report.uncovered),
        ("not covered", report.coverage.gaps if report.coverage else ()),
        ("survives", report.score.survivors if report.score else ()),
        ("explained in vain", report.score.stale if report.score else ()),
    ):
        for finding in findings:
            yield f"{title}: {finding}"


def _figures(report: Report) -> Iterator[str]:
    """Yield what was measured, in words."""
    if covered := report.coverage:
        yield f"rule coverage {_percent(covered.fired, covered.rules)}"
        yield f"condition coverage {_percent(covered.covered, covered.comparisons, ' comparisons')}"
    if score := report.score:
        survivors = f"survivors {len(score.survivors):,} ({score.explained:,} explained)"
        yield f"mutants {score.total:,}, killed {score.killed:,}, equivalent {score.equivalent:,} not counted"
        yield f"{survivors}, score {_share(score.killed, score.counted)} %"


def _percent(part: int, whole: int, what: str = "") -> str:
    return f"{_share(part, whole)} % ({part:,} of {whole:,}{what})"


def _share(part: int, whole: int) -> str:
    """Return a share in percent, rounded down: 100.0 only where nothing is missing."""
    return f"{(1000 * part // whole) / 10:.1f}" if whole else "100.0"
