"""The matcher: durable-rules, driven through its engine module, and kept away from its hazards.

Each branch of a rule is one rule of the matcher, with one pattern over one message: all known facts
that its ruleset reads. Facts are never joined, for the engine corrupts memory when a message that
took part in a join is retracted. What is derived is told to the rulesets that read it in a new
message. For every rule that fails closed, and every flag that is derived, the opposite condition is
compiled too, so that true, false and unknown are each concluded and never inferred from silence.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import durable_rules_engine as engine

from therex.errors import CapacityError, EvaluatorsDisagreeError
from therex.facts.vocabulary import Vocabulary
from therex.inference.branches import JOINT, Branch, Constraint, branches, pair
from therex.inference.verdicts import Truth3, Verdicts
from therex.inference.world import Known, World
from therex.language.tree import Expression, negate
from therex.rulebook.model import Rule

_LOCK = threading.Lock()
_SERIAL = count()
_SESSION = "0"  # one session id for ever: every new one would cost memory that is never freed

#: What one ruleset of the matcher may hold, each below the measured limit.
MAX_BRANCHES_OF_A_RULESET = 60  # 64 open paths through the patterns for one message
MAX_PROPERTIES = 240  # 255 properties of one message, with its two ids

_OPERATORS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


@dataclass(slots=True, eq=False)
class _Ruleset:
    """One ruleset in the making, then in use: its rules, and the properties it reads of each fact."""

    definition: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    handle: Any = None
    message: str = ""  # what it was told last

    def has_room(self, branch: Branch) -> bool:
        """Say whether a branch fits."""
        new = sum(len(_read(constraints) - self.properties.get(fact, set()))
                  for fact, constraints in branch.items())  # fmt: skip
        held = sum(map(len, self.properties.values()))
        return len(self.definition) < MAX_BRANCHES_OF_A_RULESET and held + new <= MAX_PROPERTIES

    def add(self, name: str, branch: Branch) -> None:
        """Add one branch as a rule of its own."""
        self.definition[name] = {"all": [{"c0": _pattern(branch)}]}
        for fact, constraints in branch.items():
            self.properties[fact] |= _read(constraints)


class Matcher:
    """The compiled rules of one rulebook and scope. Close it when the rulebook is dropped."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary) -> None:
        self._units = {name: list(definition.units) for name, definition in vocabulary.items()}
        self._rules = tuple(rules)
        self._always: set[str] = set()
        self._rulesets: list[_Ruleset] = []
        self._derived: dict[str, tuple[str, int]] = {}
        self._pairs: set[tuple[str, str]] = set()
        self._concludes: dict[str, list[str]] = {}
        self._known_branches: dict[str, str] = {}
        self._readers: dict[str, list[_Ruleset]] = defaultdict(list)
        for rule in self._rules:
            self._compile(rule)
        with _LOCK:
            for ruleset in self._rulesets:
                name = f"therex{next(_SERIAL)}"
                ruleset.handle = engine.create_ruleset(name, json.dumps(ruleset.definition))
                for fact in ruleset.properties:
                    self._readers[fact].append(ruleset)

    def close(self) -> None:
        """Free the matcher's memory; it frees none by itself."""
        with _LOCK:
            for ruleset in self._rulesets:
                engine.delete_ruleset(ruleset.handle)
            self._rulesets = []

    def evaluate(self, world: World) -> Verdicts:
        """Return the verdicts on the rules, for the known facts of one patient."""
        with _LOCK:
            fired, derived = self._run(world)
        verdicts = Verdicts(derived=derived)
        for rule in self._rules:
            self._judge(rule, fired, verdicts)
        return verdicts

    def _compile(self, rule: Rule) -> None:
        if rule.derives:
            for place, (code, condition) in enumerate(rule.derives.branches):
                key = f"{rule.id}={place}"
                self._derived[key] = (rule.derives.fact, code)
                self._add(key, condition, rule)
            return
        self._add(f"{rule.id}+", rule.when, rule)
        if rule.fails_closed:
            self._add(f"{rule.id}-", negate(rule.when), rule)
            self._add(f"{rule.id}w+", rule.withhold_if, rule)
            self._add(f"{rule.id}w-", negate(rule.withhold_if), rule)

    def _add(self, key: str, condition: Expression, rule: Rule) -> None:
        """Add the branches of a condition; all of them conclude `key`. A branch met before is used again."""
        for branch in branches(condition, self._units, f'rule "{rule.id}"'):
            if not branch:
                self._always.add(key)
                continue
            text = repr(sorted(branch.items()))
            if text in self._known_branches:
                self._concludes[self._known_branches[text]].append(key)
                continue
            self._pairs |= {
                (first, second)
                for fact in branch
                for first, joint, second in [fact.partition(JOINT)]
                if joint
            }
            if not self._rulesets or not self._rulesets[-1].has_room(branch):
                self._rulesets.append(_Ruleset())
                if not self._rulesets[-1].has_room(branch):
                    raise CapacityError(
                        f'rule "{rule.id}" reads {len(branch)} facts at once; '
                        f"the matcher holds {MAX_PROPERTIES}: name a part of the condition by a `derive` rule"
                    )
            name = f"{key}#{len(self._concludes)}"
            self._known_branches[text] = name
            self._concludes[name] = [key]
            self._rulesets[-1].add(name, branch)

    def _run(self, world: World) -> tuple[set[str], dict[str, int]]:
        fired: set[str] = set()
        derived: dict[str, int] = {}
        known = self._with_pairs(world)
        for fact in self._conclude(self._always, fired, derived):
            known[fact] = Known(derived[fact])
        queue = deque(self._rulesets)
        try:
            while queue:
                ruleset = queue.popleft()
                for completed in self._tell(ruleset, known):
                    for fact in self._conclude(self._concludes[completed], fired, derived):
                        known[fact] = Known(derived[fact])
                        queue.extend(reader for reader in self._readers[fact] if reader not in queue)
        finally:
            for ruleset in self._rulesets:
                _forget(ruleset)
        return fired, derived

    def _with_pairs(self, world: World) -> World:
        """Return the world with how each two facts compare that a rule compares."""
        known = dict(world)
        for first, second in self._pairs:
            if first in world and second in world:
                known[pair(first, second)] = Known(_sign(world[first].code, world[second].code))
        return known

    def _conclude(self, keys: Iterable[str], fired: set[str], derived: dict[str, int]) -> list[str]:
        """Note what is concluded; return the facts that are newly derived."""
        new = []
        for key in keys:
            fired.add(key)
            if key in self._derived:
                fact, code = self._derived[key]
                if fact not in derived:
                    derived[fact] = code
                    new.append(fact)
                elif derived[fact] != code:
                    raise EvaluatorsDisagreeError(f'the matcher derived two values of "{fact}"')
        return new

    def _tell(self, ruleset: _Ruleset, known: World) -> list[str]:
        """Tell a ruleset all known facts that it reads; return the names of its rules that are complete."""
        _forget(ruleset)
        parts = [
            f'"{_property(fact, which)}":{self._said(fact, which, known[fact])}'
            for fact, read in ruleset.properties.items()
            if fact in known
            for which in read
        ]
        if not parts:
            return []
        ruleset.message = f'{{"sid":"{_SESSION}","id":"facts",{",".join(parts)}}}'
        return _assert(ruleset.handle, ruleset.message)

    def _said(self, fact: str, which: str, known: Known) -> int:
        """Return the code of a fact, the place of its unit among those accepted, or the code as stated."""
        match which:
            case "v":
                return known.code
            case "u":
                return self._units[fact].index(known.unit) if known.unit else 0
            case _:
                return known.stated if known.unit else known.code

    def _judge(self, rule: Rule, fired: set[str], verdicts: Verdicts) -> None:
        if rule.derives:
            keys = [f"{rule.id}={place}" in fired for place in range(len(rule.derives.branches))]
            if rule.derives_flag:
                verdicts.rules[rule.id] = _three(rule, yes=keys[0], no=keys[1])
            elif any(keys):
                verdicts.rules[rule.id] = True
        elif rule.fails_closed:
            key = rule.id
            verdicts.rules[key] = _three(rule, yes=f"{key}+" in fired, no=f"{key}-" in fired)
            verdicts.withhold[key] = _three(rule, yes=f"{key}w+" in fired, no=f"{key}w-" in fired)
        elif f"{rule.id}+" in fired:
            verdicts.rules[rule.id] = True


