"""Pages for auditors: one HTML file that needs nothing else, the same bytes for the same content."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from therex.resources import data_folder


def audit_page(template: str, **content: object) -> str:
    """Return the page that a template of the folder ``audit`` makes of `content`; all text is escaped."""
    return _environment().get_template(f"audit/{template}").render(**content)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(data_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
