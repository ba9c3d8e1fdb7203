"""One exercise as the patient reads it: everything in one block."""

from __future__ import annotations

from therex.handout.lines import limit_lines, said_by
from therex.handout.phrases import Line, Phrases
from therex.handout.pictures import picture
from therex.handout.sheet import Card, Lines
from therex.handout.words import dose_words
from therex.plan.decision import Decision, Item, Progression
from therex.rulebook.model import Progress, Rulebook


class Cards:
    """Makes the cards of one decision."""

    def __init__(self, decision: Decision, rulebook: Rulebook, phrases: Phrases) -> None:
        self.decision, self.rulebook, self.phrases = decision, rulebook, phrases
        self._positions = rulebook.attributes["position"].options
        self._closed = {one.id for one in decision.barred} | {one.id for one in decision.withheld}

    def card(self, place: int, item: Item) -> Card:
        """Return the card of an item. A limit on all exercises stands once on the sheet, not on each card."""
        exercise = self.rulebook.exercises[item.id]
        source, said = f"exercise:{item.id}", self.phrases.said
        dose = dose_words(item, self.rulebook, self.phrases)
        return Card(
            number=self.phrases.line("exercise", number=place),
            name=said(item.name, source),
            position=said(self._positions[item.position], f"position:{item.position}"),
            side=self._side(item),
            figure=picture(item, self.decision.limits, self.rulebook, self.phrases),
            why=self._why(item),
            amounts=dose.amounts or (self.phrases.line("ask_dose"),),
            effort=dose.effort,
            note=said(item.dose_note, source) if item.dose_note else None,
            start=said(exercise.start, source),
            steps=tuple(said(step, source) for step in exercise.steps),
            feel=said(exercise.feel, source),
            mistake=said(exercise.mistake, source),
            breathing=said(exercise.breathing, source),
            limits=self._limits(item),
            when_easy=said_by(item.progress_when, self.phrases) or (self.phrases.line("when_easy_ask"),),
            too_hard=self._too_hard(item),
            stop=said_by(item.stop_when, self.phrases),
        )

    def _limits(self, item: Item) -> Lines:
        own = (limit for limit in item.limits if limit not in self.decision.limits)
        return limit_lines(own, self.rulebook, self.phrases)

    def _side(self, item: Item) -> Line | None:
        if item.sides != "one":
            return None
        return self.phrases.line(f"side_{item.side}" if item.side in {"left", "right"} else "side_each")

    def _why(self, item: Item) -> Lines:
        """Return what the log changed, the rules' reasons, and the purposes."""
        changed = (reason for progression in self.decision.progressions if progression.now == item.id
                   for reason in progression.reasons if self._was_done(progression, reason.rule))  # fmt: skip
        purposes = (
            self.phrases.line("purpose_also" if place else "purpose", purpose=self._purpose(name))
            for place, name in enumerate(item.purposes)
        )
        return (*said_by((*changed, *item.because), self.phrases), *purposes)

    def _purpose(self, name: str) -> Line:
        return self.phrases.said(self.rulebook.purposes[name].patient, f"purpose:{name}")

    def _was_done(self, progression: Progression, rule: str) -> bool:
        """Say whether what a rule asked for was done: a change that could not be made was not."""
        outcomes = self.rulebook.rules[rule].outcomes if rule else ()
        return any(isinstance(one, Progress) and one.verdict == progression.verdict for one in outcomes)

    def _too_hard(self, item: Item) -> Lines:
        """Return what to do when it is too hard; an easier exercise is named only where it is safe."""
        lines = said_by(item.easier_when, self.phrases) or (self.phrases.line("too_hard_ask"),)
        easier = self.rulebook.exercises.get(item.easier)
        if easier is None or easier.dose is None or easier.id in self._closed:
            return lines
        name = self.phrases.said(easier.name, f"exercise:{easier.id}")
        return (*lines, self.phrases.line("easier_exercise", exercise=name))
