"""`therex init`: the printed file is data, and loads as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explain.small import run, run_with
from therex.resources import data_folder


def test_the_printed_file_can_be_decided_on_and_is_held_until_it_is_filled_in(tmp_path: Path) -> None:
    code, out, err = run("init", "--condition", "knee_osteoarthritis", "--condition", "stroke")
    assert (code, err) == (0, "")
    path = tmp_path / "blank.yaml"
    path.write_text(out, encoding="utf-8")
    code, out, err = run("decide", str(path))
    assert (code, err) == (3, "")
    assert "  hold (not ruled out): " in out
    assert "ask: Blood pressure, upper number? [systolic_bp: said to be unknown]" in out


@pytest.mark.parametrize("condition", ["knee_osteoarthritis", "falls_risk", "stroke"])
def test_the_file_for_a_shipped_condition_loads(tmp_path: Path, condition: str) -> None:
    _, out, _ = run_with(data_folder("rules"), "init", "--condition", condition)
    path = tmp_path / "blank.yaml"
    path.write_text(out, encoding="utf-8")
    code, _, err = run_with(data_folder("rules"), "decide", str(path))
    assert (code in {0, 3}, err) == (True, "")


def test_an_unknown_condition_is_one_line_with_the_nearest() -> None:
    code, out, err = run("init", "--condition", "knee_osteoartritis")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert 'no rules for the condition "knee_osteoartritis"' in err
    assert '"knee_osteoarthritis"' in err
