"""The pages of one patient, and a reader of the texts in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from therex.cli.common import deciding
from therex.handout.render import render_html
from therex.plan.decision import Decision
from therex.rulebook.model import Rulebook

EXAMPLE = Path(__file__).parents[2] / "examples/patients/knee_oa_with_high_bp.yaml"
LOG = """
log:
  - exercise: heel-slide
    sessions:
      - {date: 2026-11-14, sets: 3, reps: [10, 10, 10], effort: 12 borg6_20, pain_during: 2, observed: yes}
      - {date: 2026-11-17, sets: 3, reps: [10, 10, 10], effort: 12 borg6_20, pain_during: 2, observed: yes}
"""

#: The patients of these tests: the example with some of its text replaced, and what is added to it.
PATIENTS: dict[str, tuple[dict[str, str], str]] = {
    "example": ({}, ""),
    "diastolic 110": ({"diastolic_bp: 94 mm[Hg]": "diastolic_bp: 110 mm[Hg]"}, ""),
    "chest pain": ({"red_flags: none": "red_flags: [chest_pain]"}, ""),
    "red flags not asked": ({"  red_flags: none\n": ""}, ""),
    "nobody named": (
        {
            "  name: Maria Example\n": "",
            "  by: J. Rivera, PT\n": "",
            "  clinic: Riverside Physical Therapy\n": "",
            "  phone: 555 0100\n": "",
            "  review_date: 2026-12-18\n": "",
        },
        "",
    ),
    "hostile name": ({"name: Maria Example": 'name: "<script>alert(1)</script> & Söhne"'}, ""),
    "with a log": ({}, LOG),
}
WITH_PLAN = ("example", "nobody named", "hostile name", "with a log")
WITHOUT_PLAN = ("diastolic 110", "chest pain", "red flags not asked")

#: Elements that have no end tag.
_VOID = {"meta", "br", "link", "img", "hr", "input"}


def patient_text(name: str) -> str:
    """Return the patient file of one of `PATIENTS`."""
    replaced, added = PATIENTS[name]
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    return text + added


@dataclass(frozen=True)
class Page:
    """A decision and its HTML."""

    decision: Decision
    rulebook: Rulebook
    html: str


@cache
def page_of(name: str) -> Page:
    """Return the page of one of `PATIENTS`."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "patient.yaml"
        file.write_text(patient_text(name), encoding="utf-8")
        with deciding(file, None, None) as (decided, _):
            return Page(decided.decision, decided.rulebook, render_html(decided.decision, decided.rulebook))


@dataclass
class Texts(HTMLParser):
    """Reads a page: every text of the patient's part with the source it stands in, and all tags."""

    patient: list[tuple[str, str | None]] = field(default_factory=list)
    clinician: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    _open: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the element: it must be the one that is open."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not data.strip():
            return
        if any(attributes.get("class") == "patient" for _, attributes in self._open):
            sources = [a["data-from"] for _, a in self._open if "data-from" in a]
            self.patient.append((data, sources[-1] if sources else None))
        elif any(attributes.get("class") == "clinician" for _, attributes in self._open):
            self.clinician.append(data.strip())

    @property
    def patient_text(self) -> str:
        """All words of the patient's part."""
        return " ".join(text for text, _ in self.patient)

    @property
    def clinician_text(self) -> str:
        """All words of the clinician's part."""
        return " ".join(self.clinician)


def texts_of(html: str) -> Texts:
    """Read a page."""
    texts = Texts()
    texts.feed(html)
    assert not texts._open  # noqa: SLF001 - every element was closed
    return texts
