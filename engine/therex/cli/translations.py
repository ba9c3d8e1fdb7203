"""``therex translations``: the catalogues that translators work on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from therex.cli.common import RulesOption, rulebook_for
from therex.resources import data_folder


class What(StrEnum):
    """What to do with the catalogues."""

    EXTRACT = "extract"
    STATUS = "status"


WhatArgument = Annotated[
    What,
    typer.Argument(
        help="extract: bring the .po files up to date. status: what is missing or wrong.", show_default=False
    ),
]
TemplatesOption = Annotated[
    Path | None, typer.Option("--templates", help="Folder of templates; the shipped ones when left out.")
]


def translations(what: WhatArgument, rules: RulesOption = None, templates: TemplatesOption = None) -> None:
    """Bring the catalogues up to date, or say how far they are. A status ends with 1 if one is wrong."""
    from therex.tongue.phrase_file import FILE, read_phrases  # noqa: PLC0415 - other commands need not load it
    from therex.tongue.texts import texts_of  # noqa: PLC0415

    folder = templates or data_folder("templates")
    texts = texts_of(rulebook_for(rules), read_phrases(folder / FILE))
    if what is What.EXTRACT:
        from therex.tongue.extract import write_catalogues  # noqa: PLC0415

        changed = write_catalogues(texts, folder)
        for path in changed:
            typer.echo(f"updated: {path}", err=True)
        typer.echo(f"{len(texts)} texts, {len(changed)} files changed", err=True)
        return
    from therex.check.translations import progress_of  # noqa: PLC0415
    from therex.tongue.languages import read_languages  # noqa: PLC0415

    translated = [language for language in read_languages(folder).values() if language.folder]
    progress = [progress_of(language, texts, folder) for language in translated]
    for one in progress:
        done = f"{len(texts) - len(one.missing)} of {len(texts)} texts translated"
        typer.echo(f"{one.language.tag}: {done}, {len(one.wrong)} wrong")
        for finding in one.wrong:
            typer.echo(f"  {finding}")
    raise typer.Exit(1 if any(one.wrong for one in progress) else 0)
