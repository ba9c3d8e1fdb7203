"""The clinician's page, first half: action, questions, plan, progression and what is not in the plan."""

from __future__ import annotations

from collections import Counter, defaultdict

from therex.handout.clinician import (
    CallRow,
    HeldRow,
    NoteRow,
    OverrideRow,
    PlanRow,
    ProgressionRow,
    QuestionRow,
)
from therex.handout.lines import told_in_order
from therex.handout.phrases import Phrases
from therex.handout.words import number, span
from therex.plan.decision import Decision, Dose, Item, LimitSet, Override, Told
from therex.rulebook.model import Rulebook

#: So many questions are printed; the rest are counted.
MOST_QUESTIONS = 12


class PlanRows:
    """Makes the rows of one decision."""

    def __init__(self, decision: Decision, rulebook: Rulebook, phrases: Phrases) -> None:
        self.decision, self.rulebook, self.phrases = decision, rulebook, phrases

    def conditions(self) -> tuple[str, ...]:
        """Return the conditions the plan is about."""
        return tuple(self.rulebook.facts[name].label for name in self.decision.conditions)

    def today(self) -> str:
        """Return whether exercise is printed today."""
        today = self.decision.action.exercise_today
        return self.phrases.text("c_exercise_today" if today else "c_no_exercise_today")

    def calls(self) -> tuple[CallRow, ...]:
        """Return the calls for action, found ones first."""
        return tuple(
            CallRow(
                level=self.phrases.text(f"c_level_{call.level}"),
                not_ruled_out=call.because_unknown,
                finding=call.clinician,
                do=call.do,
                rule=call.rule,
            )
            for call in self.decision.action.calls
        )

    def overrides(self) -> tuple[OverrideRow, ...]:
        """Return what the therapist set aside."""
        return tuple(
            OverrideRow(
                rule=override.rule,
                summary=self.rulebook.rules[override.rule].summary,
                does=override.set_aside,
                by=override.by,
                reason=override.reason,
                effect=self._effect(override),
            )
            for override in self.decision.overrides
        )

    def _effect(self, override: Override) -> str:
        if override.truth == "false":
            return self.phrases.text("c_effect_at_rest")
        effect = self.phrases.text("c_effect_plan" if override.effect else "c_effect_none")
        unknown = self.phrases.text("c_not_ruled_out") if override.truth == "unknown" else ""
        return "; ".join(text for text in (unknown, effect) if text)

    def questions(self) -> tuple[QuestionRow, ...]:
        """Return the first questions, as the decision ranks them."""
        return tuple(
            QuestionRow(
                question=asked.question,
                why=asked.why,
                level="" if asked.level == "none" else self.phrases.text(f"c_level_{asked.level}"),
                holds_session=asked.holds_session,
                releases=tuple(self._named(name) for name in asked.releases),
                rules=asked.rules,
            )
            for asked in self.decision.questions[:MOST_QUESTIONS]
        )

    def plan(self) -> tuple[PlanRow, ...]:
        """Return the exercises with every part of their dose."""
        return tuple(self._plan(item) for item in self.decision.exercises)

    def _plan(self, item: Item) -> PlanRow:
        side = item.side if item.side in {"left", "right"} else "each"
        return PlanRow(
            code=item.code,
            id=item.id,
            name=item.name,
            side=self.phrases.text(f"c_side_{side}") if item.sides == "one" else "",
            purposes=tuple(self.rulebook.purposes[purpose].label for purpose in item.purposes),
            frequency=self._dose(item.dose, "frequency"),
            intensity=self._dose(item.dose, "intensity"),
            time=(*self._dose(item.dose, "time"), *((item.dose_note,) if item.dose_note else ())),
            minutes=self.phrases.text("c_minutes", minutes=number(item.minutes)),
            rules=tuple(reason.rule for reason in item.because),
            history=tuple(
                NoteRow(self.phrases.text(f"c_what_{step.what}"), step.text, step.rules)
                for step in item.history
            ),
        )

    def _dose(self, dose: tuple[Dose, ...], fitt: str = "") -> tuple[str, ...]:
        parts = self.rulebook.dose_parts
        return tuple(
            f"{parts[part.name].label}: {span(part.least, part.most, self.phrases)}"
            for part in dose
            if fitt in {"", parts[part.name].fitt}
        )

    def progressions(self) -> tuple[ProgressionRow, ...]:
        """Return what each logged exercise came to, with the dose it goes on with."""
        doses = {item.id: self._dose(item.dose) for item in self.decision.exercises}
        verdicts = {"progress": "c_progress", "hold": "c_hold", "regress": "c_regress"}
        return tuple(
            ProgressionRow(
                exercise=self._named(one.exercise),
                verdict=self.phrases.text(verdicts.get(one.verdict, "c_review_first")),
                change=one.change,
                dose=doses.get(one.now, ()),
                reasons=tuple(
                    NoteRow("", reason.clinician, (reason.rule,) if reason.rule else ())
                    for reason in one.reasons
                ),
                missing=one.missing,
            )
            for one in self.decision.progressions
        )

    def limits(self) -> tuple[NoteRow, ...]:
        """Return the limits on all exercises, then those on single ones."""
        everywhere = self.decision.limits
        rows = [self._limit(self.phrases.text("c_limit_all"), limit) for limit in everywhere]
        rows += [self._limit(item.name, limit) for item in self.decision.exercises for limit in item.limits
                 if limit not in everywhere]  # fmt: skip
        return tuple(rows)

    def _limit(self, owner: str, limit: LimitSet) -> NoteRow:
        label = self.rulebook.limits[limit.name].label
        return NoteRow(owner, f"{label} {number(limit.value)} {limit.unit}".strip(), limit.rules)

    def told(self, kind: str) -> tuple[NoteRow, ...]:
        """Return what to arrange or to measure."""
        told = told_in_order(self.decision, self.rulebook, kind)
        return tuple(NoteRow("", _both(one), (one.rule,)) for one in told)

    def barred(self) -> tuple[HeldRow, ...]:
        """Return the barred exercises that a rule asked for, with what stands in."""
        nothing = self.phrases.text("c_nothing_instead")
        return tuple(
            HeldRow(
                (f"{one.code} {one.name}",),
                one.rules,
                (self._named(one.instead) if one.instead else nothing,),
            )
            for one in self.decision.barred
            if one.wanted
        )

    def barred_others(self) -> tuple[tuple[str, str, int], ...]:
        """Return for each rule how many other exercises it bars."""
        count = Counter(rule for one in self.decision.barred if not one.wanted for rule in one.rules)
        return tuple((rule, self.rulebook.rules[rule].summary, count[rule]) for rule in sorted(count))

    def withheld(self) -> tuple[HeldRow, ...]:
        """Return the withheld exercises, those that wait for the same answers together."""
        groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
        for one in self.decision.withheld:
            groups[one.facts, one.rules].append(f"{one.code} {one.name}")
        return tuple(
            HeldRow(tuple(names), rules, tuple(self._question(fact) for fact in facts))
            for (facts, rules), names in sorted(groups.items())
        )

    def dropped(self) -> tuple[NoteRow, ...]:
        """Return what was wanted and is left out, with the reason."""
        return tuple(
            NoteRow(
                self._named(one.id) if one.id else self.rulebook.purposes[one.purpose].label,
                one.reason,
                one.rules,
            )
            for one in self.decision.dropped
        )

    def _named(self, exercise: str) -> str:
        found = self.rulebook.exercises[exercise]
        return f"{found.code} {found.name}"

    def _question(self, fact: str) -> str:
        definition = self.rulebook.facts[fact]
        return definition.question or definition.label


def _both(told: Told) -> str:
    """Return what the clinician is told; what the patient is told with it stands in quotes."""
    said = f'"{told.patient}"' if told.patient else ""
    return " ".join(text for text in (told.clinician, said) if text)
