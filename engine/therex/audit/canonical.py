"""Canonical JSON (RFC 8785), and the digests that chain and bind."""

from __future__ import annotations

import hashlib
import json

import rfc8785

#: The link of the record before the first.
GENESIS = "0" * 64


def canonical(thing: dict[str, object]) -> str:
    """Return the one canonical text of `thing`."""
    return rfc8785.dumps(thing).decode()  # type: ignore[arg-type]  # its own type of JSON is narrower than ours


def is_canonical(text: str, thing: object) -> bool:
    """Say whether `text` is the canonical text of `thing`, which was read from it.

    Where names are ASCII and numbers whole, as in all records, sorted compact JSON is canonical; that
    costs a tenth of the general way.
    """
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text


def link_of(body: str) -> str:
    """Return the link that the next record names: SHA-256 of the body."""
    return hashlib.sha256(body.encode()).hexdigest()


def content_digest(salt: bytes, content: bytes) -> str:
    """Return the digest that binds personal content to its record."""
    return hashlib.sha256(salt + content).hexdigest()


def pseudonym(salt: bytes, patient: str) -> str:
    """Return what stands for a patient in one record; without the salt nobody can tell for whom."""
    return hashlib.sha256(b"patient" + salt + patient.encode()).hexdigest()
