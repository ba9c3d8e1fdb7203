"""``therex review``: what a checklist for patients' pages says of one patient's sheet."""

from __future__ import annotations

import typer

from therex.cli.common import ClinicOption, PatientFile, RulesOption, deciding


def review(file: PatientFile, rules: RulesOption = None, clinic: ClinicOption = None) -> None:
    """Review the patient's English pages: how they read, and a checklist. Ends with 1 if any item fails."""
    from therex.handout.options import Audience, Options  # noqa: PLC0415 - as below
    from therex.handout.render import render_html  # noqa: PLC0415 - other commands need not load it
    from therex.review.checklist import review_of  # noqa: PLC0415 - as above
    from therex.review.report import lines_of  # noqa: PLC0415 - as above

    with deciding(file, rules, clinic) as (decided, _):
        html = render_html(decided.decision, decided.rulebook, Options(audience=Audience.PATIENT))
        names = [exercise.name for exercise in decided.rulebook.exercises.values()]
    found = review_of(html, names)
    for line in lines_of(found):
        typer.echo(line)
    raise typer.Exit(0 if found.passed else 1)
