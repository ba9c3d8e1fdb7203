"""`therex schema`: the published schemas are fresh, accept what is right and refuse what is wrong."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.explain.small import PATIENT, run, run_with
from therex.resources import data_folder

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "schemas"
EXAMPLES = sorted((ROOT / "examples" / "patients").glob("*.yaml"))


class ModernLoader(yaml.SafeLoader):
    """Reads yes, no and on as words, as YAML 1.2 and most editors do."""


ModernLoader.yaml_implicit_resolvers = {
    first: [resolver for resolver in resolvers if resolver[0] != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_json(text: str, loader: type[yaml.SafeLoader]) -> Any:  # noqa: ANN401 - a tree of JSON
    """Return YAML as an editor's validator sees it: dates as text."""
    return json.loads(json.dumps(_named(yaml.load(text, loader)), default=str))  # noqa: S506 - both are safe


def _named(node: Any) -> Any:  # noqa: ANN401 - a tree of YAML
    """Give the key `on`, which YAML 1.1 takes for true, its name back."""
    if isinstance(node, dict):
        return {"on" if key is True else key: _named(value) for key, value in node.items()}
    return [_named(item) for item in node] if isinstance(node, list) else node


@cache
def validator(rules: Path | None = None) -> jsonschema.Draft202012Validator:
    code, out, _ = run_with(rules, "schema", "patient") if rules else run("schema", "patient")
    assert code == 0
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def problems(text: str) -> list[str]:
    return [error.message for error in validator().iter_errors(as_json(text, ModernLoader))]


@pytest.mark.parametrize("which", ["patient", "decision"])
def test_the_published_schema_is_fresh(which: str) -> None:
    _, out, _ = run_with(data_folder("rules"), "schema", which)
    path = PUBLISHED / f"{which}.schema.json"
    assert path.read_text(encoding="utf-8") == out, f"run: therex schema {which} > {path.relative_to(ROOT)}"


@pytest.mark.parametrize("loader", [ModernLoader, yaml.SafeLoader])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_patients_are_valid_in_both_readings_of_yaml(
    path: Path, loader: type[yaml.SafeLoader]
) -> None:
    document = as_json(path.read_text(encoding="utf-8"), loader)
    errors = validator(data_folder("rules")).iter_errors(document)
    assert [error.message for error in errors] == []


def test_the_decision_on_an_example_is_valid() -> None:
    schema = json.loads((PUBLISHED / "decision.schema.json").read_text(encoding="utf-8"))
    _, out, _ = run_with(data_folder("rules"), "decide", str(EXAMPLES[0]), "--json")
    jsonschema.validate(json.loads(out), schema)


RIGHT = {
    "a bare number, where there is one unit": ("164 mm[Hg]", "164"),
    "a unit in another spelling": ("164 mm[Hg]", "164 mmHg"),
    "two statements": ("164 mm[Hg]", '["164 mm[Hg]", "150 mm[Hg]"]'),
    "an unknown": ("164 mm[Hg]", "unknown"),
    "the long form with its unit apart": ("164 mm[Hg]", '{value: 164, unit: "mm[Hg]"}'),
    "a screen answered at once": ("facts:", "screens: {red_flags: none}\nfacts:"),
    "a screen with those that apply": ("facts:", "screens: {red_flags: [chest_pain]}\nfacts:"),
    "a second unit": ("chest_pain: no", "glucose: 5.5 mmol/L"),
    "an override": ("facts:", "overrides: [{rule: chest-pain-hold, reason: Seen., by: A. Ro}]\nfacts:"),
    "an override for one exercise, signed by number": (
        "facts:",
        "overrides: [{rule: bp-no-straining, exercise: wall-sit, reason: Seen., by: 17}]\nfacts:",
    ),
    "a log": ("facts:", "log: [{exercise: wall-sit, sessions: [{date: 2026-03-01, reps: [8, 9]}]}]\nfacts:"),
}
WRONG = {
    "a fact that does not exist": ("knee_pain:", "knee_pains:"),
    "a derived fact": ("chest_pain: no", "raised_bp: yes"),
    "a condition that does not exist": ("[knee_osteoarthritis]", "[knee_osteoarthrosis]"),
    "a medicine that does not exist": ("medications: []", "medications: [insuline]"),
    "a wrong unit": ("164 mm[Hg]", "164 kPa"),
    "no unit where there are two": ("chest_pain: no", "glucose: 100"),
    "an implausible number": ("164 mm[Hg]", "1200"),
    "text for a number": ("164 mm[Hg]", "high"),
    "a flag that is neither yes nor no": ("chest_pain: no", "chest_pain: maybe"),
    "a broken date": ("2026-03-02", "2 March"),
    "a screen that does not exist": ("facts:", "screens: {red_flag: none}\nfacts:"),
    "a fact on the wrong screen": ("facts:", "screens: {red_flags: [helper_there]}\nfacts:"),
    "an exercise that does not exist": (
        "facts:",
        "log: [{exercise: wall, sessions: [{date: 2026-03-01}]}]\nfacts:",
    ),
    "equipment that does not exist": ("facts:", "home: {equipment: [bnd]}\nfacts:"),
    "a section that does not exist": ("facts:", "fact: {}\nfacts:"),
    "an override of a rule that does not exist": (
        "facts:",
        "overrides: [{rule: chest-pain-holt, reason: Seen., by: A. Ro}]\nfacts:",
    ),
    "an override of a rule that holds nothing back": (
        "facts:",
        "overrides: [{rule: bp-raised, reason: Seen., by: A. Ro}]\nfacts:",
    ),
    "an override without a reason": ("facts:", "overrides: [{rule: chest-pain-hold, by: A. Ro}]\nfacts:"),
    "an override signed by nobody": (
        "facts:",
        "overrides: [{rule: chest-pain-hold, reason: Seen., by: ' '}]\nfacts:",
    ),
    "no date of assessment": ("date: 2026-03-02, ", ""),
}


@pytest.mark.parametrize("change", RIGHT.values(), ids=RIGHT)
def test_what_the_reader_takes_is_valid(change: tuple[str, str]) -> None:
    assert problems(PATIENT) == []
    assert problems(PATIENT.replace(*change)) == []


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_what_the_reader_refuses_is_invalid(change: tuple[str, str], tmp_path: Path) -> None:
    text = PATIENT.replace(*change)
    path = tmp_path / "patient.yaml"
    path.write_text(text, encoding="utf-8")
    assert run("decide", str(path))[0] == 2
    assert problems(text)


def test_each_fact_shows_its_question_and_what_may_be_answered() -> None:
    facts = validator().schema["properties"]["facts"]["properties"]  # type: ignore[index]
    assert facts["systolic_bp"]["title"] == "resting systolic blood pressure"
    assert facts["systolic_bp"]["description"] == (
        "Blood pressure, upper number? (a number from 50 to 300 mm[Hg]; of the same day)"
    )


def test_choices_show_their_labels() -> None:
    schema = validator().schema["properties"]["conditions"]["anyOf"][0]["items"]  # type: ignore[index]
    assert dict(zip(schema["enum"], schema["enumDescriptions"], strict=True))["stroke"] == "a stroke"
