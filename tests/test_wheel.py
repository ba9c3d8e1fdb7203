"""The built wheel works alone: in an empty environment, from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL", "PYTHON"))
    }
    environment["CPPFLAGS"] = "-DPyEval_CallObject=PyObject_CallObject"
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_rules_and_templates_and_works_elsewhere(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", ROOT, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "empty", cwd=tmp_path)
    python = tmp_path / "empty" / "bin" / "python"
    locked = ROOT / "requirements-dev.txt"
    run(python, "-m", "pip", "install", "--quiet", "--constraint", locked, wheel, cwd=tmp_path)
    shutil.copy(ROOT / "examples" / "patients" / "knee_oa_with_high_bp.yaml", tmp_path / "maria.yaml")
    therex = tmp_path / "empty" / "bin" / "therex"
    assert "exercise: IT10 mini-squat-with-support" in run(therex, "decide", "maria.yaml", cwd=tmp_path)
    run(therex, "handout", "maria.yaml", "-o", "maria.html", "-o", "maria.pdf", cwd=tmp_path)
    assert "Maria Example" in (tmp_path / "maria.html").read_text(encoding="utf-8")
    assert (tmp_path / "maria.pdf").read_bytes().startswith(b"%PDF")
    assert run(therex, "check", cwd=tmp_path).endswith("all clean\n")
