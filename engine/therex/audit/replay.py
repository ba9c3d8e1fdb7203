"""A recorded decision made again: from the recorded facts, by the recorded rules or by others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from therex import __version__
from therex.audit.body import deciding_libraries, decision_json
from therex.audit.entry import Entry
from therex.audit.ledger import Ledger
from therex.audit.personal import Personal
from therex.audit.replay_rules import Ready, ReplayRules
from therex.errors import TherexError
from therex.explain.compare import Comparison, compare
from therex.explain.compare_kinds import kinds_of
from therex.explain.compare_parts import Side
from therex.facts.document import document_of
from therex.facts.read import patient_from
from therex.plan.build import decide
from therex.plan.decision import Decision


@dataclass(frozen=True, slots=True)
class Replayed:
    """One record made again.

    `before` and `after` are the decisions and `comparison` what differs: None where every byte is the
    same, which needs no reading. `wrong` says why the decision could not be made again.
    """

    entry: Entry
    before: Side | None = None
    after: Side | None = None
    comparison: Comparison | None = None
    wrong: str = ""

    @property
    def identical(self) -> bool:
        """Whether the same decision was made again."""
        return not self.wrong and (self.comparison is None or self.comparison.identical)

    @property
    def kinds(self) -> tuple[str, ...]:
        """In what the decisions differ."""
        if self.wrong:
            return ("cannot be replayed",)
        return kinds_of(self.comparison) if self.comparison else ()


class Replayer:
    """Makes recorded decisions again."""

    def __init__(self, ledger: Ledger, rules: ReplayRules) -> None:
        self.ledger, self.rules = ledger, rules

    def replay(self, entry: Entry) -> Replayed | None:
        """Return what comes of one record; None when its facts were erased.

        Raises:
            LedgerError: the ledger is damaged.
            EvaluatorsDisagreeError: the two evaluators differ.

        """
        personal = self.ledger.personal(entry)
        if personal is None:
            return None
        try:
            ready = self.rules.applied(entry.rulebook)
            decision = _decided(personal, ready)
            if decision_json(_renamed(decision, entry)) == personal.decision:
                return Replayed(entry)
            recorded = Decision.model_validate_json(personal.decision)
            before = Side(recorded, self.rules.recorded(entry.rulebook).rulebook)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(map(str, fault["loc"]))
            return Replayed(entry, wrong=f'its decision is of another form: "{where}" {fault["msg"].lower()}')
        except TherexError as error:
            return Replayed(entry, wrong=str(error))
        after = Side(decision, ready.rulebook)
        return Replayed(entry, before, after, compare(before, after))


def _decided(personal: Personal, ready: Ready) -> Decision:
    patient = patient_from(document_of(personal.patient_file, personal.file_name), ready.known)
    return decide(ready.session, patient)


def _renamed(decision: Decision, entry: Entry) -> Decision:
    """Return a decision under the names of the recorded one, so that only what it says is compared."""
    names = {"id": entry.decision, "engine": entry.engine, "rulebook": entry.rulebook}
    return decision.model_copy(update=names)


def made_with(entry: Entry) -> Iterator[str]:
    """Yield what is not as it was when a decision was recorded: the engine, Python, the libraries."""
    if entry.engine != __version__:
        yield f"therex was {entry.engine} and is {__version__}"
    before, now = dict(entry.libraries), dict(deciding_libraries())
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            yield f"{name} was {before.get(name, 'not recorded')} and is {now.get(name, 'not used')}"
