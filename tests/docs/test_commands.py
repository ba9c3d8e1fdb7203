"""Every command shown in the documentation is run, and prints what the documentation shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from therex.cli import COMMANDS

ROOT = Path(__file__).parents[2]
ALL_PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
PAGES = [page for page in ALL_PAGES if "```console" in page.read_text(encoding="utf-8")]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Shown:
    """One command as the page shows it, and the lines that should follow; ``...`` is any text."""

    command: str
    output: tuple[str, ...]


def commands_of(page: Path) -> list[Shown]:
    shown: list[Shown] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        command: list[str] = []
        output: list[str] = []
        for line in [*block.splitlines(), "$ "]:
            if line.startswith("$ "):
                if command:
                    shown.append(Shown("\n".join(command), tuple(output)))
                command, output = [line[2:]], []
            elif line.startswith("> ") and not output:
                command.append(line[2:])
            else:
                output.append(line)
    return shown


def as_pattern(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split("..."))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    for name in ("examples", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for shown in commands_of(page):
        done = subprocess.run(
            ["bash", "-c", shown.command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = done.stdout + done.stderr
        assert "Traceback" not in printed
        assert done.returncode in {0, 1, 3}, f"{shown.command}\n{printed}"
        wanted = [line for line in shown.output if line != "..."]
        assert_lines_follow(wanted, printed, shown.command)


def assert_lines_follow(wanted: list[str], printed: str, command: str) -> None:
    lines = iter(printed.splitlines())
    for line in wanted:
        found = any(re.fullmatch(as_pattern(line), other) for other in lines)
        assert found, f"{command}\nthe page shows {line!r}, it printed\n{printed}"


def test_every_command_of_therex_is_shown_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`therex {name}" not in readme] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in ALL_PAGES
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
