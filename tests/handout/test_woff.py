"""Fonts packed and unpacked, against fontTools, which knows both forms."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from therex.handout.fonts import FOLDER
from therex.handout.woff import packed, unpacked
from therex.resources import data_folder

SHIPPED = sorted((data_folder("templates") / FOLDER).glob("*.woff"))


def _tables(font: bytes) -> dict[str, bytes]:
    reader = TTFont(io.BytesIO(font), checkChecksums=2).reader
    return {tag: reader[tag] for tag in reader.keys()}  # noqa: SIM118 - a reader is no mapping


def test_an_unpacked_font_holds_the_tables_of_the_packed_one_with_right_checksums() -> None:
    assert len(SHIPPED) == 8
    for file in SHIPPED:
        content = file.read_bytes()
        assert _tables(unpacked(content)) == _tables(content)


def test_what_is_packed_is_a_font_again_and_smaller() -> None:
    plain = unpacked(SHIPPED[0].read_bytes())
    woff = packed(plain)
    assert len(woff) < len(plain)
    assert int.from_bytes(woff[8:12], "big") == len(woff)
    assert _tables(woff) == _tables(plain)
    assert unpacked(woff) == plain
