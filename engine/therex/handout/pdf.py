"""The page as a PDF that anybody can read: PDF/UA-1, tagged, and the same bytes for the same page."""

from __future__ import annotations

import base64
import gc
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from therex.errors import TherexError
from therex.handout.lean import lean
from therex.handout.woff import unpacked

_WOFF = re.compile(r"data:font/woff;base64,([A-Za-z0-9+/=]+)")
_NO_PANGO = (
    "a PDF needs the Pango libraries, which are not here: install libpango-1.0-0 and libpangoft2-1.0-0 "
    "(apt-get install libpango-1.0-0 libpangoft2-1.0-0); HTML works without them"
)


def render_pdf(html: str) -> bytes:
    """Return the page as PDF/UA-1; nothing is fetched.

    Raises:
        TherexError: Pango, which WeasyPrint draws text with, is not installed.

    """
    try:
        with redirect_stdout(io.StringIO()):  # its advice goes to stdout, which is for data
            from weasyprint import HTML  # noqa: PLC0415 - slow, and only a PDF needs it
            from weasyprint.urls import URLFetcher  # noqa: PLC0415

            from therex.handout.pdf_paths import read_paths_once  # noqa: PLC0415
            from therex.handout.pdf_tags import complete_structure  # noqa: PLC0415
    except OSError:
        raise TherexError(_NO_PANGO) from None
    fetcher = URLFetcher(allowed_protocols={"data"})
    complete_structure()
    read_paths_once()
    with _no_garbage_collection():
        page = HTML(string=_with_plain_fonts(lean(html)), url_fetcher=fetcher)
        written: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return written


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Spare the many passes over hundreds of thousands of live boxes: an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _with_plain_fonts(html: str) -> str:
    """Return the page with its fonts unpacked: WeasyPrint would too, and write the time into them."""

    def plain(match: re.Match[str]) -> str:
        return "data:font/ttf;base64," + base64.b64encode(unpacked(base64.b64decode(match[1]))).decode()

    return _WOFF.sub(plain, html)
