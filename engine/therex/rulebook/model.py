"""The rulebook: everything clinical that therex knows, checked, typed and ready to evaluate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from therex.errors import Place
from therex.facts.manual import ManualTechnique
from therex.facts.vocabulary import Value, Vocabulary
from therex.figures.figure import Figure
from therex.language.calculation import Calculation
from therex.language.tree import Expression, all_of, negate
from therex.rulebook.terms import Box, Level, Status, Strength, Verdict

ActionLevel = Literal["emergency", "same_day", "hold", "clearance", "none"]
#: The action ladder, highest first; "none" means that exercise may go ahead.
LEVELS: tuple[ActionLevel, ...] = ("emergency", "same_day", "hold", "clearance", "none")
#: From here up no exercise is printed.
NO_EXERCISE = frozenset({"emergency", "same_day", "hold"})

#: A part of a dose, from the least to the most, such as 8 to 12 repetitions.
Range = tuple[Decimal, Decimal]
Dose = dict[str, Range]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a rule comes from: source id, place in it, how far it was checked, and a remark."""

    source: str
    at: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True)
class Derive:
    """Sets a fact; each branch is a value (as code) and the condition under which it holds."""

    fact: str
    branches: tuple[tuple[int, Expression], ...]

    @classmethod
    def flag(cls, fact: str, when: Expression) -> Derive:
        """Return what sets a flag: yes when the condition is true, no when it is false."""
        return cls(fact, ((1, when), (0, negate(when))))

    @classmethod
    def choice(cls, fact: str, applies: Expression, wanted: Iterable[tuple[int, Expression]]) -> Derive:
        """Return what sets the value of the first condition that is true, where the rule applies."""
        branches, before = [], applies
        for code, condition in wanted:
            branches.append((code, all_of(before, condition)))
            before = all_of(before, negate(condition))
        return cls(fact, tuple(branches))


@dataclass(frozen=True, slots=True)
class Act:
    """Calls for an action of the ladder; `do` tells the clinician what to do now."""

    level: Level
    do: str


@dataclass(frozen=True, slots=True)
class Avoid:
    """Bars the exercises whose attributes match."""

    where: Expression
    where_text: str
    exercises: frozenset[str]


@dataclass(frozen=True, slots=True)
class Limit:
    """Bounds a dose or a movement, by a number or a fact, on some exercises (all when None)."""

    name: str
    to: Decimal | str
    exercises: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Recommend:
    """Names exercises for a purpose, best first, with the dose."""

    exercises: tuple[str, ...]
    purpose: str
    strength: Strength
    dose: Dose
    needed: bool
    side: str | None


@dataclass(frozen=True, slots=True)
class Tell:
    """Something to arrange, to measure, or to tell the patient (`patient`, in a box of the handout).

    With `exercises` it is said beside each of those exercises, else once.
    """

    kind: Literal["supervise", "monitor", "advise"]
    clinician: str
    patient: str
    box: Box
    exercises: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What becomes of a running exercise; the first change that is possible is made."""

    verdict: Verdict
    changes: tuple[tuple[str, str], ...]


Outcome = Derive | Act | Avoid | Limit | Recommend | Tell | Progress


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `derives` is the derivation of a rule that derives, `derives_flag` whether it sets a plain flag: yes,
    or no by the opposite condition. `fails_closed` rules treat not knowing as danger: they act or avoid.
    `withhold_if` is the extra condition under which an unknown rule withholds; where that is false,
    it asks, unless `silent`. An `absolute` rule may not be set aside by a therapist.
    """

    id: str
    topic: str
    scope: Literal["patient", "exercise"]
    summary: str
    when: Expression
    when_text: str
    outcomes: tuple[Outcome, ...]
    patient: str
    clinician: str
    evidence: tuple[Evidence, ...]
    withhold_if: Expression
    withhold_text: str
    unknown_reason: str
    silent: bool
    place: Place
    absolute: bool = False
    derives: Derive | None = field(init=False)
    derives_flag: bool = field(init=False)
    fails_closed: bool = field(init=False)

    def __post_init__(self) -> None:
        derives = next((outcome for outcome in self.outcomes if isinstance(outcome, Derive)), None)
        object.__setattr__(self, "derives", derives)
        derives_flag = derives is not None and derives == Derive.flag(derives.fact, self.when)
        object.__setattr__(self, "derives_flag", derives_flag)
        fails_closed = any(isinstance(outcome, Act | Avoid) for outcome in self.outcomes)
        object.__setattr__(self, "fails_closed", fails_closed)


