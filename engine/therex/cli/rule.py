"""``therex rule``: one rule as a therapist reads it."""

from __future__ import annotations

from typing import Annotated

import typer

from therex.cli.common import RulesOption, rulebook_for
from therex.errors import InputError, nearest
from therex.resources import data_folder


def rule(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule.", show_default=False)],
    rules: RulesOption = None,
) -> None:
    """Print one rule: condition and outcomes in words, evidence, cases, and where it stands."""
    from therex.check.cases import read_cases  # noqa: PLC0415 - other commands need not load it
    from therex.explain.read_rule import read_rule  # noqa: PLC0415
    from therex.rulebook.coverage import read_coverage  # noqa: PLC0415

    rulebook = rulebook_for(rules)
    if name not in rulebook.rules:
        hint = nearest(name, rulebook.rules) or "the id of a rule"
        raise InputError(f'unknown rule "{name}"', expected=hint)
    folder = rules or data_folder("rules")
    cases, problems = read_cases(folder, rulebook)
    coverage = read_coverage(folder)
    statements = coverage.by_rule().get(name, []) if coverage else []
    for problem in problems:
        typer.echo(f"therex: {problem}", err=True)
    named = [(case.name, case.expect[name]) for case in cases if name in case.expect]
    for line in read_rule(rulebook.rules[name], rulebook, named, statements).lines():
        typer.echo(line)
