"""``therex whatif``: the plan as it is and the plan with other facts, side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from therex.cli.common import ClinicOption, PatientFile, RulesOption, deciding
from therex.errors import InputError
from therex.handout.write import check_target, write_whole

SetOption = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="FACT=VALUE",
        help="A fact and its new value, as a patient file writes it; unknown takes it away; may be repeated.",
    ),
]
PageOption = Annotated[Path | None, typer.Option("-o", "--out", help="Write both plans as a page, .html.")]

TITLES = ("as it is", "what if")
_NOTHING = "nothing changes: the file says so already"
_INTRODUCTION = "The plan as the patient file has it, and the plan that the same rules make with other facts."


def whatif(
    file: PatientFile,
    change: SetOption,
    out: PageOption = None,
    rules: RulesOption = None,
    clinic: ClinicOption = None,
) -> None:
    """Show what other facts would change. Ends as the changed plan: 0 for a plan, 3 for no exercise today."""
    from therex.explain.compare import compare  # noqa: PLC0415 - other commands need not load it
    from therex.explain.compare_parts import Side  # noqa: PLC0415 - as above
    from therex.explain.compare_text import comparison_lines  # noqa: PLC0415 - as above
    from therex.facts.changed import changed_file  # noqa: PLC0415 - as above
    from therex.facts.document import document_of  # noqa: PLC0415 - as above
    from therex.facts.read import patient_from  # noqa: PLC0415 - as above
    from therex.plan.build import decide  # noqa: PLC0415 - as above
    from therex.rulebook.known import known_to  # noqa: PLC0415 - as above

    if out:
        check_target(out, (".html",))
    values = values_of(change)
    with deciding(file, rules, clinic) as (decided, session):
        known = known_to(decided.rulebook)
        patient = patient_from(
            changed_file(document_of(decided.patient_file, str(file)), values, known), known
        )
        after = replace(decided, decision=decide(session, patient), patient=patient)
    sides = Side(decided.decision, decided.rulebook), Side(after.decision, after.rulebook)
    found = compare(*sides)
    if out:
        from therex.explain.compare_page import Compared, ComparisonPage  # noqa: PLC0415 - as above

        title = f"What if {', '.join(f'{name} = {value}' for name, value in values.items())}"
        pair = Compared("Both plans", *sides, found)
        write_whole(out, ComparisonPage(title, (_INTRODUCTION,), TITLES, (pair,)).html().encode())
    for line in comparison_lines(found, TITLES) if not found.identical else (_NOTHING,):
        typer.echo(line)
    raise typer.Exit(after.exit_code)


def values_of(changes: list[str]) -> dict[str, str]:
    """Return the new values by fact.

    Raises:
        InputError: a change is not written as name=value, or names a fact again.

    """
    values: dict[str, str] = {}
    for change in changes:
        name, sign, value = change.partition("=")
        name = name.strip()
        if not sign or not name:
            raise InputError(f'"{change}" is no change of a fact', expected='name=value, as in age="70 a"')
        if name in values:
            raise InputError(f'"{name}" is set twice', expected="one new value a fact")
        values[name] = value.strip()
    return values
