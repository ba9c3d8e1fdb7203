"""The sheet laid out by the templates: one HTML file that needs nothing else, and a PDF of it."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from therex.errors import TherexError
from therex.handout.build import sheet_of
from therex.handout.phrases import Line, Phrases, load_phrases
from therex.plan.decision import Decision
from therex.resources import data_folder
from therex.rulebook.model import Rulebook

_STYLES = ("handout/style.css", "clinician/style.css")
_FONT = re.compile(r"url\((fonts/[a-z0-9-]+\.woff2)\)")
_NO_PANGO = (
    "a PDF needs the Pango libraries, which are not here: install libpango-1.0-0 and libpangoft2-1.0-0 "
    "(apt-get install libpango-1.0-0 libpangoft2-1.0-0); HTML works without them"
)


def render_html(decision: Decision, rulebook: Rulebook, templates: Path | None = None) -> str:
    """Return the handout of a decision as one HTML page, with style and fonts inside it."""
    folder = templates or data_folder("templates")
    phrases = load_phrases(folder)
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["said"] = said
    environment.globals["say"] = _saying(phrases)
    environment.globals["words"] = phrases.text
    style = Markup("\n".join(_style(folder, name) for name in _STYLES))  # noqa: S704 - our own files
    sheet = sheet_of(decision, rulebook, phrases)
    return environment.get_template("handout/page.html.j2").render(sheet=sheet, style=style)


def said(line: Line) -> Markup:
    """Return a line as HTML that names its source."""
    return Markup('<span data-from="{}">{}</span>').format(line.source, line.text)


def _saying(phrases: Phrases) -> Callable[..., Markup]:
    def say(name: str, /, **values: object) -> Markup:
        return said(phrases.line(name, **values))

    return say


def _style(folder: Path, name: str) -> str:
    """Return a style sheet with the fonts it names put into it."""
    sheet = folder / name

    def inlined(match: re.Match[str]) -> str:
        font = base64.b64encode((sheet.parent / match[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{font}")'

    return _FONT.sub(inlined, sheet.read_text(encoding="utf-8"))


def render_pdf(html: str) -> bytes:
    """Return the page as a tagged PDF: the same bytes for the same page, and nothing fetched.

    Raises:
        TherexError: Pango, which WeasyPrint draws text with, is not installed.

    """
    try:
        with redirect_stdout(io.StringIO()):  # its advice goes to stdout, which is for data
            from weasyprint import HTML  # noqa: PLC0415 - slow, and only a PDF needs it
            from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError:
        raise TherexError(_NO_PANGO) from None
    fetcher = URLFetcher(allowed_protocols={"data"})
    written: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_tags=True)
    return written
