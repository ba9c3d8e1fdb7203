"""``therex explain``: why the plan is as it is, down to facts and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from therex.cli.common import ClinicOption, PatientFile, RulesOption, deciding
from therex.facts.document import Node, document_of
from therex.handout.write import check_target, write_whole
from therex.inference.session import Session

if TYPE_CHECKING:
    from therex.explain.explainer import Explainer
    from therex.explain.outline import Point
    from therex.explain.why_not import Admitting

ExerciseOption = Annotated[
    str | None, typer.Option("--exercise", help="Only this exercise; its id or catalogue code.")
]
RuleOption = Annotated[
    str | None, typer.Option("--rule", help="The whole truth tree of this rule, for this patient.")
]
WhyNotOption = Annotated[
    str | None,
    typer.Option(
        "--why-not", help="Why this exercise is not in the plan; id or code; or `session`, why there is none."
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option("-o", "--out", help="Write it as a page with drawings, .html, instead of as an outline."),
]
ChangesOption = Annotated[
    bool,
    typer.Option(
        "--changes/--no-changes",
        help="Find the smallest change that admits what is left out; for a whole page it takes a while.",
    ),
]
SESSION = "session"


def explain(  # noqa: PLR0913 - each is an option of the command line
    file: PatientFile,
    exercise: ExerciseOption = None,
    rule: RuleOption = None,
    why_not: WhyNotOption = None,
    out: OutOption = None,
    *,
    changes: ChangesOption = True,
    rules: RulesOption = None,
    clinic: ClinicOption = None,
) -> None:
    """Explain the decision on one patient. Ends with 0 when a plan was made, 3 when not today."""
    from therex.explain.explainer import Explainer  # noqa: PLC0415 - other commands need not load it
    from therex.explain.why import explain_plan  # noqa: PLC0415

    if out:
        check_target(out, (".html",))
    with deciding(file, rules, clinic) as (decided, session):
        explainer = Explainer(decided.decision, decided.patient, session)
        whole_page = out and not (exercise or rule or why_not)
        admitting = (
            _admitting(document_of(decided.patient_file, str(file)), explainer, session)
            if changes and (why_not or whole_page)
            else None
        )
        asked = tuple(_asked(explainer, exercise, rule, why_not, admitting))
        if out:
            from therex.explain.why_page import asked_page, decision_page  # noqa: PLC0415 - it draws

            page = asked_page(asked, explainer) if asked else decision_page(explainer, admitting)
            write_whole(out, page.encode())
            typer.echo(f"written: {out}", err=True)
        else:
            for point in asked or explain_plan(explainer):
                typer.echo("\n".join(point.lines()))
    raise typer.Exit(decided.exit_code)


def _asked(
    explainer: Explainer,
    exercise: str | None,
    rule: str | None,
    why_not: str | None,
    admitting: Admitting | None,
) -> Iterator[Point]:
    """Yield what was asked for; nothing where the whole decision is."""
    from therex.explain.why_not import explain_exercise, explain_session  # noqa: PLC0415 - as above

    if exercise:
        yield explain_exercise(explainer.exercise(exercise), explainer)
    if why_not == SESSION:
        yield explain_session(explainer, admitting)
    elif why_not:
        yield explain_exercise(explainer.exercise(why_not), explainer, admitting)
    if rule:
        yield explainer.whole_rule(explainer.rule(rule))


def _admitting(document: Node, explainer: Explainer, session: Session) -> Admitting:
    from therex.explain.admission import admitting_from  # noqa: PLC0415 - loads a solver

    return admitting_from(document, explainer, session)
