"""The sheet laid out by the templates: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup, escape

from therex.handout.bold import bold_signs
from therex.handout.build import sheet_of
from therex.handout.fonts import Font, font_faces, load_fonts, needs_many_signs
from therex.handout.identity import identity_of
from therex.handout.options import Options
from therex.handout.phrases import Line, Phrases, direction_of, load_phrases
from therex.plan.decision import Decision
from therex.resources import data_folder
from therex.rulebook.model import Rulebook
from therex.templates import templates_in

_STYLES = (
    "handout/style.css", "handout/sheet.css", "handout/card.css", "handout/variants.css",
    "handout/identity.css", "clinician/style.css",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Press:
    """What is made once and used for every sheet of a language."""

    page: Template
    phrases: Phrases
    style: Markup
    fonts: tuple[Font, ...]


def render_html(
    decision: Decision, rulebook: Rulebook, options: Options | None = None, templates: Path | None = None
) -> str:
    """Return the handout of a decision as one HTML page, with style and fonts inside it."""
    options = options or Options()
    press = _press(templates or data_folder("templates"), options.language)
    html = press.page.render(
        sheet=sheet_of(decision, rulebook, press.phrases, options),
        identity=identity_of(decision, rulebook, press.phrases),
        style=press.style,
    )
    signs = frozenset(html)
    bold = bold_signs(html, press.style) if needs_many_signs(press.fonts, signs) else signs
    faces = font_faces(press.fonts, signs, bold)
    return html.replace("<style>", f"<style>\n{faces}", 1)


def said(line: Line) -> Markup:
    """Return a line as HTML that names its source; what a person typed is read in its own direction."""
    if not line.source.startswith("patient:"):
        return Markup(f"<span {marked(line)}>{escape(line.text)}</span>")  # noqa: S704 - escaped
    direction = direction_of(line.text) or "ltr"  # a phone number is read from the left everywhere
    return Markup(f'<bdi dir="{direction}" {marked(line)}>{escape(line.text)}</bdi>')  # noqa: S704 - escaped


def marked(line: Line) -> Markup:
    """Return the attributes of the element that holds a line: its source, and a language of its own."""
    other = f' lang="{escape(line.lang)}" dir="ltr"' if line.lang else ""
    return Markup(f'data-from="{escape(line.source)}"{other}')  # noqa: S704 - escaped


@cache
def _press(templates: Path, language: str) -> _Press:
    phrases = load_phrases(templates, language)
    environment = templates_in(templates)
    environment.filters.update(said=said, marked=marked)
    environment.globals["say"] = _saying(phrases)
    environment.globals["words"] = phrases.in_english().text
    style = "\n".join((templates / name).read_text(encoding="utf-8") for name in _STYLES)
    return _Press(
        page=environment.get_template("handout/page.html.j2"),
        phrases=phrases,
        style=Markup(style),  # noqa: S704 - our own files
        fonts=load_fonts(templates),
    )


def _saying(phrases: Phrases) -> Callable[..., Markup]:
    def say(name: str, /, **values: int | str) -> Markup:
        return said(phrases.line(name, **values))

    return say
