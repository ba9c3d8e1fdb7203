"""The files of a rulebook in one archive: the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from therex.rulebook.files import rule_files

_RULES, _CLINIC = "rules", "clinic"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Where an unpacked rulebook lies: the folder of rules, and the clinic's settings if there were any."""

    rules: Path
    clinic: Path | None


def packed(rules: Path, clinic: Path | None) -> bytes:
    """Return the archive of the rules in a folder, without cases, and of the clinic's settings."""
    files = {f"{_RULES}/{path.relative_to(rules).as_posix()}": path for path in rule_files(rules)}
    if clinic:
        files[f"{_CLINIC}/{clinic.name}"] = clinic
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.writestr(_entry(name), path.read_bytes())
    return whole.getvalue()


def unpacked(archive: bytes, folder: Path) -> Unpacked:
    """Unpack an archive into `folder`, which must exist."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(folder)
    clinics = folder / _CLINIC
    return Unpacked(folder / _RULES, next(clinics.iterdir()) if clinics.is_dir() else None)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of a fixed day, not of today
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
