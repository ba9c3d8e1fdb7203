"""``therex handout`` as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.handout.support import EXAMPLE, patient_text

NO_PANGO = """
print("WeasyPrint could not import some external libraries.")
raise OSError("cannot load library 'libpango-1.0-0'")
"""


def _run(*arguments: object, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run therex in a process of its own; `path` holds modules that stand in for installed ones."""
    return subprocess.run(
        [sys.executable, "-c", "from therex.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(path or "")},
    )


def test_html_and_pdf_are_written_and_stderr_says_where(tmp_path: Path) -> None:
    html, pdf = tmp_path / "plan.html", tmp_path / "plan.pdf"
    done = _run("handout", EXAMPLE, "-o", html, "-o", pdf)
    assert (done.returncode, done.stdout) == (0, "")
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert f"written: {html}" in done.stderr
    assert f"written: {pdf}" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.html", "plan.pdf"]


def test_the_same_decision_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [tmp_path / "first.html", tmp_path / "first.pdf"]
    second = [tmp_path / "second.html", tmp_path / "second.pdf"]
    for html, pdf in (first, second):
        assert _run("handout", EXAMPLE, "-o", html, "-o", pdf).returncode == 0
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_no_exercise_today_still_writes_the_action_page_and_ends_with_3(tmp_path: Path) -> None:
    file = tmp_path / "patient.yaml"
    file.write_text(patient_text("diastolic 110"), encoding="utf-8")
    done = _run("handout", file, "-o", tmp_path / "page.html")
    assert done.returncode == 3
    assert "no exercise today" in done.stderr
    assert "Do no exercise today." in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("plan.docx", "expected a name that ends in .html or .pdf"),
        ("plan", "expected a name that ends in .html or .pdf"),
        ("nowhere/plan.html", "there is no folder"),
        ("folder.html", "is a folder"),
    ],
)
def test_a_target_that_cannot_be_written_is_one_clear_line(out: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    done = _run("handout", EXAMPLE, "-o", tmp_path / "good.html", "-o", tmp_path / out)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["folder.html"]


def test_a_broken_patient_file_writes_nothing_and_leaves_an_older_sheet_alone(tmp_path: Path) -> None:
    file, out = tmp_path / "patient.yaml", tmp_path / "plan.html"
    file.write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("164 mm[Hg]", "1640 mm[Hg]"), encoding="utf-8"
    )
    out.write_text("older sheet", encoding="utf-8")
    done = _run("handout", file, "-o", out)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert out.read_text(encoding="utf-8") == "older sheet"


def test_without_pango_a_pdf_says_what_to_install_and_html_still_works(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text(NO_PANGO, encoding="utf-8")
    done = _run("handout", EXAMPLE, "-o", tmp_path / "plan.pdf", path=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "install libpango-1.0-0 and libpangoft2-1.0-0" in done.stderr
    assert not (tmp_path / "plan.pdf").exists()
    assert _run("handout", EXAMPLE, "-o", tmp_path / "plan.html", path=tmp_path).returncode == 0


def test_deciding_alone_loads_neither_templates_nor_the_pdf_maker() -> None:
    program = (
        "import sys\n"
        "from therex.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'jinja2', 'weasyprint'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "decide", str(EXAMPLE)], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip().endswith("[]")
