"""Pages for auditors: one HTML file that needs nothing else, the same bytes for the same content."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from therex.resources import data_folder
from therex.templates import templates_in


def audit_page(template: str, **content: object) -> str:
    """Return the page that a template of the folder ``audit`` makes of `content`; all text is escaped."""
    return _templates().get_template(f"audit/{template}").render(**content)


@cache
def _templates() -> Environment:
    return templates_in(data_folder("templates"))
