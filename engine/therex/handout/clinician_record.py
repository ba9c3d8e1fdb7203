"""The clinician's page, second half: the record of rules, facts and sources."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import get_args

from therex.facts.model import Origin
from therex.handout.clinician import EvidenceRow, FactRow, FiredRow, NoteRow
from therex.handout.phrases import Phrases
from therex.plan.decision import Decision, Firing, MatchedFact
from therex.rulebook.model import Rulebook

#: What was stated comes before what was worked out.
_ORIGINS = get_args(Origin)


class RecordRows:
    """Makes the rows of one decision."""

    def __init__(self, decision: Decision, rulebook: Rulebook, phrases: Phrases) -> None:
        self.decision, self.rulebook, self.phrases = decision, rulebook, phrases
        self._facts = {fact.name: fact for fact in decision.facts}

    def fired(self) -> tuple[FiredRow, ...]:
        """Return the rules that fired by topic, with the facts they matched and where they come from."""
        rows = [self._fired(firing) for firing in self.decision.firings if firing.truth == "true"]
        return tuple(sorted(rows, key=lambda row: row.topic))

    def _fired(self, firing: Firing) -> FiredRow:
        rule = self.rulebook.rules[firing.rule]
        return FiredRow(
            rule=rule.id,
            topic=self.rulebook.topics[firing.topic].title,
            summary=rule.summary,
            says=firing.says,
            facts=self._grouped([self._facts[name] for name in firing.facts if name in self._facts]),
            evidence=tuple(
                EvidenceRow(one.source, one.at, self.phrases.text(f"c_status_{one.status}"), one.note)
                for one in rule.evidence
            ),
            to_review=any(one.status != "verified" for one in rule.evidence),
            set_aside=firing.set_aside,
        )

    def unknown(self) -> tuple[NoteRow, ...]:
        """Return the safety rules that could not be ruled out, with the facts they miss."""
        return tuple(
            NoteRow(
                self.rulebook.rules[firing.rule].summary,
                ", ".join(self.rulebook.facts[name].label for name in firing.missing),
                (firing.rule,),
            )
            for firing in self.decision.firings
            if firing.truth == "unknown"
        )

    def facts(self) -> tuple[FactRow, ...]:
        """Return all facts; those answered alike by one line of the file stand together."""
        return self._grouped(list(self.decision.facts))

    def conflicts(self) -> tuple[FactRow, ...]:
        """Return the facts that were stated twice, differently."""
        return self._grouped([self._facts[name] for name in self.decision.conflicts])

    def sources(self) -> tuple[tuple[str, str], ...]:
        """Return the sources cited by the rules that fired."""
        cited = {one.source for firing in self.decision.firings if firing.truth == "true"
                 for one in self.rulebook.rules[firing.rule].evidence}  # fmt: skip
        return tuple((key, self._citation(key)) for key in sorted(cited))

    def _citation(self, key: str) -> str:
        source = self.rulebook.sources[key]
        doi = self.phrases.text("c_doi", doi=source.doi) if source.doi else ""
        year = str(source.year) if source.year and str(source.year) not in source.citation else ""
        return ", ".join(part for part in (source.citation, year, doi) if part)

    def _grouped(self, facts: list[MatchedFact]) -> tuple[FactRow, ...]:
        groups: dict[tuple[str, dt.date | None, str, str], list[str]] = defaultdict(list)
        for fact in sorted(facts, key=lambda fact: _ORIGINS.index(fact.origin)):
            derived = f" ({fact.by})" if fact.origin == "derived" else ""
            groups[fact.value, fact.on, self._source(fact), fact.place].append(fact.label + derived)
        return tuple(
            FactRow(tuple(labels), value, on.isoformat() if on else "", source, place)
            for (value, on, source, place), labels in groups.items()
        )

    def _source(self, fact: MatchedFact) -> str:
        words = [self.phrases.text(f"c_origin_{fact.origin}"), "" if fact.origin == "derived" else fact.by]
        if fact.inputs and fact.origin == "calculated":
            labels = (self.rulebook.facts[name].label for name in fact.inputs)
            words.append(self.phrases.text("c_from", inputs=", ".join(labels)))
        return ", ".join(word for word in words if word)
