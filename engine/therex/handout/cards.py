"""One exercise as the patient reads it: everything in one block."""

from __future__ import annotations

from therex.handout.lines import limit_lines, said_by
from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Card, Lines
from therex.handout.words import dose_words
from therex.plan.decision import Decision, Item, Progression
from therex.rulebook.model import Progress, Rulebook


class Cards:
    """Makes the cards of one decision."""

    def __init__(self, decision: Decision, rulebook: Rulebook, phrases: Phrases) -> None:
        self.decision, self.rulebook, self.phrases = decision, rulebook, phrases
        self._closed = {one.id for one in decision.barred} | {one.id for one in decision.withheld}

    def card(self, place: int, item: Item) -> Card:
        """Return the card of an item. A limit on all exercises stands once on the sheet, not on each card."""
        exercise = self.rulebook.exercises[item.id]
        source = f"exercise:{item.id}"
        dose = dose_words(item, self.rulebook, self.phrases)
        return Card(
            number=self.phrases.line("exercise", number=place),
            name=Line(item.name, source),
            side=self._side(item),
            why=self._why(item),
            amounts=dose.amounts or (self.phrases.line("ask_dose"),),
            effort=dose.effort,
            note=Line(item.dose_note, source) if item.dose_note else None,
            start=Line(exercise.start, source),
            steps=tuple(Line(step, source) for step in exercise.steps),
            feel=Line(exercise.feel, source),
            mistake=Line(exercise.mistake, source),
            breathing=Line(exercise.breathing, source),
            limits=limit_lines(limit for limit in item.limits if limit not in self.decision.limits),
            when_easy=said_by(item.progress_when) or (self.phrases.line("when_easy_ask"),),
            too_hard=self._too_hard(item),
            stop=said_by(item.stop_when),
        )

    def _side(self, item: Item) -> Line | None:
        if item.sides != "one":
            return None
        return self.phrases.line(f"side_{item.side}" if item.side in {"left", "right"} else "side_each")

    def _why(self, item: Item) -> Lines:
        """Return what the log changed, the rules' reasons, and the purposes."""
        changed = (reason for progression in self.decision.progressions if progression.now == item.id
                   for reason in progression.reasons if self._was_done(progression, reason.rule))  # fmt: skip
        purposes = (
            self.phrases.line(
                "purpose_also" if place else "purpose", purpose=self.rulebook.purposes[name].patient
            )
            for place, name in enumerate(item.purposes)
        )
        return (*said_by((*changed, *item.because)), *purposes)

    def _was_done(self, progression: Progression, rule: str) -> bool:
        """Say whether what a rule asked for was done: a change that could not be made was not."""
        outcomes = self.rulebook.rules[rule].outcomes if rule else ()
        return any(isinstance(one, Progress) and one.verdict == progression.verdict for one in outcomes)

    def _too_hard(self, item: Item) -> Lines:
        """Return what to do when it is too hard; an easier exercise is named only where it is safe."""
        lines = said_by(item.easier_when) or (self.phrases.line("too_hard_ask"),)
        easier = self.rulebook.exercises.get(item.easier)
        if easier is None or easier.dose is None or easier.id in self._closed:
            return lines
        return (*lines, self.phrases.line("easier_exercise", exercise=easier.name))
