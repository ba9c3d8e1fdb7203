"""The key that signs: Ed25519, made on first use, in a file that only its user reads."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from therex.audit.faults import LedgerError


class Key:
    """Signs, and says which public key proves it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        #: The public key, in hexadecimal digits.
        self.public = raw.hex()

    def sign(self, message: str) -> str:
        """Return the signature of `message`, in hexadecimal digits."""
        return self._private.sign(message.encode()).hex()

    def has_signed(self, message: str, signature: str) -> bool:
        """Say whether `message` was signed: an Ed25519 signature comes out the same each time."""
        return self.sign(message) == signature


class PublicKey:
    """Tells whether the owner of a key signed something."""

    def __init__(self, public: str) -> None:
        #: The key, in hexadecimal digits.
        self.public = public

    def has_signed(self, message: str, signature: str) -> bool:
        """Say whether `message` was signed; whatever is no signature does not say so."""
        try:
            proof, prover = bytes.fromhex(signature), bytes.fromhex(self.public)
            Ed25519PublicKey.from_public_bytes(prover).verify(proof, message.encode())
        except (InvalidSignature, ValueError, TypeError):
            return False
        return (proof.hex(), prover.hex()) == (
            signature,
            self.public,
        )  # written in the one way that we write them


def read_key(path: Path) -> Key | None:
    """Return the key in the file at `path`, or None if there is no such file.

    Raises:
        LedgerError: the file cannot be read, or holds something else.

    """
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerError(f'cannot read the key "{path}": {error.strerror}') from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise LedgerError(
            f'"{path}" holds no key', expected="an Ed25519 private key in PEM: take it from a copy"
        )
    return Key(private)


def make_key(path: Path) -> Key:
    """Make a key and keep it at `path`; where another process was first, that one's is taken.

    Raises:
        LedgerError: it cannot be kept.

    """
    new = Ed25519PrivateKey.generate()
    pem = new.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent)  # readable by its user only
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
        Path(beside).unlink()
    except OSError as error:
        wrong = f'cannot write the key "{path}": {error.strerror}'
        raise LedgerError(wrong, expected="a folder that can be written") from None
    found = read_key(path)
    assert found is not None  # noqa: S101 - it was just written
    return found
