"""Which records are wanted."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select

from therex.audit import tables
from therex.audit.entry import Entry
from therex.audit.personal import unpacked

T = TypeVar("T", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Filter:
    """What a record must be like; None lets all through.

    `since` and `until` are days in UTC, both included; `rule` fired or was set aside; `action` is the
    level of the decision.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    user: str | None = None
    action: str | None = None
    rule: str | None = None

    def narrowed(self, wanted: Select[T]) -> Select[T]:
        """Return the query with what the columns can answer; whether a rule fired they cannot."""
        chain = tables.chain.c
        if self.since:
            wanted = wanted.where(chain.at >= self.since.isoformat())
        if self.until:
            wanted = wanted.where(chain.at < (self.until + dt.timedelta(days=1)).isoformat())
        if self.user is not None:
            wanted = wanted.where(chain.user == self.user)
        if self.action is not None:
            wanted = wanted.where(chain.action == self.action)
        return wanted


EVERYTHING = Filter()


def rules_of(entry: Entry, content: bytes | None) -> set[str]:
    """Return the rules that were set aside in a record and, while it is not erased, those that fired."""
    rules = {one.rule for one in entry.overridden}
    if content is not None:
        firings = json.loads(unpacked(content).decision)["firings"]
        rules |= {firing["rule"] for firing in firings if firing["truth"] == "true"}
    return rules
