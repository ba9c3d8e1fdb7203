"""``therex decide``: the decision on one patient, as a summary or as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from therex.cli.common import ClinicOption, PatientFile, RulesOption, deciding
from therex.plan.decision import Decision


def decide(
    file: PatientFile,
    json: Annotated[bool, typer.Option("--json", help="The whole decision as JSON.")] = False,  # noqa: FBT002 - a flag
    rules: RulesOption = None,
    clinic: ClinicOption = None,
) -> None:
    """Decide on one patient. Ends with 0 when a plan was made, 3 when no exercise may be printed today."""
    with deciding(file, rules, clinic) as (decided, _):
        if json:
            typer.echo(decided.decision.model_dump_json(indent=2))
        else:
            summarise(decided.decision)
    raise typer.Exit(decided.exit_code)


def summarise(decision: Decision) -> None:
    """Print what was decided, in a dozen lines."""
    line = typer.echo
    today = "" if decision.action.exercise_today else " - no exercise today"
    line(f"action: {decision.action.level}{today}")
    for call in decision.action.calls:
        unknown = " (not ruled out)" if call.because_unknown else ""
        line(f"  {call.level}{unknown}: {call.clinician} [{call.rule}]")
    for override in decision.overrides:
        what = f"{override.rule} for {override.exercise}" if override.exercise else override.rule
        effect = "" if override.effect else " (no effect)"
        line(f"set aside: {what}, by {override.by}: {override.reason}{effect}")
    for item in decision.exercises:
        dose = ", ".join(f"{part.name} {_range(part.least, part.most)}" for part in item.dose)
        line(f"exercise: {item.code} {item.id} ({', '.join(item.purposes)}): {dose}")
    for progression in decision.progressions:
        line(f"progression: {progression.exercise}: {progression.verdict} {progression.change}".rstrip())
    for dropped in decision.dropped:
        line(f"left out: {dropped.id or dropped.purpose}: {dropped.reason}")
    wanted = [barred for barred in decision.barred if barred.wanted]
    barred = f"{len(decision.barred)} exercises, {len(wanted)} of them wanted"
    line(f"barred: {barred}; withheld: {len(decision.withheld)}")
    for question in decision.questions:
        line(f"ask: {question.question} [{question.fact}: {question.why}]")
    line(f"decision {decision.id}, rulebook {decision.rulebook[:12]}, therex {decision.engine}")


def _range(least: object, most: object) -> str:
    return f"{least}" if least == most else f"{least}-{most}"
