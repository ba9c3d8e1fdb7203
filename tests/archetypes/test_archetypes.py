"""Patients that a therapist meets: what the evidence demands of each, in whatever order it is stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from tests.patients import RULES, decision, patient, shipped
from tests.plan.test_order import shuffled, written
from therex.errors import Place
from therex.facts.model import Fact
from therex.inference.session import Judged, Session
from therex.language.parser import Scope, parse_condition
from therex.plan.decision import Decision, Item
from therex.rulebook.load import load_rulebook
from therex.rulebook.model import ActionLevel
from therex.rulebook.terms import Verdict
from therex.rulebook.where import matching

HERE = Path(__file__).parent
NAMES = sorted(path.name.removesuffix(".expect.yaml") for path in HERE.glob("*.expect.yaml"))
SHUFFLES = 2

Order = Callable[[list[Any]], list[Any]]
_RULE = re.compile(r"^(?=  - id: )", re.MULTILINE)
_BOUND = re.compile(r"([a-z0-9_]+) (<=|>=|=) ([0-9.]+)")


class Expectation(BaseModel):
    """What the evidence demands of one patient; what is left out is not looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str = Field(min_length=20)
    action: ActionLevel
    exercise_today: Literal["yes", "no"]
    fires: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    derived: dict[str, str] = Field(default_factory=dict)
    plan_has: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    plan_lacks: str = ""
    barred: tuple[str, ...] = ()
    not_barred: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    progress: dict[str, Verdict] = Field(default_factory=dict)
    asks: tuple[str, ...] = ()
    asks_at_most: int | None = None


@dataclass(frozen=True)
class Archetype:
    """A patient file with what is expected of it, and what came of it."""

    text: str
    wanted: Expectation
    found: Decision
    judged: Judged

    def misses(self) -> Iterator[str]:
        """Yield a line for each expectation that is not met."""
        yield from self._action()
        yield from self._rules()
        yield from self._facts()
        yield from self._plan()
        yield from self._exercises()
        yield from self._questions()

    def _action(self) -> Iterator[str]:
        action = self.found.action
        if action.level != self.wanted.action:
            yield f"action {action.level}, called for by {[call.rule for call in action.calls]}"
        if action.exercise_today != (self.wanted.exercise_today == "yes"):
            yield f"exercise today: {action.exercise_today}"

    def _rules(self) -> Iterator[str]:
        for word, truth in (("fires", True), ("rests", False), ("unknown", None)):
            for rule in getattr(self.wanted, word):
                if (said := self._truth(rule)) is not truth:
                    yield f"{rule} is {said}, not {truth}"

    def _truth(self, rule: str) -> bool | None:
        """Return the verdict on a rule; one about exercises is true where it decided a progression."""
        if shipped().rulebook.rules[rule].scope == "patient":
            return self.judged.verdicts.rules[rule]
        return any(reason.rule == rule for run in self.found.progressions for reason in run.reasons)

    def _facts(self) -> Iterator[str]:
        for name, value in self.wanted.derived.items():
            if (said := _said(self.judged.facts[name])) != value:
                yield f"{name} is {said}, not {value}"

    def _plan(self) -> Iterator[str]:
        for name, bounds in self.wanted.plan_has.items():
            items = [item for item in self.found.exercises if name in {item.id, *item.purposes}]
            if not items:
                yield f"no {name} in the plan"
            yield from (
                f"{item.id}: not {bound}" for item in items for bound in bounds if not _within(item, bound)
            )
        if self.wanted.plan_lacks:
            unwanted = _where(self.wanted.plan_lacks)
            yield from (f"{item.id} in the plan" for item in self.found.exercises if item.id in unwanted)

    def _exercises(self) -> Iterator[str]:
        barred = {item.id for item in self.found.barred}
        withheld = {item.id for item in self.found.withheld}
        free = shipped().rulebook.exercises.keys() - barred - withheld
        for word, names in (("barred", barred), ("withheld", withheld), ("not_barred", free)):
            yield from (f"{name} not {word}" for name in getattr(self.wanted, word) if name not in names)
        verdicts = {run.exercise: run.verdict for run in self.found.progressions}
        for name, verdict in self.wanted.progress.items():
            if verdicts.get(name) != verdict:
                yield f"{name}: {verdicts.get(name)}, not {verdict}"

    def _questions(self) -> Iterator[str]:
        asked = [question.fact for question in self.found.questions]
        yield from (f"{name} not asked" for name in self.wanted.asks if name not in asked)
        if self.wanted.asks_at_most is not None and len(asked) > self.wanted.asks_at_most:
            yield f"{len(asked)} questions: {asked}"


