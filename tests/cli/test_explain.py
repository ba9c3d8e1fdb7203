"""`therex explain`: what is asked for, exit codes, and one clear error for what does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explain.small import PATIENT, run

FIRST_LINES = {
    "the whole plan": ([], "action: none"),
    "one exercise of the plan": (["--exercise", "IM01"], "in the plan"),
    "one exercise that is not in it": (["--exercise", "IM07"], "not in the plan: IM07 wall-sit: Wall sit"),
    "why not": (["--why-not", "wall-sit"], "not in the plan: IM07 wall-sit: Wall sit"),
    "why not a session": (["--why-not", "session"], "a session is possible today"),
    "one rule": (["--rule", "bp-raised"], "bp-raised: Raised resting blood pressure"),
}


@pytest.fixture
def patient(tmp_path: Path) -> Path:
    """Return the file of a patient who may exercise."""
    path = tmp_path / "patient.yaml"
    path.write_text(PATIENT, encoding="utf-8")
    return path


@pytest.mark.parametrize(("options", "first"), FIRST_LINES.values(), ids=FIRST_LINES)
def test_each_question_gets_its_answer(patient: Path, options: list[str], first: str) -> None:
    code, out, err = run("explain", str(patient), *options)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == first


def test_the_tree_is_indented_under_what_it_explains(patient: Path) -> None:
    _, out, _ = run("explain", str(patient), "--rule", "bp-raised")
    assert "  [true] resting systolic blood pressure is at least 160 mm[Hg]\n    systolic_bp (" in out


def test_without_exercise_today_it_ends_with_3_and_still_explains(patient: Path) -> None:
    patient.write_text(PATIENT.replace("chest_pain: no", "chest_pain: yes"), encoding="utf-8")
    code, out, _ = run("explain", str(patient))
    assert code == 3
    assert out.startswith("action: hold, no exercise today\n  hold: Send to a doctor today.\n")


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--exercise", "wall-sitt"], 'unknown exercise "wall-sitt"; nearest is "wall-sit"'),
        (["--why-not", "IM077"], 'unknown exercise "IM077"; nearest is "IM07"'),
        (["--rule", "bp-rised"], 'unknown rule "bp-rised"; nearest is "bp-raised"'),
    ],
)
def test_what_does_not_exist_is_one_line_with_the_nearest(
    patient: Path, options: list[str], error: str
) -> None:
    code, out, err = run("explain", str(patient), *options)
    assert (code, out) == (2, "")
    assert err == f"therex: {error}\n"


@pytest.mark.parametrize(
    ("change", "code"), [(("", ""), 0), (("chest_pain: no", "chest_pain: yes"), 3)], ids=["a plan", "a hold"]
)
def test_the_page_is_written_instead_of_the_outline(
    patient: Path, change: tuple[str, str], code: int
) -> None:
    patient.write_text(PATIENT.replace(*change), encoding="utf-8")
    page = patient.with_name("why.html")
    assert run("explain", str(patient), "-o", str(page)) == (code, "", f"written: {page}\n")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "options", "error"),
    [
        ("why.pdf", [], "expected a name that ends in .html"),
        ("nowhere/why.html", [], "expected a folder that exists"),
        ("why.html", ["--why-not", "wall-sitt"], 'nearest is "wall-sit"'),
        ("why.html", ["--rule", "bp-rised"], 'nearest is "bp-raised"'),
    ],
)
def test_a_page_that_cannot_be_made_is_one_line_and_nothing_is_written(
    patient: Path, name: str, options: list[str], error: str
) -> None:
    code, out, err = run("explain", str(patient), *options, "-o", str(patient.parent / name))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert error in err
    assert [one.name for one in patient.parent.iterdir()] == [patient.name]


def test_why_no_session_says_what_would_have_to_change(patient: Path) -> None:
    patient.write_text(PATIENT.replace("chest_pain: no", "glucose: 69 mg/dL"), encoding="utf-8")
    code, out, _ = run("explain", str(patient), "--why-not", "session")
    assert code == 3
    *_, title, change = out.splitlines()
    assert title == "  this and nothing else would make a session possible"
    assert change == "    blood glucose at 70 mg/dL or above (now 69 mg/dL)"


def test_the_smallest_change_is_left_out_where_it_is_not_wanted(patient: Path) -> None:
    asked = ["explain", str(patient), "--why-not", "wall-sit"]
    with_change, without = run(*asked)[1], run(*asked, "--no-changes")[1]
    assert with_change.startswith(without)
    assert "  this and nothing else would admit it" in with_change.removeprefix(without)
