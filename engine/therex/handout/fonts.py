"""The fonts inside a page: only those it uses, and of each only the signs that stand on the page."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb
from pydantic import Field

from therex.facts.document import read_document
from therex.facts.validate import Entry, Whole, validated
from therex.handout.woff import packed, unpacked

FOLDER = "handout/fonts"
REGULAR, BOLD = 400, 700
#: Space and no-break space: a run of text is set in one font with the blanks inside it.
_BLANKS = frozenset({0x20, 0xA0})
#: A font with no more signs than this holds alphabets. Its bold gets all letters of the page: for the PDF,
#: a font that can write the whole language is taken before one that has the right weight.
_ALPHABET = 2_000
#: So many different sets of signs are remembered; the sheets of one clinic share most of theirs.
_REMEMBERED = 64


class _FontEntry(Entry):
    family: str
    weight: Whole
    file: str


class _FontsFile(Entry):
    fonts: list[_FontEntry] = Field(min_length=1)


@dataclass(frozen=True, eq=False)
class Font:
    """One font: its family and weight in the style sheets, and the signs it can draw, as code points."""

    family: str
    weight: int
    face: hb.Face
    signs: frozenset[int]


@cache
def load_fonts(templates: Path) -> tuple[Font, ...]:
    """Return the fonts of a folder of templates, in the order in which they are asked for a sign.

    Raises:
        InputError: their list is missing, or is none.

    """
    folder = templates / FOLDER
    listed = validated(_FontsFile, read_document(folder / "fonts.yaml"))
    return tuple(_font(entry, folder) for entry in listed.fonts)


def _font(entry: _FontEntry, folder: Path) -> Font:
    face = hb.Face(hb.Blob(unpacked((folder / entry.file).read_bytes())))
    return Font(entry.family, entry.weight, face, frozenset(face.unicodes))


def needs_many_signs(fonts: Sequence[Font], page: Iterable[str]) -> bool:
    """Say whether a page holds signs of a script with thousands: then sorting out the bold ones pays."""
    small = [font.signs for font in fonts if len(font.signs) <= _ALPHABET]
    large = [font.signs for font in fonts if len(font.signs) > _ALPHABET]
    return any(_is_in(large, sign) and not _is_in(small, sign) for sign in map(ord, set(page)))


def _is_in(fonts: Iterable[frozenset[int]], sign: int) -> bool:
    return any(sign in signs for signs in fonts)


def font_faces(fonts: Sequence[Font], regular: Iterable[str], bold: Iterable[str]) -> str:
    """Return the style sheet that holds the fonts of a page.

    Args:
        fonts: all there are; a sign is drawn by the first that has it, and one that none has by the system's.
        regular: the signs of the page.
        bold: those of them that are printed bold.

    """
    signs, in_bold = set(map(ord, set(regular))), set(map(ord, set(bold)))
    small = [font.signs for font in fonts if len(font.signs) <= _ALPHABET]
    alphabets = [alphabet for alphabet in small if not alphabet.isdisjoint(in_bold)]
    wanted = {REGULAR: set(signs), BOLD: in_bold | {sign for sign in signs if _is_in(alphabets, sign)}}
    rules = []
    for font in fonts:
        drawn = font.signs & wanted[font.weight]
        wanted[font.weight] -= drawn
        if drawn:
            rules.append(_face_rule(font, frozenset(drawn | (font.signs & _BLANKS))))
    return "\n".join(rules)


@lru_cache(_REMEMBERED)
def _face_rule(font: Font, signs: frozenset[int]) -> str:
    data = base64.b64encode(packed(_subset(font.face, signs))).decode()
    return (
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
        f'src: url("data:font/woff;base64,{data}") format("woff"); }}'
    )


def _subset(face: hb.Face, signs: frozenset[int]) -> bytes:
    """Return a font with these signs only, their ligatures and joined forms kept, and without hints."""
    wish = hb.SubsetInput()
    wish.sets(hb.SubsetInputSets.UNICODE).update(signs)
    wish.flags = hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(face, wish).blob.data)
