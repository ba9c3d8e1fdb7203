"""``therex handout``: one patient's handout in HTML or PDF, and the note for the chart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from therex.cli.common import ClinicOption, Decided, PatientFile, RulesOption, deciding
from therex.cli.ledger_options import LedgerOption, UserOption, user_named
from therex.handout.options import Audience, Options, Paper
from therex.handout.write import check_target, staged
from therex.resources import data_folder
from therex.tongue.load import language_for

OutOption = Annotated[
    list[Path],
    typer.Option(
        "-o", "--out", help="File to write: .html, .pdf, or .txt for the chart note; may be repeated."
    ),
]
PaperOption = Annotated[
    Paper | None, typer.Option("--paper", help="Size of the sheets; else that of the language's region.")
]
ForOption = Annotated[Audience, typer.Option("--for", help="Whose pages to print.")]
LargeOption = Annotated[bool, typer.Option("--large-print", help="Body text of 18 points.")]
ContrastOption = Annotated[bool, typer.Option("--high-contrast", help="Black frames, thicker lines.")]
InkOption = Annotated[bool, typer.Option("--low-ink", help="No filled areas.")]

LangOption = Annotated[
    str, typer.Option("--lang", help="Language of the patient's pages, with a region or without: es, es-US.")
]
RecordOption = Annotated[bool, typer.Option("--record/--no-record", help="Record it in the ledger.")]


def handout(  # noqa: PLR0913 - one argument an option of the command
    file: PatientFile,
    out: OutOption,
    audience: ForOption = Audience.ALL,
    lang: LangOption = "en",
    paper: PaperOption = None,
    *,
    large_print: LargeOption = False,
    high_contrast: ContrastOption = False,
    low_ink: InkOption = False,
    rules: RulesOption = None,
    clinic: ClinicOption = None,
    record: RecordOption = True,
    ledger: LedgerOption = None,
    user: UserOption = None,
) -> None:
    """Write the handout of one patient. Ends with 0 when a plan was made, 3 for no exercise today.

    What was made is recorded in the ledger; where that cannot be, nothing is written.
    """
    from therex.audit.entry import Made  # noqa: PLC0415 - only this command needs it
    from therex.audit.ledger import open_ledger  # noqa: PLC0415 - only this command needs it
    from therex.audit.printed import printed  # noqa: PLC0415 - only this command needs it
    from therex.handout.note import note_of  # noqa: PLC0415 - only this command needs it
    from therex.handout.pdf import render_pdf  # noqa: PLC0415 - only this command needs it
    from therex.handout.render import render_html  # noqa: PLC0415 - only this command needs it

    for target in out:
        check_target(target)
    options = Options(
        paper=paper or Paper(language_for(lang, data_folder("templates")).paper),
        large_print=large_print,
        high_contrast=high_contrast,
        low_ink=low_ink,
        audience=audience,
        language=lang,
    )
    with deciding(file, rules, clinic) as (decided, _):
        html = render_html(decided.decision, decided.rulebook, options)
        note = note_of(decided.decision, decided.rulebook)
    files = {".html": html.encode(), ".txt": f"{note}\n".encode()}
    if any(target.suffix.lower() == ".pdf" for target in out):
        files[".pdf"] = render_pdf(html)
    contents = {target: files[target.suffix.lower()] for target in out}
    with staged(contents):  # moved into place only when everything is made, and recorded
        if record:
            made = Made(
                decision=decided.decision,
                patient_file=decided.patient_file,
                file_name=file.name,
                rules=rules or data_folder("rules"),
                clinic=clinic,
                user=user_named(user),
                printed=printed(contents, options),
            )
            with open_ledger(ledger, create=True) as kept:
                kept.record(made)
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
