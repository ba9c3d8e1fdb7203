"""What the sheet knows of itself: the code that matches paper and decision, and the edition of the rules."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import segno
from markupsafe import Markup

from therex.handout.phrases import Line, Phrases
from therex.plan.decision import Decision
from therex.rulebook.model import Rulebook

#: So many hexadecimal digits of the digest are printed: 64 bits, more than enough to notice any change.
_DIGITS = 16
#: Blank modules around a QR code, which readers need to find it.
_QUIET_ZONE = 4
#: One pattern over the modules for all: to weigh all eight takes longer than to draw the figures.
_MASK = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """The code in words and as a picture, and the days of the rulebook, where it states them."""

    code: Line
    picture: Markup
    alt: Line
    released: Line | None
    review_by: Line | None


def identity_of(decision: Decision, rulebook: Rulebook, phrases: Phrases) -> Identity:
    """Return what identifies the sheet; it holds nothing about the patient but digests."""
    code = sheet_code(decision)
    edition, day = rulebook.edition, phrases.language.long_day
    alt = phrases.line("identity_picture", code=code)
    return Identity(
        code=Line(code, "decision:code"),
        picture=qr_code(code, alt.text),
        alt=alt,
        released=Line(day(edition.released), "rulebook:released") if edition else None,
        review_by=Line(day(edition.review_by), "rulebook:review_by") if edition else None,
    )


def sheet_code(decision: Decision) -> str:
    """Return ``therex:DECISION:DIGEST``: its id, and 16 digits of the SHA-256 of its canonical JSON."""
    digest = hashlib.sha256(decision.model_dump_json().encode()).hexdigest()
    return f"therex:{decision.id}:{digest[:_DIGITS]}"


def qr_code(text: str, title: str) -> Markup:
    """Return a QR code as inline SVG, with `title` for those who do not see it."""
    picture = segno.make_qr(text, error="m", mask=_MASK).svg_inline(
        omitsize=True, border=_QUIET_ZONE, svgclass="code", lineclass=None, title=title
    )
    return Markup(picture.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - segno escapes the title
