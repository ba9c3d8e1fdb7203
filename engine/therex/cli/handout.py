"""``therex handout``: the decision on one patient as a handout, in HTML or PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from therex.cli.common import ClinicOption, Decided, PatientFile, RulesOption, deciding
from therex.handout.write import check_target, write_whole

OutOption = Annotated[
    list[Path], typer.Option("-o", "--out", help="File to write, .html or .pdf; may be given several times.")
]


def handout(
    file: PatientFile, out: OutOption, rules: RulesOption = None, clinic: ClinicOption = None
) -> None:
    """Write the handout of one patient. Ends with 0 when a plan was made, 3 for no exercise today."""
    from therex.handout.render import render_html, render_pdf  # noqa: PLC0415 - only this command needs it

    for target in out:
        check_target(target)
    with deciding(file, rules, clinic) as (decided, _):
        html = render_html(decided.decision, decided.rulebook)
    pages = {".html": html.encode(), ".pdf": b""}
    if any(target.suffix.lower() == ".pdf" for target in out):
        pages[".pdf"] = render_pdf(html)
    for target in out:  # only now, when nothing can fail any more
        write_whole(target, pages[target.suffix.lower()])
    summarise(decided, out, Console(stderr=True, highlight=False, soft_wrap=True))
    raise typer.Exit(decided.exit_code)


def summarise(decided: Decided, out: list[Path], console: Console) -> None:
    """Say in a few lines what stands in the handout and where it is."""
    decision = decided.decision
    action = decision.action
    lines = [f"action: {action.level}" + ("" if action.exercise_today else " - no exercise today")]
    found = (call for call in action.calls if not call.because_unknown)
    lines += [f"  {call.level}: {call.clinician} [{call.rule}]" for call in found]
    numbered = enumerate(decision.exercises, start=1)
    lines += [f"  {place}. {item.name} ({item.code})" for place, item in numbered]
    if decision.questions:
        holding = sum(question.holds_session for question in decision.questions)
        lines.append(f"questions: {len(decision.questions)}, {holding} of them hold the session")
    lines += [f"written: {target}" for target in out]
    for line in lines:
        console.print(line, markup=False)
