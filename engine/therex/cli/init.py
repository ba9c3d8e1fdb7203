"""``therex init``: a patient file to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from therex.cli.common import RulesOption, rulebook_for

ConditionOption = Annotated[
    list[str] | None,
    typer.Option("--condition", help="A condition with rules of its own; may be given several times."),
]


def init(condition: ConditionOption = None, rules: RulesOption = None) -> None:
    """Print a patient file to fill in: what the rules of these conditions, and of everyone, ask for."""
    from therex.explain.blank_file import blank_file  # noqa: PLC0415 - other commands need not load it

    typer.echo(blank_file(condition or (), rulebook_for(rules)), nl=False)