@cache
def archetype(name: str) -> Archetype:
    """Return an archetype, decided by the shipped rulebook."""
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8")
    tree = _tree((HERE / f"{name}.expect.yaml").read_text(encoding="utf-8"))
    judged = shipped().judge_patient(patient(text).facts)
    return Archetype(text, Expectation.model_validate(tree), decision(text), judged)


def _tree(text: str) -> Any:  # noqa: ANN401 - a tree as YAML has it
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - all stays text


def _said(fact: Fact) -> str:
    if fact.used is None:
        return "unknown"
    return fact.used.value if isinstance(fact.used.value, str) else fact.say()


def _within(item: Item, bound: str) -> bool:
    """Say whether a dose keeps a bound, such as ``sets <= 3``; a dose without that part does not."""
    match = _BOUND.fullmatch(bound)
    assert match, bound
    name, sign, number = match[1], match[2], Decimal(match[3])
    part = next((part for part in item.dose if part.name == name), None)
    if part is None:
        return False
    return (sign == "<=" or part.least >= number) and (sign == ">=" or part.most <= number)


@cache
def _where(text: str) -> frozenset[str]:
    rulebook = shipped().rulebook
    condition = parse_condition(text, Scope(rulebook.attributes), Place(text))
    return matching(condition, rulebook.exercises.values(), rulebook.attributes)


@pytest.mark.parametrize("name", NAMES)
def test_the_decision_is_what_the_evidence_demands(name: str) -> None:
    known = archetype(name)
    misses = list(known.misses())
    assert not misses, "\n- ".join([known.wanted.why, *misses])


def test_every_patient_has_an_expectation_and_every_expectation_a_patient() -> None:
    patients = sorted(path.stem for path in HERE.glob("*.yaml") if not path.match("*.expect.yaml"))
    assert patients == NAMES


def in_another_order(text: str, chance: Random) -> str:
    """Return a patient file with its keys, its lists and the statements of a fact in another order."""
    tree = shuffled(_tree(text), chance)
    for part in (tree, tree["screens"], tree["facts"]):
        lists = {key: item for key, item in part.items() if isinstance(item, list) and key != "log"}
        part.update((key, chance.sample(item, len(item))) for key, item in lists.items())
    return "\n".join(f"{key}: {written(item)}" for key, item in tree.items())


def without_places(found: Decision) -> str:
    facts = tuple(fact.model_copy(update={"place": "", "pointer": ""}) for fact in found.facts)
    return found.model_copy(update={"facts": facts}).model_dump_json()


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_the_facts_changes_no_byte(name: str) -> None:
    known = archetype(name)
    for seed in range(SHUFFLES):
        other = in_another_order(known.text, Random(seed))  # noqa: S311 - no secret
        assert without_places(decision(other)) == without_places(known.found)


def reordered(folder: Path, order: Order) -> Path:
    """Write the rules into `folder`: those of each topic, and the files without one, in another order."""
    paths = sorted(path for path in RULES.rglob("*.yaml") if not path.match("*.cases.yaml"))
    for place, path in enumerate(order(paths)):
        head, *rules = _RULE.split(path.read_text(encoding="utf-8"))
        target = folder / (path.relative_to(RULES) if rules else f"{place:03}.yaml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(head + "".join(f"{rule.rstrip()}\n" for rule in order(rules)), encoding="utf-8")
    return folder


def _backwards(entries: list[Any]) -> list[Any]:
    return entries[::-1]


def _by_chance(entries: list[Any]) -> list[Any]:
    return Random(len(entries)).sample(entries, len(entries))  # noqa: S311 - no secret


@pytest.fixture(scope="module", name="other_order", params=[_backwards, _by_chance])
def _other_order(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    folder = reordered(tmp_path_factory.mktemp("rules"), request.param)
    with Session(load_rulebook(folder, cache=False)) as session:
        yield session


def test_the_order_of_the_rules_changes_no_byte(other_order: Session) -> None:
    for name in NAMES:
        known = archetype(name)
        assert decision(known.text, other_order).model_dump_json() == known.found.model_dump_json(), name
