"""The command line: one file a command."""

from __future__ import annotations

import sys

import typer

from therex.cli import check, decide, explain, handout, init, rule, schema
from therex.errors import TherexError

app = typer.Typer(
    name="therex",
    help="Therapeutic exercise: patient facts in, explained handout out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _commands() -> None:
    """Therapeutic exercise: patient facts in, explained handout out."""


for command in (
    decide.decide,
    handout.handout,
    explain.explain,
    rule.rule,
    init.init,
    schema.schema,
    check.check,
):
    app.command()(command)


def main() -> None:
    """Run the command line. Errors are one line on stderr; bad input ends with 2."""
    try:
        app()
    except TherexError as error:
        print(f"therex: {error}", file=sys.stderr)  # noqa: T201 - stderr is for talk
        sys.exit(2)
