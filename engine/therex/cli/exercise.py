"""``therex exercise``: the figure of one exercise as a drawing of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from therex.cli.common import RulesOption, rulebook_for
from therex.errors import InputError, nearest


def exercise(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of an exercise.", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write, .svg.", show_default=False)],
    side: Annotated[Literal["left", "right"], typer.Option(help="The working side.")] = "right",
    rules: RulesOption = None,
) -> None:
    """Write the figure of an exercise as SVG, 92 by 46 mm, without any patient's limits."""
    from therex.figures.svg import figure_svg  # noqa: PLC0415 - other commands need not load it
    from therex.handout.write import check_target, write_whole  # noqa: PLC0415

    check_target(out, (".svg",))
    rulebook = rulebook_for(rules)
    if name not in rulebook.exercises:
        hint = nearest(name, rulebook.exercises) or "the id of an exercise"
        raise InputError(f'unknown exercise "{name}"', expected=hint)
    if name not in rulebook.figures:
        raise InputError(f'exercise "{name}" has no figure', expected="one below `figures:` of the rules")
    drawing = figure_svg(rulebook.figures[name], side=side, alt=rulebook.exercises[name].name)
    write_whole(out, f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode())
    typer.echo(f"written: {out}", err=True)
