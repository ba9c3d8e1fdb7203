"""A page holds the fonts it uses, and of each only the signs that stand on it."""

from __future__ import annotations

import base64
import re

import pytest
import uharfbuzz as hb

from tests.handout.support import page_of
from therex.handout.fonts import FOLDER, font_faces, load_fonts
from therex.handout.options import Audience, Options
from therex.handout.render import render_html
from therex.handout.woff import unpacked
from therex.resources import data_folder

TEMPLATES = data_folder("templates")
FONTS = load_fonts(TEMPLATES)
BLANKS = {" ", "\N{NO-BREAK SPACE}"}
_FACE = re.compile(r'font-family: "([^"]+)"; font-weight: (\d+); src: url\("data:font/woff;base64,([^"]+)"')


def faces_of(page: str) -> dict[tuple[str, int], set[str]]:
    """Return the signs of each font inside a page, by family and weight."""
    return {
        (family, int(weight)): {
            chr(sign) for sign in hb.Face(hb.Blob(unpacked(base64.b64decode(data)))).unicodes
        }
        for family, weight, data in _FACE.findall(page)
    }


def test_each_sign_comes_from_the_first_font_that_has_it_and_bold_has_the_letters_of_its_alphabet() -> None:
    faces = faces_of(font_faces(FONTS, "aé łش走", "bم"))
    assert faces == {
        ("Atkinson", 400): set("aé") | BLANKS,
        ("Atkinson", 700): set("aéb") | BLANKS,
        ("Atkinson Ext", 400): set("ł") | BLANKS,
        ("Noto Sans Arabic", 400): set("ش") | BLANKS,
        ("Noto Sans Arabic", 700): set("شم") | BLANKS,
        ("Noto Sans SC", 400): set("走") | BLANKS,
    }


def test_a_sign_that_no_font_has_is_left_to_the_system() -> None:
    assert faces_of(font_faces(FONTS, "Ω", "")) == {}


def test_joined_forms_of_arabic_letters_stay_in_the_font() -> None:
    faces = font_faces(FONTS, "سلام", "")
    (data,) = (match[2] for match in _FACE.findall(faces) if match[0] == "Noto Sans Arabic")
    font = hb.Font(hb.Face(hb.Blob(unpacked(base64.b64decode(data)))))

    def glyphs(text: str) -> list[int]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        return [info.codepoint for info in buffer.glyph_infos]

    alone = {glyph for letter in "سلام" for glyph in glyphs(letter)}
    joined = glyphs("سلام")
    assert 0 not in joined
    assert not set(joined) <= alone


def test_a_sheet_in_english_holds_no_other_script_and_a_name_brings_its_own() -> None:
    page = page_of("example")
    options = Options(audience=Audience.PATIENT)
    english = {family for family, _ in faces_of(render_html(page.decision, page.rulebook, options))}
    assert english <= {"Atkinson", "Atkinson Ext"}
    named = page.decision.model_copy(update={"name": "王小明"})
    faces = faces_of(render_html(named, page.rulebook, options))
    assert faces["Noto Sans SC", 400] == set("王小明") | BLANKS
    assert faces["Noto Sans SC", 700] == set("王小明") | BLANKS


def test_the_same_page_holds_the_same_bytes() -> None:
    page = page_of("example")
    assert render_html(page.decision, page.rulebook) == render_html(page.decision, page.rulebook)


@pytest.mark.parametrize("folder", ["rules", "templates"])
def test_every_sign_of_our_own_texts_is_in_a_font(folder: str) -> None:
    drawn = {chr(sign) for font in FONTS if font.weight == 400 for sign in font.signs}
    kinds = {".yaml", ".j2", ".css", ".po"}
    files = [file for file in data_folder(folder).rglob("*") if file.suffix in kinds]
    texts = {
        str(file.relative_to(data_folder(folder))): set(file.read_text(encoding="utf-8")) for file in files
    }
    controls = {"\n"} | {chr(sign) for sign in (*range(0x200B, 0x2010), *range(0x2066, 0x206A))}
    missing = {name: sorted(signs - drawn - controls) for name, signs in texts.items()}
    assert {name: signs for name, signs in missing.items() if signs} == {}


def test_regular_and_bold_have_the_same_signs_and_each_font_its_licence() -> None:
    by_family: dict[str, list[frozenset[int]]] = {}
    for font in FONTS:
        by_family.setdefault(font.family, []).append(font.signs)
    assert all(len(signs) == 2 and signs[0] == signs[1] for signs in by_family.values())
    licences = [file.stem.removeprefix("OFL-") for file in (TEMPLATES / FOLDER).glob("OFL-*.txt")]
    for file in (TEMPLATES / FOLDER).glob("*.woff"):
        assert any(file.name.startswith(licence) for licence in licences)
