"""What the YAML files of a rulebook may hold, entry by entry, before names are resolved."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from therex.facts.validate import Day, Entry, MisfitError, Number, Text, YesNo
from therex.facts.vocabulary import Kind, Stricter
from therex.rulebook.terms import Box, Level, Status, Strength, Verdict


def _as_range(value: object) -> object:
    """Read ``8-12`` and ``10`` as a pair of bounds."""
    if isinstance(value, str) and "-" in value.strip()[1:]:
        low, _, high = value.strip().rpartition("-")
        return (low.strip(), high.strip())
    return (value, value) if isinstance(value, str | Decimal) else value


def _as_where(value: object) -> object:
    return {"where": value} if isinstance(value, str) else value


def _rising(bounds: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    if bounds[0] > bounds[1]:
        raise MisfitError(f"{bounds[0]} to {bounds[1]} runs downward", "the lower number first")
    return bounds


Bounds = Annotated[tuple[Number, Number], AfterValidator(_rising)]
Range = Annotated[Bounds, BeforeValidator(_as_range)]


class EvidenceEntry(Entry):
    """Where a rule comes from."""

    source: str
    at: Text = ""
    status: Status
    note: Text = ""

    @model_validator(mode="after")
    def _heuristic_has_reason(self) -> EvidenceEntry:
        if self.status == "heuristic" and not self.note:
            raise MisfitError("a heuristic without its reason", "`note:` with the reason", "status")
        return self


class FactEntry(Entry):
    """One fact of the vocabulary."""

    label: str
    kind: Kind
    unit: Text = ""
    also: dict[str, Number] | list[str] = Field(default_factory=list)
    options: dict[str, Text] = Field(default_factory=dict)
    options_from: Literal["equipment", "purposes"] | None = None
    plausible: Bounds | None = None
    fresh_for: str | None = None
    on_conflict: Stricter | None = None
    question: str = ""
    screen: str | None = None
    list_: Literal["conditions", "medications"] | None = Field(default=None, alias="list")
    about: Literal["patient", "exercise"] = "patient"
    derived: YesNo = False
    if_absent: Literal["unknown", "no"] = "unknown"
    calculated: YesNo = False
    header: YesNo = False
    can_change: YesNo | None = None
    loinc: Text | None = None
    snomed: Text | None = None


class CalculationEntry(Entry):
    """A fact computed from facts, or looked up in a norm."""

    is_: Text | None = Field(default=None, alias="is")
    norm: str | None = None
    by: list[str] = Field(default_factory=list)
    unit: Text = ""
    round_: int | None = Field(default=None, alias="round", ge=0, le=6)
    evidence: list[EvidenceEntry] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_way(self) -> CalculationEntry:
        if (self.is_ is None) == (self.norm is None):
            raise MisfitError("a calculation with no way, or with two", "either `is:` or `norm:`")
        return self


class NormEntry(Entry):
    """A table of norms; each row names its keys, a band as ``[low, high]``, and its value."""

    label: str
    evidence: list[EvidenceEntry]
    rows: list[dict[str, Any]]


class SettingEntry(Entry):
    """A number that a clinic may choose, within bounds."""

    label: str
    unit: Text = ""
    default: Number
    bounds: Bounds
    evidence: list[EvidenceEntry] = Field(min_length=1)


class SourceEntry(Entry):
    """A publication, or the house."""

    citation: str
    year: Number | None = None
    doi: Text = ""
    scope: str = ""
    licence: str = ""


class EditionEntry(Entry):
    """The release of the rules."""

    released: Day
    review_by: Day
    evidence: list[EvidenceEntry] = Field(min_length=1)


class PurposeEntry(Entry):
    """A reason for an exercise."""

    label: str
    patient: str


class WordsEntry(Entry):
    """What a number up to `to` feels like."""

    to: Number
    say: str


class DosePartEntry(Entry):
    """A part of a dose."""

    label: Text
    fitt: Literal["frequency", "intensity", "time", "type"]
    plausible: Bounds
    stricter: Literal["lower", "higher"]
    goes_with: list[str] = Field(default_factory=list)
    only_with: list[str] = Field(default_factory=list)
    patient: str = ""
    words: list[WordsEntry] = Field(default_factory=list)


class LimitEntry(Entry):
    """A kind of bound that rules may set."""

    label: Text
    unit: Text = ""
    dose: str | None = None
    joint: str | None = None
    stricter: Literal["lower", "higher"]
    patient: str = ""


class EquipmentEntry(Entry):
    """A thing an exercise needs."""

    label: str
    household: YesNo = False


class ManualTechniqueEntry(Entry):
    """What a therapist does to a patient, and why it is no exercise."""

    label: str
    reason: str


DoseEntry = dict[str, Range]


class ExerciseEntry(Entry):
    """One exercise of the catalogue; the attributes are checked against their vocabulary."""

    code: str
    name: Text
    category: str
    position: str
    joints: list[str]
    impact: Number
    balance: Number
    spine_flexion: Number
    spine_rotation: Number
    valsalva: Number
    leg_load: str
    arm_load: YesNo
    hands: str
    flags: list[str]
    easier: str | None = None
    harder: str | None = None
    equipment: list[str]
    optional_equipment: list[str] = Field(default_factory=list)
    purposes: list[str] = Field(min_length=1)
    sides: str
    dose: Literal["none"] | DoseEntry
    dose_note: str = ""
    start: str
    steps: list[str] = Field(min_length=3, max_length=5)
    feel: str
    mistake: str
    breathing: str


class SaysEntry(Entry):
    """The same thing in two voices."""

    patient: Text = ""
    clinician: Text


class BranchEntry(Entry):
    """One branch of a `choose`."""

    value: Text
    when: Text


class RecommendWhere(Entry):
    """Exercises named by their attributes."""

    where: str


class OutcomeEntry(Entry):
    """One outcome; exactly one of the leading names says which kind."""

    derive: str | None = None
    choose: list[BranchEntry] = Field(default_factory=list)
    act: Level | None = None
    do: Text = ""
    avoid: Annotated[RecommendWhere, BeforeValidator(_as_where)] | None = None
    limit: str | None = None
    to: Number | str | None = None
    where: str | None = None
    recommend: list[str] | RecommendWhere | None = None
    purpose: str | None = None
    strength: Strength = "conditional"
    dose: DoseEntry = Field(default_factory=dict)
    needed: YesNo = True
    side: str | None = None
    supervise: Text | None = None
    monitor: Text | None = None
    advise: Text | None = None
    patient: Text = ""
    box: Box = "everyday"
    progress: Verdict | None = None
    change: list[dict[str, Text]] = Field(default_factory=list)

    @property
    def kind(self) -> str:
        """The leading name of the outcome."""
        return next(name for name in LEADING if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_kind(self) -> OutcomeEntry:
        kinds = [name for name in LEADING if getattr(self, name) is not None]
        if len(kinds) != 1:
            wrong = "two outcomes in one entry" if kinds else "no outcome"
            raise MisfitError(wrong, f"one of {', '.join(LEADING)}", kinds[1] if kinds else "")
        kind = kinds[0]
        for stray in sorted(self.model_fields_set - {kind} - LEADING[kind]):
            beside = ", ".join(sorted(LEADING[kind])) or "nothing"
            raise MisfitError(f'"{stray}" cannot stand beside "{kind}"', beside, stray)
        if kind in NEEDS and not getattr(self, NEEDS[kind]):
            raise MisfitError(f'"{kind}" without "{NEEDS[kind]}"', f"`{NEEDS[kind]}:` beside it", kind)
        return self


#: What an outcome cannot do without.
NEEDS = {"act": "do", "limit": "to", "recommend": "purpose"}
#: The leading name of each outcome, and the names that may stand beside it.
LEADING: dict[str, set[str]] = {
    "derive": {"choose"},
    "act": {"do"},
    "avoid": set(),
    "limit": {"to", "where"},
    "recommend": {"purpose", "strength", "dose", "needed", "side"},
    "supervise": {"patient"},
    "monitor": {"patient"},
    "advise": {"box", "where"},
    "progress": {"change"},
}


class WithholdIf(Entry):
    """Withhold only when a second condition holds too; else ask, or do nothing."""

    withhold_if: Text
    otherwise: Literal["note", "nothing"] = "note"


class RuleEntry(Entry):
    """One rule."""

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
    summary: Text
    when: Text | None = None
    then: list[OutcomeEntry] = Field(min_length=1)
    if_unknown: Literal["withhold", "note", "nothing"] | WithholdIf = "withhold"
    if_unknown_reason: Text = ""
    absolute: YesNo = False
    says: SaysEntry
    evidence: list[EvidenceEntry] = Field(min_length=1)

    @model_validator(mode="after")
    def _softening_has_reason(self) -> RuleEntry:
        if self.if_unknown != "withhold" and not self.if_unknown_reason:
            wrong = "a safety rule is softened without a reason"
            raise MisfitError(wrong, "`if_unknown_reason:` beside it", "if_unknown")
        return self


class TopicEntry(Entry):
    """A file of rules."""

    topic: str
    about: Text = ""
    scope: Literal["patient", "exercise"] = "patient"
    applies_when: Text | None = None
    rules: list[Any]
