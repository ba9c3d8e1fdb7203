"""`therex whatif`: both plans, what turned, the exit code of the changed plan, and clear errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explain.small import PATIENT, run


@pytest.fixture
def patient(tmp_path: Path) -> Path:
    path = tmp_path / "patient.yaml"
    path.write_text(PATIENT, encoding="utf-8")
    return path


def test_another_pressure_shows_both_plans_and_the_rules_that_turned(patient: Path) -> None:
    code, out, err = run("whatif", str(patient), "--set", "systolic_bp=150 mm[Hg]")
    assert (code, err) == (0, "")
    assert "gone    IM01 Quad set" in out
    assert "IM07 Wall sit: days a week 3" in out
    assert "rules that turned: 2" in out


def test_several_facts_change_at_once(patient: Path) -> None:
    code, out, _ = run("whatif", str(patient), "--set", "systolic_bp=150 mm[Hg]", "--set", "gout=yes")
    assert code == 0
    assert "conditions: gout, knee_osteoarthritis" in out


def test_it_ends_as_the_changed_plan_ends(patient: Path) -> None:
    assert run("whatif", str(patient), "--set", "chest_pain=yes")[0] == 3


def test_when_nothing_changes_it_says_so(patient: Path) -> None:
    code, out, _ = run("whatif", str(patient), "--set", "gout=no")
    assert (code, out) == (0, "nothing changes: the file says so already\n")


def test_the_patient_file_stays_as_it_is(patient: Path) -> None:
    run("whatif", str(patient), "--set", "systolic_bp=150 mm[Hg]")
    assert patient.read_text(encoding="utf-8") == PATIENT


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("systolic_bp", '"systolic_bp" is no change of a fact; expected name=value, as in age="70 a"'),
        ("=5", '"=5" is no change of a fact; expected name=value, as in age="70 a"'),
        (
            "sistolic_bp=150",
            'the change of sistolic_bp:1:1: unknown fact "sistolic_bp"; nearest is "systolic_bp"',
        ),
        (
            "systolic_bp=high",
            (
                'the change of systolic_bp:1:1: "high" is not a number; expected a plain number such as 12.5 '
                'for "systolic_bp" in mm[Hg]'
            ),
        ),
        (
            "systolic_bp=",
            "the change of systolic_bp:1:1: no value is given; expected a value, or the word unknown",
        ),
    ],
)
def test_a_wrong_change_is_one_line(patient: Path, change: str, error: str) -> None:
    assert run("whatif", str(patient), "--set", change) == (2, "", f"therex: {error}\n")


def test_a_fact_set_twice_is_refused(patient: Path) -> None:
    code, _, err = run("whatif", str(patient), "--set", "gout=no", "--set", "gout=yes")
    assert (code, err) == (2, 'therex: "gout" is set twice; expected one new value a fact\n')


def test_the_page_holds_both_plans_and_escapes_what_a_person_wrote(patient: Path, tmp_path: Path) -> None:
    patient.write_text(PATIENT.replace("patient: {", "patient: {name: <b>Ann</b>, "), encoding="utf-8")
    page = tmp_path / "page.html"
    run("whatif", str(patient), "--set", "systolic_bp=150 mm[Hg]", "-o", str(page))
    html = page.read_text(encoding="utf-8")
    assert "IM01 Quad set" in html
    assert "IM07 Wall sit" in html
    assert "&lt;b&gt;Ann&lt;/b&gt;" in html
    assert "<b>" not in html


def test_a_page_that_cannot_be_written_is_refused_before_any_work(patient: Path, tmp_path: Path) -> None:
    code, out, err = run("whatif", str(patient), "--set", "gout=yes", "-o", str(tmp_path / "page.pdf"))
    assert (code, out) == (2, "")
    assert "expected a name that ends in .html" in err