def _three(rule: Rule, *, yes: bool, no: bool) -> Truth3:
    if yes and no:
        raise EvaluatorsDisagreeError(f'the matcher found rule "{rule.id}" both true and false')
    return True if yes else (False if no else None)


def _assert(handle: Any, message: str) -> list[str]:  # noqa: ANN401 - a handle of the C engine
    """Assert one message; return the names of the matcher's rules that are now complete."""
    _, state = engine.assert_fact(handle, message)
    names = []
    started = engine.start_action_for_state(handle, state)
    action = started[1] if started else None
    while action:
        names.append(action.split('"', 2)[1])  # {"NAME": {matched facts}}
        action = engine.complete_and_start_action(handle, state)
    return names


def _forget(ruleset: _Ruleset) -> None:
    """Take back what a ruleset was told last."""
    if ruleset.message:
        engine.retract_fact(ruleset.handle, ruleset.message)
        ruleset.message = ""


def _pattern(branch: Branch) -> dict[str, Any]:
    """Return the one pattern of a branch, with the comparisons of all its facts."""
    parts: list[dict[str, Any]] = []
    for fact, constraints in sorted(branch.items()):
        for which, op, number in constraints:
            compared = {_property(fact, which): number}
            parts.append(compared if op == "=" else {_OPERATORS[op]: compared})
    return {"$and": parts} if len(parts) > 1 else parts[0]


def _property(fact: str, which: str) -> str:
    """Return the name of the property that holds the code, the unit or the code as stated of a fact."""
    return fact if which == "v" else f"{fact} {which}"


def _read(constraints: tuple[Constraint, ...]) -> set[str]:
    return {which for which, _, _ in constraints}


def _sign(left: int, right: int) -> int:
    return (left > right) - (left < right)
