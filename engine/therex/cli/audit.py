"""``therex audit``: what is in the ledger, whether it is as it was written, and what may leave it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from therex.cli.audit_replay import replay
from therex.cli.ledger_options import LedgerOption, UserOption, user_named
from therex.cli.progress import told

if TYPE_CHECKING:
    from therex.audit.filters import Filter

audit = typer.Typer(
    help="The ledger of what was handed out: list, show, verify, replay, export, erase.", no_args_is_help=True
)

Day = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day in UTC; included.")]
RuleOption = Annotated[
    str | None, typer.Option("--rule", help="Only where this rule fired or was set aside.")
]
ActionOption = Annotated[str | None, typer.Option("--action", help="Only decisions of this level.")]
ByOption = Annotated[str | None, typer.Option("--user", help="Only what this user recorded.")]
Name = Annotated[
    str, typer.Argument(metavar="ID", help="A decision's id, or a record's number.", show_default=False)
]
OutOption = Annotated[Path | None, typer.Option("-o", "--out", help="File to write; else it is printed.")]

INTACT, TAMPERED = 0, 1


class Format(StrEnum):
    """How records leave the ledger."""

    JSONL = "jsonl"
    CSV = "csv"


@audit.command("list")
def list_(  # noqa: PLR0913 - one argument an option of the command
    *,
    since: Day = None,
    until: Day = None,
    rule: RuleOption = None,
    action: ActionOption = None,
    user: ByOption = None,
    ledger: LedgerOption = None,
) -> None:
    """List the records, one a line, oldest first."""
    from therex.audit.ledger import open_ledger  # noqa: PLC0415 - other commands need not load it
    from therex.audit.shown import line_of  # noqa: PLC0415

    with open_ledger(ledger) as kept:
        for entry in kept.entries(_filter(since, until, user, action, rule)):
            typer.echo(line_of(entry))


@audit.command()
def show(name: Name, ledger: LedgerOption = None) -> None:
    """Print everything about one record: of a decision printed more than once, the newest."""
    from therex.audit.ledger import open_ledger  # noqa: PLC0415
    from therex.audit.shown import lines_of  # noqa: PLC0415

    with open_ledger(ledger) as kept:
        entry = kept.entry(name)
        for line in lines_of(entry, kept.personal(entry)):
            typer.echo(line)


@audit.command()
def verify(
    checkpoint: Annotated[
        list[Path] | None, typer.Option("--checkpoint", help="An exported checkpoint; may be repeated.")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Look at every record. Ends with 1 at the first that is not as it was written, and names it."""
    from therex.audit.checkpoint import read_checkpoint  # noqa: PLC0415
    from therex.audit.ledger import open_ledger  # noqa: PLC0415
    from therex.audit.verify import verify as verified  # noqa: PLC0415

    points = [read_checkpoint(path) for path in checkpoint or ()]
    with open_ledger(ledger) as kept:
        found = verified(kept, points, told("verified"))
    erased = f", {found.erased} of them erased" if found.erased else ""
    typer.echo(f"NOT INTACT: {found.fault}" if found.fault else f"intact, records: {found.records}{erased}")
    raise typer.Exit(INTACT if found.intact else TAMPERED)


audit.command()(replay)


@audit.command()
def export(  # noqa: PLR0913 - one argument an option of the command
    *,
    out: OutOption = None,
    as_: Annotated[Format, typer.Option("--as", help="JSON Lines, or a table.")] = Format.JSONL,
    since: Day = None,
    until: Day = None,
    rule: RuleOption = None,
    action: ActionOption = None,
    user: ByOption = None,
    ledger: LedgerOption = None,
    personal: Annotated[
        bool, typer.Option("--personal", help="With the patient's file and the decision; JSON Lines only.")
    ] = False,
) -> None:
    """Write records out, for another program. Without --personal, nothing tells who the patients are."""
    from therex.audit.export import csv_lines, json_lines  # noqa: PLC0415
    from therex.audit.ledger import open_ledger  # noqa: PLC0415
    from therex.errors import InputError  # noqa: PLC0415

    if personal and as_ is Format.CSV:
        raise InputError("a table has no room for personal data", expected="--personal with --as jsonl")
    wanted = _filter(since, until, user, action, rule)
    with open_ledger(ledger) as kept:
        lines = csv_lines(kept, wanted) if as_ is Format.CSV else json_lines(kept, wanted, personal=personal)
        _put(lines, out)


@audit.command()
def overrides(
    since: Day = None, until: Day = None, user: ByOption = None, ledger: LedgerOption = None
) -> None:
    """Count the decisions in which each rule was set aside: the sign of a rule to mend."""
    from therex.audit.ledger import open_ledger  # noqa: PLC0415
    from therex.audit.overridden import set_aside  # noqa: PLC0415

    with open_ledger(ledger) as kept:
        found = set_aside(kept, _filter(since, until, user))
    for one in found:
        typer.echo(f"{one.decisions:6d}  {one.rule}, people: {one.people}, last on {one.last}")
    if not found:
        typer.echo("no rule was set aside")


@audit.command()
def erase(
    patient: Annotated[str, typer.Option("--patient", help="The patient's id, as in the patient file.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays in the ledger.")],
    user: UserOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Remove what is personal of one patient. The chain stays valid, and says that it was done."""
    from therex.audit.erase import erase as erased  # noqa: PLC0415
    from therex.audit.ledger import open_ledger  # noqa: PLC0415
    from therex.audit.shown import line_of  # noqa: PLC0415

    with open_ledger(ledger) as kept:
        typer.echo(line_of(erased(kept, patient, reason, user_named(user))))


@audit.command()
def checkpoint(out: OutOption = None, ledger: LedgerOption = None) -> None:
    """Write a signed checkpoint, to be kept elsewhere: `verify` finds what was changed or cut off since."""
    from therex.audit.checkpoint import checkpoint as checkpoint_of  # noqa: PLC0415
    from therex.audit.ledger import open_ledger  # noqa: PLC0415

    with open_ledger(ledger) as kept:
        _put(iter([checkpoint_of(kept).text()]), out)


def _filter(
    since: dt.datetime | None,
    until: dt.datetime | None,
    user: str | None,
    action: str | None = None,
    rule: str | None = None,
) -> Filter:
    from therex.audit.filters import Filter  # noqa: PLC0415

    return Filter(since and since.date(), until and until.date(), user, action, rule)


def _put(lines: Iterator[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            typer.echo(line, nl=False)
        return
    from therex.handout.write import write_whole  # noqa: PLC0415

    write_whole(out, "".join(lines).encode())
    typer.echo(f"written: {out}", err=True)
