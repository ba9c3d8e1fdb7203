"""The command line: one file a command."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from therex.errors import TherexError

#: The commands, each in the module of its name.
COMMANDS = (
    "decide", "handout", "explain", "whatif", "diff", "audit", "rule", "exercise", "init", "schema", "check",
    "review", "docs", "translations",
)  # fmt: skip


def build_app(wanted: tuple[str, ...] = COMMANDS) -> typer.Typer:
    """Return the application with the wanted commands; the others need not be loaded."""
    app = typer.Typer(
        name="therex",
        help="Therapeutic exercise: patient facts in, explained handout out.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)
    for name in wanted:
        command = getattr(import_module(f"therex.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def main() -> None:
    """Run the command line. Errors are one line on stderr; bad input ends with 2."""
    first = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        build_app((first,) if first in COMMANDS else COMMANDS)()
    except TherexError as error:
        print(f"therex: {error}", file=sys.stderr)  # noqa: T201 - stderr is for talk
        sys.exit(2)
