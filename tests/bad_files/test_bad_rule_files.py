"""A broken rule file ends with one line that its author can act on, and all mistakes are known at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bad_files.corpus import RULEBOOK, BadFile, stored
from therex.errors import InputError
from therex.rulebook.files import RulebookError
from therex.rulebook.load import load_rulebook


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the small rulebook as the current folder: messages then begin with the file's name."""
    shutil.copytree(RULEBOOK, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Path()


def problems_of(rules: Path) -> RulebookError:
    with pytest.raises(RulebookError) as caught:
        load_rulebook(rules, cache=False)
    return caught.value


@pytest.mark.parametrize("bad", stored("rules"), ids=str)
def test_a_broken_rule_file_is_refused_with_its_one_line(bad: BadFile, rules: Path) -> None:
    bad.put(rules / bad.name)
    error = problems_of(rules)
    assert str(error) == bad.expected
    assert len(error.problems) == 1


@pytest.mark.parametrize("bad", stored("clinic"), ids=str)
def test_a_broken_clinic_file_is_refused_with_its_one_line(
    bad: BadFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad.put(tmp_path / bad.name)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        load_rulebook(RULEBOOK, Path(bad.name), cache=False)
    assert str(caught.value) == bad.expected


def test_a_clinic_file_that_is_missing_says_so(rules: Path) -> None:
    with pytest.raises(InputError, match=r"^ours\.yaml:1:1: cannot be read: no such file or directory"):
        load_rulebook(rules, Path("ours.yaml"), cache=False)


def test_a_setting_at_its_bound_is_taken_over(rules: Path, tmp_path: Path) -> None:
    clinic = tmp_path / "clinic.txt"
    clinic.write_text("effort_cap: 15\n", encoding="utf-8")
    setting = load_rulebook(rules, clinic, cache=False).settings["effort_cap"]
    assert setting.value == 15
    assert setting.default == 13


def test_a_folder_without_rules_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        load_rulebook(Path("nowhere"), cache=False)
    assert str(caught.value) == "nowhere:1:1: no rules here; expected a folder with YAML files of rules"


def test_a_rule_file_with_the_wrong_ending_is_not_passed_over(rules: Path) -> None:
    (rules / "glucose.yml").write_text("topic: Glucose\nrules: []\n", encoding="utf-8")
    assert (
        str(problems_of(rules))
        == "glucose.yml:1:1: this file would not be read; expected a name ending in .yaml"
    )


def test_a_folder_named_like_a_rule_file_is_refused(rules: Path) -> None:
    (rules / "glucose.yaml").mkdir()
    assert str(problems_of(rules)) == "glucose.yaml:1:1: this is a folder; expected a YAML or JSON file"


def test_two_mistakes_are_reported_at_once_and_in_the_order_of_the_file(rules: Path) -> None:
    (rules / "more.yaml").write_text("purposez: {}\nfactz: {}\n", encoding="utf-8")
    error = problems_of(rules)
    assert [problem.message for problem in error.problems] == [
        'unknown section "purposez"',
        'unknown section "factz"',
    ]
    assert str(error) == (
        'more.yaml:1:1: unknown section "purposez"; nearest is "purposes" (and 1 more: run `therex check`)'
    )


def test_a_broken_exercise_is_not_hidden_behind_the_rules_that_name_it(rules: Path) -> None:
    exercises = rules / "exercises.yaml"
    text = exercises.read_text(encoding="utf-8")
    exercises.write_text(text.replace("[towel]", "[twel]"), encoding="utf-8")
    topic = (rules / "blood_pressure.yaml").read_text(encoding="utf-8")
    naming = topic.replace(
        "avoid: hypertension_avoid in flags", "recommend: [quad-set]\n        purpose: balance"
    )
    (rules / "blood_pressure.yaml").write_text(naming, encoding="utf-8")
    assert str(problems_of(rules)) == 'exercises.yaml:18:17: unknown equipment "twel"; nearest is "towel"'
