"""The check of the shipped rules: clean as they are, and not clean when one of them is changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.patients import RULES
from therex.check.run import Report, check

#: What the changed copies hold: the precautions with their cases, and the words they are made of.
_KEPT = ("vocabulary", "norms", "exercises", "precautions")
_FILES = ("calculations.yaml", "settings.yaml", "plan_settings.yaml", "sources.yaml")


def _copy(folder: Path) -> Path:
    for name in _KEPT:
        if (RULES / name).is_dir():
            shutil.copytree(RULES / name, folder / name)
    for name in _FILES:
        if (RULES / name).is_file():
            shutil.copy(RULES / name, folder)
    return folder


def found_in(report: Report) -> set[str]:
    """Return all findings, without the places, which move with the text."""
    texts = [*report.failures, *map(str, (*report.broken, *report.lints, *report.uncovered))]
    return {re.sub(r"^\S+?:\d+(:\d+)?: ", "", text) for text in texts}


@pytest.fixture(scope="module", name="before")
def _before(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return found_in(check(_copy(tmp_path_factory.mktemp("rules"))))


def edited(folder: Path, changes: dict[str, tuple[str, str]]) -> set[str]:
    """Return what the check says of a copy in which each of these rules is changed, once."""
    _copy(folder)
    left = dict(changes)
    for path in sorted(folder.glob("precautions/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for name, (old, new) in changes.items():
            block = re.search(rf"^  - id: {name}\n(?:(?!  - id: ).*\n?)*", text, re.MULTILINE)
            if block and not path.name.endswith(".cases.yaml"):
                changed, count = re.subn(old, new, block[0], count=1, flags=re.MULTILINE | re.DOTALL)
                assert count == 1, (name, old)
                text = text.replace(block[0], changed)
                del left[name]
        path.write_text(text, encoding="utf-8")
    assert not left
    return found_in(check(folder))


def reported(findings: set[str], rule: str) -> bool:
    return any(re.search(rf"(?<![\w-]){rule}(?![\w-])", finding) for finding in findings)


def test_the_shipped_rules_are_clean() -> None:
    report = check(RULES)
    assert report.clean, found_in(report)
    assert report.cases > report.rules > 300


def test_a_rule_that_is_gone_is_missed_by_its_cases(tmp_path: Path, before: set[str]) -> None:
    names = ("bp-hold", "bp-low", "home-in-person", "falls-faint", "postural-drop-no-upright")
    found = edited(tmp_path, dict.fromkeys(names, (r"\A.*\Z", ""))) - before
    assert [name for name in names if not reported(found, name)] == []


def test_a_rule_without_cases_is_reported(tmp_path: Path, before: set[str]) -> None:
    names = ("bp-hold", "bp-low", "home-in-person", "falls-faint", "bone-spine")
    _copy(tmp_path)
    for path in tmp_path.glob("precautions/*.cases.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(rf"^ +({'|'.join(names)}): .*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
        )
    found = found_in(check(tmp_path)) - before
    for name in names:
        assert f'no case names "{name}" and fires it; expected a case' in found


#: For a few rules: a comparison made strict or loose, and a number moved by one.
COMPARISONS = {
    "bp-hold": (r"systolic_bp > 180", "systolic_bp >= 180"),
    "bp-raised": (r"systolic_bp >= 160", "systolic_bp > 160"),
    "bp-low": (r"systolic_bp < 90", "systolic_bp <= 90"),
    "tug-assess": (r"tug >= 12 s", "tug > 12 s"),
    "tandem-assess": (r"tandem_hold < 10 s", "tandem_hold <= 10 s"),
    "postural-drop": (r"postural_diastolic_drop >= 10", "postural_diastolic_drop > 10"),
    "bone-care": (r"t_score <= -2\.5", "t_score < -2.5"),
}
NUMBERS = {
    "bp-hold": (r"diastolic_bp >= 110", "diastolic_bp >= 111"),
    "bp-raised": (r"diastolic_bp >= 100", "diastolic_bp >= 99"),
    "bp-low": (r"systolic_bp < 90", "systolic_bp < 89"),
    "tug-assess": (r"tug >= 12 s", "tug >= 13 s"),
    "sarcopenia-probable": (r"grip_strength < 27 kg", "grip_strength < 28 kg"),
    "postural-drop": (r"postural_systolic_drop >= 20", "postural_systolic_drop >= 21"),
    "bp-effort": (r"to: 13", "to: 14"),
}


@pytest.mark.parametrize("changes", [COMPARISONS, NUMBERS], ids=["comparisons", "numbers"])
def test_a_changed_comparison_or_number_is_reported(
    tmp_path: Path, before: set[str], changes: dict[str, tuple[str, str]]
) -> None:
    found = edited(tmp_path, changes) - before
    assert [name for name in changes if not reported(found, name)] == []
