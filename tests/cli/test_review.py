"""``therex review``: the report, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.patients import EXAMPLES
from therex.cli import build_app
from therex.errors import InputError
from therex.review.checklist import Review

FILE = str(EXAMPLES / "stroke_eight_months.yaml")


@pytest.mark.parametrize(("passed", "code"), [(True, 0), (False, 1)])
def test_it_ends_with_1_where_an_item_fails(passed: bool, code: int, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - both are tried
    monkeypatch.setattr(Review, "passed", passed)
    done = CliRunner().invoke(build_app(("review", "check")), ["review", FILE])
    assert done.exit_code == code
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("reading grade ")
    assert last.startswith("score: ")


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(build_app(("review", "check")), ["review", str(tmp_path / "none.yaml")])
    assert isinstance(done.exception, InputError)
    assert "none.yaml" in str(done.exception)
    assert done.stdout == ""
