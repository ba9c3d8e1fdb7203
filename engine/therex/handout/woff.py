"""WOFF 1: the tables of a font, each packed by zlib. Opened and made in milliseconds, unlike WOFF 2."""

from __future__ import annotations

import struct
import zlib

_HEADER = struct.Struct(">4sIIHHIHHIIIII")
_ENTRY = struct.Struct(">4sIIII")
_SFNT_HEADER = struct.Struct(">IHHHH")
_SFNT_ENTRY = struct.Struct(">4sIII")
_SIGNATURE = b"wOFF"


def unpacked(woff: bytes) -> bytes:
    """Return a WOFF font as the plain font (TrueType or OpenType) that it was made from.

    The search fields of its header are for readers of the nineties, and zero.
    """
    _, flavour, _, count, *_ = _HEADER.unpack_from(woff)
    offset = _SFNT_HEADER.size + count * _SFNT_ENTRY.size
    directory, contents = b"", b""
    for place in range(count):
        tag, start, size, length, checksum = _ENTRY.unpack_from(woff, _HEADER.size + place * _ENTRY.size)
        content = woff[start : start + size]
        content = content if size == length else zlib.decompress(content)
        directory += _SFNT_ENTRY.pack(tag, checksum, offset + len(contents), length)
        contents += _padded(content)
    return _SFNT_HEADER.pack(flavour, count, 0, 0, 0) + directory + contents


def packed(font: bytes) -> bytes:
    """Return a plain font as WOFF; the same bytes for the same font."""
    flavour, count, *_ = _SFNT_HEADER.unpack_from(font)
    offset = _HEADER.size + count * _ENTRY.size
    directory, contents, size = b"", b"", _SFNT_HEADER.size + count * _SFNT_ENTRY.size
    for place in range(count):
        at = _SFNT_HEADER.size + place * _SFNT_ENTRY.size
        tag, checksum, start, length = _SFNT_ENTRY.unpack_from(font, at)
        content = font[start : start + length]
        content = min(content, zlib.compress(content, 9), key=len)  # the same length means not packed
        directory += _ENTRY.pack(tag, offset + len(contents), len(content), length, checksum)
        contents += _padded(content)
        size += length + -length % 4
    total = offset + len(contents)
    return _HEADER.pack(_SIGNATURE, flavour, total, count, 0, size, 1, 0, *5 * (0,)) + directory + contents


def _padded(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % 4)
