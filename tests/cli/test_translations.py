"""``therex translations`` as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale
from typer.testing import CliRunner

from tests.patients import shipped
from tests.tongue.support import made_up, templates_in
from therex.cli import build_app
from therex.tongue.languages import FOLDER

RUN = CliRunner()
PULSE = "Keep your pulse at {value} or less."


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return templates whose Spanish is complete."""
    return templates_in(tmp_path, shipped().rulebook)


def _run(*arguments: object) -> tuple[int, str]:
    done = RUN.invoke(build_app(("translations", "check")), ["translations", *map(str, arguments)])
    return done.exit_code, done.output


def test_extract_changes_nothing_when_nothing_changed_and_brings_in_what_is_new(templates: Path) -> None:
    code, said = _run("extract", "--templates", templates)
    assert (code, said.endswith("texts, 0 files changed\n")) == (0, True)
    phrases = templates / "handout/phrases.yaml"
    phrases.write_text(phrases.read_text(encoding="utf-8") + "\nnews: Good news.\n", encoding="utf-8")
    code, said = _run("extract", "--templates", templates)
    assert (code, said.endswith("texts, 3 files changed\n")) == (0, True)
    assert 'msgctxt "news"\nmsgid "Good news."\nmsgstr ""' in (
        templates / FOLDER / "ar/handout.po"
    ).read_text(encoding="utf-8")


def test_status_counts_what_is_translated_and_names_what_is_wrong(templates: Path) -> None:
    code, said = _run("status", "--templates", templates)
    assert code == 0
    assert "es: " in said
    rules = templates / FOLDER / "es/rules.po"
    text = rules.read_text(encoding="utf-8")
    text, pulse = rules.read_text(encoding="utf-8"), made_up(PULSE, Locale("es"))
    assert pulse in text
    rules.write_text(text.replace(pulse, pulse.replace("value", "wert")), encoding="utf-8")
    code, said = _run("status", "--templates", templates)
    assert code == 1
    assert 'the translation has "wert"' in said
