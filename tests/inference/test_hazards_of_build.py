"""How the matcher is installed and imported: its pinned version, the flag it is built with, no `Host`."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import therex

ENGINE = Path(therex.__file__).parent
ROOT = Path(__file__).parent.parent.parent
FLAG = "-DPyEval_CallObject=PyObject_CallObject"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_matcher_is_built_for_python_3_13_by_uv() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["uv"]["extra-build-variables"]["durable-rules"] == {"CPPFLAGS": FLAG}


def test_the_matcher_is_built_for_python_3_13_by_make() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("export CPPFLAGS") and FLAG in line.split()]


def test_the_version_whose_hazards_were_measured_is_the_one_in_use() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "durable-rules==2.0.28" in project["project"]["dependencies"]
    assert version("durable-rules") == "2.0.28"


def test_no_file_imports_the_library_around_the_matcher() -> None:
    importing = {
        path.relative_to(ENGINE).as_posix(): {name for name in imports(path) if name.startswith("durable")}
        for path in ENGINE.rglob("*.py")
    }
    assert {name: found for name, found in importing.items() if found} == {
        "inference/rete.py": {"durable_rules_engine"}}  # fmt: skip
