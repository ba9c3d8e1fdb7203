"""The matcher: durable-rules, driven through its engine module, and kept away from its hazards.

Each known fact is one small message; each branch of a rule is one rule of the matcher, with one
pattern a fact. Derived facts are put at the end of the queue and asserted like the others. For
every rule that fails closed, and every flag that is derived, the opposite condition is compiled
too, so that true, false and unknown are each concluded and never inferred from silence.
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
MAX_RULES = 200  # 256 rules on one condition
MAX_PATTERNS_OF_A_FACT = 60  # 64 branches for one message
MAX_FACTS = 400  # 512 distinct conditions on a level

_OPERATORS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


@dataclass(slots=True)
class _Ruleset:
    """One ruleset in the making, then in use: its rules, and the facts it listens to."""

    definition: dict[str, Any] = field(default_factory=dict)
    patterns: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    handle: Any = None

    def has_room(self, branch: Branch) -> bool:
        facts = set(self.patterns) | set(branch)
        return (
            len(self.definition) < MAX_RULES
            and len(facts) <= MAX_FACTS
            and all(self.patterns.get(fact, 0) < MAX_PATTERNS_OF_A_FACT for fact in branch)
        )

    def add(self, name: str, branch: Branch) -> None:
        self.definition[name] = {"all": _patterns(branch)}
        for fact in branch:
            self.patterns[fact] += 1


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
        for rule in self._rules:
            self._compile(rule)
        with _LOCK:
            for ruleset in self._rulesets:
                name = f"therex{next(_SERIAL)}"
                ruleset.handle = engine.create_ruleset(name, json.dumps(ruleset.definition))

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
            ruleset = next((ruleset for ruleset in self._rulesets if ruleset.has_room(branch)), None)
            if ruleset is None:
                ruleset = _Ruleset()
                self._rulesets.append(ruleset)
                if not ruleset.has_room(branch):
                    raise CapacityError(f'rule "{rule.id}" is larger than a whole ruleset of the matcher')
            name = f"{key}#{len(self._concludes)}"
            self._known_branches[text] = name
            self._concludes[name] = [key]
            ruleset.add(name, branch)

    def _run(self, world: World) -> tuple[set[str], dict[str, int]]:
        fired: set[str] = set()
        derived: dict[str, int] = {}
        queue = deque(world.items())
        for first, second in self._pairs:
            if first in world and second in world:
                known = Known(_sign(world[first].code, world[second].code))
                queue.append((pair(first, second), known))
        self._conclude(self._always, fired, derived, queue)
        asserted: list[tuple[Any, str]] = []
        try:
            while queue:
                name, known = queue.popleft()
                message = self._message(name, known)
                for ruleset in self._rulesets:
                    if name in ruleset.patterns:
                        asserted.append((ruleset.handle, message))
                        for completed in _assert(ruleset.handle, message):
                            self._conclude(self._concludes[completed], fired, derived, queue)
        finally:
            for handle, message in asserted:
                engine.retract_fact(handle, message)
        return fired, derived

    def _conclude(
        self, keys: Iterable[str], fired: set[str], derived: dict[str, int], queue: deque[tuple[str, Known]]
    ) -> None:
        for key in keys:
            if key in fired:
                continue
            fired.add(key)
            if key in self._derived:
                fact, code = self._derived[key]
                if derived.setdefault(fact, code) != code:
                    raise EvaluatorsDisagreeError(f'the matcher derived two values of "{fact}"')
                queue.append((fact, Known(code)))

    def _message(self, name: str, known: Known) -> str:
        units = self._units.get(name, ())
        stated = ""
        if len(units) > 1:
            unit = known.unit or units[0]
            stated = f',"u":{units.index(unit)},"e":{known.stated if known.unit else known.code}'
        return f'{{"sid":"{_SESSION}","id":"{name}","f":"{name}","v":{known.code}{stated}}}'

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
    """Assert one fact; return the names of the matcher's rules that are now complete."""
    _, state = engine.assert_fact(handle, message)
    names = []
    started = engine.start_action_for_state(handle, state)
    action = started[1] if started else None
    while action:
        names.append(action.split('"', 2)[1])  # {"NAME": {matched facts}}
        action = engine.complete_and_start_action(handle, state)
    return names


def _patterns(branch: Branch) -> list[dict[str, Any]]:
    """Return the patterns of a branch, one a fact."""
    return [{f"c{place}": _pattern(fact, branch[fact])} for place, fact in enumerate(sorted(branch))]


def _pattern(fact: str, constraints: tuple[Constraint, ...]) -> dict[str, Any]:
    parts: list[dict[str, Any]] = [{"f": fact}]
    for prop, op, number in constraints:
        parts.append({prop: number} if op == "=" else {_OPERATORS[op]: {prop: number}})
    return {"$and": parts} if len(parts) > 1 else parts[0]


def _sign(left: int, right: int) -> int:
    return (left > right) - (left < right)
