"""A page in headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.tools import CHROMIUM, found

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
#: WCAG 2.2 AA, which holds all of the earlier versions.
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@contextmanager
def shown(html: str, width: int = 1280) -> Iterator[Page]:
    """Show a page in a window of so many pixels; it may ask for nothing from elsewhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(html, wait_until="load")
        page.evaluate("document.fonts.ready")
        yield page
        assert [url for url in asked if not url.startswith("data:")] == []
        browser.close()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds against WCAG 2.2 AA: the rule, and the first element it is broken by."""
    page.evaluate(AXE)
    report: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", _RULES)
    assert report["passes"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in report["violations"]]
