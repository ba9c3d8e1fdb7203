"""Rules are the only place for clinical knowledge: the engine's Python holds none of their names or words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import therex
from tests.patients import shipped
from therex.rulebook.compile import PLAN_FACTS

ENGINE = Path(therex.__file__).parent
RULEBOOK = shipped().rulebook

#: Facts that the engine itself states or reads: the head of a patient file, the log, the minutes of a day.
_OWN = {
    *PLAN_FACTS,
    *(name for name, fact in RULEBOOK.facts.items() if fact.header or fact.about == "exercise"),
}


def _docstrings(tree: ast.AST) -> set[int]:
    """Return the nodes of all strings that stand alone: docstrings."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def literals(source: str) -> Iterator[str]:
    """Yield every text of a module that is not a docstring."""
    tree = ast.parse(source)
    standing_alone = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in standing_alone:
            yield node.value


def clinical(text: str) -> list[str]:
    """Return what a text takes from the rules: a name, the label of a condition, or a whole sentence."""
    text = re.sub(r'\bstroke(?:-[a-z]+)?="', '="', text)  # the line of a shape, in SVG
    ids = {*RULEBOOK.facts, *RULEBOOK.exercises, *RULEBOOK.rules} - _OWN
    words = set(re.findall(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", text))
    named = sorted(word for word in words & ids if "_" in word or "-" in word or text == word)
    labels = sorted(
        fact.label for fact in RULEBOOK.facts.values() if fact.closed_list and fact.label in text.lower()
    )
    to_patients = re.search(r"\b(?:[Yy]our?|[Dd]o not)\b[^{}]*[.!?]$", text.strip())
    return [*named, *labels, *([text] if to_patients else [])]


def test_no_fact_condition_exercise_rule_or_sentence_of_the_rules_stands_in_python() -> None:
    found = {
        f"{path.relative_to(ENGINE)}: {text!r}": hits
        for path in sorted(ENGINE.glob("*/*.py"))
        for text in literals(path.read_text(encoding="utf-8"))
        if (hits := clinical(text))
    }
    assert found == {}


def test_the_scan_sees_what_it_looks_for() -> None:
    assert clinical("systolic_bp") == ["systolic_bp"]
    assert clinical("do quad-set twice") == ["quad-set"]
    assert clinical("a patient with knee osteoarthritis") == ["knee osteoarthritis"]
    assert clinical("Do not hold your breath.") == ["Do not hold your breath."]
    assert clinical("expected a number") == []
    assert clinical('<path stroke="#000" stroke-width="') == []
    assert clinical('after a stroke: "rest"') == ["stroke"]
    assert list(literals('"""A docstring."""\nx = "stroke"  # a comment\n')) == ["stroke"]


def test_no_number_of_clinical_size_stands_in_the_plan() -> None:
    """Doses, cut-offs and caps come from the rules; the plan itself counts, halves and converts minutes."""
    numbers = {
        (path.name, node.value)
        for path in sorted((ENGINE / "plan").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value not in {0, 1, 2}
    }
    assert numbers == {
        ("build.py", 16),
        ("dose.py", 60),
        ("dose.py", 100),
    }  # digits of an id, s/min, per cent
