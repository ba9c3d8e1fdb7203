"""One record in words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from therex.audit.entry import Entry
from therex.audit.personal import Personal


def line_of(entry: Entry) -> str:
    """Return a record as one line of a list."""
    if entry.kind == "erasure":
        what = f"erased {', '.join(map(str, entry.erased))}: {entry.reason}"
    else:
        aside = f", set aside: {', '.join(one.rule for one in entry.overridden)}" if entry.overridden else ""
        what = f"{entry.decision}  {entry.action}{aside}"
    return f"{entry.number:6d}  {entry.at[:19]}Z  {entry.user}  {what}"


def lines_of(entry: Entry, personal: Personal | None) -> Iterator[str]:
    """Yield everything that a record says, and what is personal in short where it is still there."""
    yield f"record {entry.number}: {entry.kind}"
    yield f"at: {entry.at}"
    yield f"user: {entry.user}"
    yield from _erasure(entry) if entry.kind == "erasure" else _decision(entry, personal)
    yield f"previous: {entry.previous}"
    yield f"link: {entry.link}"


def _erasure(entry: Entry) -> Iterator[str]:
    yield f"erased: {', '.join(map(str, entry.erased))}"
    yield f"reason: {entry.reason}"


def _decision(entry: Entry, personal: Personal | None) -> Iterator[str]:
    yield f"decision: {entry.decision}"
    yield f"action: {entry.action}" + ("" if entry.exercise_today else " - no exercise today")
    yield f"rulebook: {entry.rulebook}"
    yield f"engine: therex {entry.engine}, " + ", ".join(f"{name} {found}" for name, found in entry.libraries)
    for printed in entry.printed:
        yield f"printed: {printed.what}, sha256 {printed.sha256}"
    yield from _erased(entry) if personal is None else _kept(personal)


def _erased(entry: Entry) -> Iterator[str]:
    yield "personal data: erased"
    for one in entry.overridden:
        yield f"set aside: {one.rule}, by {one.by}"


def _kept(personal: Personal) -> Iterator[str]:
    made = json.loads(personal.decision)
    yield f"patient: {' '.join(filter(None, (made['patient'], made['name'])))}"
    yield f"file: {personal.file_name}"
    yield f"assessed: {made['assessed_on']} by {made['assessed_by'] or 'nobody named'}"
    for one in made.get("overrides", ()):
        what = " for ".join(filter(None, (one["rule"], one["exercise"])))
        yield f"set aside: {what}, by {one['by']}: {one['reason']}"
    for item in made["exercises"]:
        yield f"exercise: {item['code']} {item['id']}"
    fired = [firing["rule"] for firing in made["firings"] if firing["truth"] == "true"]
    yield f"rules that fired: {', '.join(fired)}"
