"""``therex explain``: why the plan is as it is, down to facts and evidence."""

from __future__ import annotations

from typing import Annotated

import typer

from therex.cli.common import ClinicOption, PatientFile, RulesOption, deciding

ExerciseOption = Annotated[
    str | None, typer.Option("--exercise", help="Only this exercise; its id or catalogue code.")
]
RuleOption = Annotated[
    str | None, typer.Option("--rule", help="The whole truth tree of this rule, for this patient.")
]
WhyNotOption = Annotated[
    str | None, typer.Option("--why-not", help="Why this exercise is not in the plan; id or code.")
]


def explain(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    file: PatientFile,
    exercise: ExerciseOption = None,
    rule: RuleOption = None,
    why_not: WhyNotOption = None,
    rules: RulesOption = None,
    clinic: ClinicOption = None,
) -> None:
    """Explain the decision on one patient. Ends with 0 when a plan was made, 3 when not today."""
    from therex.explain.explainer import Explainer  # noqa: PLC0415 - other commands need not load it
    from therex.explain.why import explain_plan  # noqa: PLC0415
    from therex.explain.why_not import explain_exercise  # noqa: PLC0415

    with deciding(file, rules, clinic) as (decided, session):
        explainer = Explainer(decided.decision, decided.patient, session)
        asked = [
            explain_exercise(explainer.exercise(name), explainer) for name in (exercise, why_not) if name
        ]
        if rule:
            asked.append(explainer.whole_rule(explainer.rule(rule)))
        for point in asked or explain_plan(explainer):
            for line in point.lines():
                typer.echo(line)
    raise typer.Exit(decided.exit_code)