@dataclass(frozen=True, slots=True)
class Topic:
    """A file of rules: `id` is its path below the rules folder, without suffix."""

    id: str
    title: str
    about: str
    scope: str
    rules: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's own name, by which ``therex init --condition`` calls it."""
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: attributes as typed values, and its words."""

    id: str
    code: str
    name: str
    attributes: dict[str, Value | frozenset[str]]
    easier: str | None
    harder: str | None
    equipment: tuple[str, ...]
    optional_equipment: tuple[str, ...]
    purposes: tuple[str, ...]
    dose: Dose | None
    dose_note: str
    start: str
    steps: tuple[str, ...]
    feel: str
    mistake: str
    breathing: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """A reason for an exercise; `patient` completes "This is to ..."."""

    label: str
    patient: str


@dataclass(frozen=True, slots=True)
class DosePart:
    """A part of a dose: which of two numbers is the more conservative, and how the sheet says it.

    `goes_with`: parts beside which it makes sense; `only_with`: equipment without which it does not.
    """

    label: str
    fitt: str
    plausible: Range
    stricter: str
    goes_with: tuple[str, ...] = ()
    only_with: frozenset[str] = frozenset()
    patient: str = ""
    words: tuple[tuple[Decimal, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LimitKind:
    """A kind of bound: on a part of the dose, or on a joint."""

    label: str
    unit: str
    dose: str | None
    joint: str | None
    stricter: str
    patient: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A number a clinic may choose."""

    label: str
    unit: str
    value: Decimal
    default: Decimal
    bounds: Range
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A publication."""

    citation: str
    year: int | None
    doi: str
    scope: str
    licence: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A release of the rules: its day, and the day by which its evidence is to be looked at again."""

    released: dt.date
    review_by: dt.date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, exercises and vocabularies, with the digest of their content.

    `other_sources` are cited by norms and calculations, `used_settings` named by rules or by the plan;
    `places` says where each entry stands, by section and name; `derivations` are the rules that derive,
    by the fact they set. `edition` is None when the rules do not state one.
    """

    digest: str
    facts: Vocabulary
    attributes: Vocabulary
    purposes: dict[str, Purpose]
    dose_parts: dict[str, DosePart]
    limits: dict[str, LimitKind]
    equipment: dict[str, str]
    household: frozenset[str]
    settings: dict[str, Setting]
    sources: dict[str, Source]
    calculations: dict[str, Calculation]
    topics: dict[str, Topic]
    rules: dict[str, Rule]
    exercises: dict[str, Exercise]
    manual_techniques: dict[str, ManualTechnique] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    other_sources: frozenset[str] = frozenset()
    used_settings: frozenset[str] = frozenset()
    places: dict[str, Place] = field(default_factory=dict)
    edition: Edition | None = None
    derivations: dict[str, Rule] = field(init=False)

    def __post_init__(self) -> None:
        derivations = {rule.derives.fact: rule for rule in self.rules.values() if rule.derives}
        object.__setattr__(self, "derivations", derivations)

    @property
    def vocabulary(self) -> Vocabulary:
        """All that a condition may read: facts, and the attributes of exercises."""
        return {**self.facts, **self.attributes}

    def scoped(self, scope: str) -> tuple[Rule, ...]:
        """Return the rules about the patient, or those run for each exercise; in order of use.

        A rule that derives a fact stands before those that read it; else the order is by id.
        """
        return tuple(rule for rule in self.rules.values() if rule.scope == scope)
