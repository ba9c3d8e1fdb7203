"""``therex audit replay``: recorded decisions made again, by their own rules or by others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from therex.cli.ledger_options import LedgerOption
from therex.cli.progress import told
from therex.errors import InputError

if TYPE_CHECKING:
    from therex.audit.entry import Entry
    from therex.audit.impact import Impact
    from therex.audit.ledger import Ledger
    from therex.audit.replay import Replayed, Replayer

NameArgument = Annotated[
    str | None,
    typer.Argument(metavar="[ID]", help="A decision's id, or a record's number.", show_default=False),
]
AllOption = Annotated[bool, typer.Option("--all", help="All recorded decisions.")]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="Folder of other rules; the recorded ones when left out.")
]
PageOption = Annotated[
    Path | None, typer.Option("-o", "--out", help="Write plans side by side as a page, .html.")
]

IDENTICAL, DIFFERENT = 0, 1
TITLES = ("as recorded", "decided again")
#: How much of many differences the terminal shows; the page shows more.
_LINES, _EXAMPLES = 20, 2


def replay(
    name: NameArgument = None,
    *,
    all_: AllOption = False,
    rules: RulesOption = None,
    out: PageOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide again on recorded facts. Ends with 0 when the decision is the same, with 1 when it differs."""
    from therex.audit.ledger import open_ledger  # noqa: PLC0415 - other commands need not load it
    from therex.audit.replay import Replayer  # noqa: PLC0415 - as above
    from therex.audit.replay_rules import ReplayRules  # noqa: PLC0415 - as above
    from therex.handout.write import check_target  # noqa: PLC0415 - as above
    from therex.rulebook.load import load_rulebook  # noqa: PLC0415 - as above

    if all_ is (name is not None):
        raise InputError("which records?", expected="the id of one, or --all")
    if out:
        check_target(out, (".html",))
    if rules:
        load_rulebook(rules)  # what is wrong with it is found before any record is read
    with open_ledger(ledger) as kept, ReplayRules(kept, rules) as which:
        replayer = Replayer(kept, which)
        same = _one(kept.entry(name), replayer, out) if name else _all(kept, replayer, out)
    raise typer.Exit(IDENTICAL if same else DIFFERENT)


def _one(entry: Entry, replayer: Replayer, out: Path | None) -> bool:
    """Replay one record; return whether it is identical."""
    from therex.audit.replay import made_with  # noqa: PLC0415 - as above

    if entry.kind != "decision":
        raise InputError(f"record {entry.number} is no decision", expected="the number of one")
    found = replayer.replay(entry)
    if found is None:
        raise InputError(f"the facts of record {entry.number} were erased", expected="a record that has them")
    typer.echo(f"record {entry.number}, decision {entry.decision}, recorded {entry.at}")
    for line in (*_result(found), *_why(found, list(made_with(entry)), replayer)):
        typer.echo(line)
    if out:
        introduction = (
            f"Record {entry.number} of the ledger, recorded {entry.at}, and the same facts decided again.",
        )
        _write(out, f"Replay of decision {entry.decision}", introduction, [found])
    return found.identical


def _result(found: Replayed) -> Iterator[str]:
    from therex.explain.compare_text import comparison_lines  # noqa: PLC0415 - as above

    if found.identical:
        yield "identical"
    elif found.comparison is None:
        yield f"cannot be replayed: {found.wrong}"
    else:
        yield f"differs in: {', '.join(found.kinds)}"
        yield from comparison_lines(found.comparison, TITLES)


def _why(found: Replayed, versions: list[str], replayer: Replayer) -> Iterator[str]:
    """Yield what is not as it was when the decision was recorded."""
    for line in versions:
        yield f"since it was recorded: {line}"
    if replayer.rules.folder:
        yield f"other rules: {replayer.rules.folder}"
    elif not (versions or found.identical):
        yield "rulebook, version of therex, Python and libraries are those recorded: the code was changed"


def _all(kept: Ledger, replayer: Replayer, out: Path | None) -> bool:
    """Replay all records; return whether all are identical."""
    from therex.audit.impact import impact  # noqa: PLC0415 - as above

    found = impact(replayer, kept.entries(), told("replayed"))
    for line in _impact_lines(found):
        typer.echo(line)
    for example in found.examples[:_EXAMPLES]:
        typer.echo(f"\nfor example record {example.entry.number}:")
        for line in _result(example):
            typer.echo(line)
    if out:
        title = "What other rules would change" if replayer.rules.folder else "Replay of all records"
        _write(out, title, list(_summary(found)), found.examples, found)
    return not found.differing


def _summary(found: Impact) -> Iterator[str]:
    yield f"Replayed: {found.replayed} records; identical: {found.replayed - len(found.differing)}."
    yield f"Different: {len(found.differing)} records, of {found.patients} patients."
    if found.erased:
        yield f"Erased, and passed over: {', '.join(map(str, found.erased))}."


def _impact_lines(found: Impact) -> Iterator[str]:
    yield from _summary(found)
    for title, counted in (("different in", found.kinds), ("rules that turned", found.turned)):
        if counted:
            yield f"{title}:"
            yield from (f"  {number:6d}  {what}" for what, number in counted.most_common())
    if found.differing:
        yield "records:"
    for one in found.differing[:_LINES]:
        who = f", patient {one.patient}" if one.patient else ""
        yield f"  {one.entry.number:6d}  {one.entry.at[:10]}{who}: {one.wrong or ', '.join(one.kinds)}"
    if len(found.differing) > _LINES:
        yield f"  and {len(found.differing) - _LINES} more"


def _write(
    out: Path, title: str, introduction: list[str] | tuple[str, ...], pairs: list[Replayed],
    found: Impact | None = None,
) -> None:  # fmt: skip
    from therex.explain.compare_page import (  # noqa: PLC0415 - as above
        Compared,
        ComparisonPage,
        Count,
        Record,
    )
    from therex.handout.write import write_whole  # noqa: PLC0415 - as above

    compared = [
        Compared(f"Record {pair.entry.number}", pair.before, pair.after, pair.comparison)
        for pair in pairs
        if pair.before and pair.after and pair.comparison
    ]
    counts = [Count(kind, number) for kind, number in found.kinds.most_common()] if found else []
    records = [
        Record(one.entry.number, one.entry.at[:10], one.patient, one.wrong or ", ".join(one.kinds))
        for one in (found.differing if found else ())
    ]
    write_whole(out, ComparisonPage(title, introduction, TITLES, compared, counts, records).html().encode())
    typer.echo(f"written: {out}", err=True)
