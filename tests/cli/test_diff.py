"""`therex diff`: what differs between two folders of rules, and the exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.explain.small import RULES
from therex.cli import main


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["therex", "diff", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    out, err = capsys.readouterr()
    return ended.value.code or 0, out, err


@pytest.fixture
def lower(tmp_path: Path) -> Path:
    """Return the small rulebook with a lower threshold."""
    folder = copytree(RULES, tmp_path / "lower")
    path = folder / "precautions" / "pressure.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(">= 160 mm", ">= 150 mm"), encoding="utf-8")
    return folder


def test_the_same_rules_elsewhere_are_identical(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = copytree(RULES, tmp_path / "copy")
    assert run(str(RULES), str(copy), capsys=capsys) == (0, "identical: both say the same\n", "")


def test_a_lower_threshold_is_told_and_ends_with_1(lower: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(str(RULES), str(lower), capsys=capsys)
    assert code == 1
    assert out.startswith("rules: 0 new, 0 gone, 1 changed;")
    assert "after: resting systolic blood pressure is at least 150 mm[Hg]" in out


def test_the_page_tells_the_same(lower: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "diff.html"
    run(str(RULES), str(lower), "-o", str(page), capsys=capsys)
    assert "after: resting systolic blood pressure is at least 150 mm[Hg]" in page.read_text(encoding="utf-8")


def test_a_folder_without_rules_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(str(RULES), str(tmp_path), capsys=capsys)
    assert code == 2
    assert err == f"therex: {tmp_path}:1:1: no rules here; expected a folder with YAML files of rules\n"
