"""The sheets that are looked at: each kind of page, each way to print it, each language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.handout.support import page_of
from therex.handout.options import Audience, Options, Paper
from therex.handout.pdf import render_pdf
from therex.handout.render import render_html

#: By name: the patient of `tests.handout.support`, and how the sheet is printed.
SHEETS: dict[str, tuple[str, Options]] = {
    "plan": ("example", Options()),
    "no exercise today": ("diastolic 110", Options()),
    "emergency": ("chest pain", Options(paper=Paper.LETTER)),
    "nobody named": ("nobody named", Options(audience=Audience.PATIENT)),
    "large print": ("example", Options(large_print=True, audience=Audience.PATIENT)),
    "high contrast": ("example", Options(high_contrast=True, paper=Paper.LETTER, audience=Audience.PATIENT)),
    "low ink": ("example", Options(low_ink=True, audience=Audience.PATIENT)),
    "caregiver": ("example", Options(audience=Audience.CAREGIVER)),
    "clinician": ("with a log", Options(audience=Audience.CLINICIAN)),
    "Spanish": ("example", Options(language="es-US", paper=Paper.LETTER)),
    "Arabic": ("example", Options(language="ar-EG")),
    "Arabic action": ("chest pain", Options(language="ar-EG", audience=Audience.PATIENT)),
    "Chinese": ("example", Options(language="zh-Hans-CN")),
}
#: Names in another script than the sheet, one of them with signs that none of our fonts has.
NAMES = {
    "Arabic name": "فاطمة الزهراء بنت عبد الرحمن",
    "Chinese name": "王小明",
    "Greek name": "Ελένη Παπαδοπούλου",
}


@cache
def html_of(name: str) -> str:
    """Return the page of one of `SHEETS` or `NAMES`."""
    patient, options = SHEETS.get(name, ("example", Options(audience=Audience.PATIENT)))
    page = page_of(patient)
    decision = page.decision
    if name in NAMES:
        decision = decision.model_copy(update={"name": NAMES[name]})
    return render_html(decision, page.rulebook, options)


@cache
def pdf_of(name: str) -> Path:
    """Return the file with the PDF of a sheet."""
    file = _folder() / f"{name.replace(' ', '_')}.pdf"
    file.write_bytes(render_pdf(html_of(name)))
    return file


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="therex-pages-"))
