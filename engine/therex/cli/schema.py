"""``therex schema``: the JSON Schemas that are published."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from therex.cli.common import RulesOption, rulebook_for


class Which(StrEnum):
    """What has a schema."""

    PATIENT = "patient"
    DECISION = "decision"


def schema(
    which: Annotated[Which, typer.Argument(help="patient or decision.", show_default=False)],
    rules: RulesOption = None,
) -> None:
    """Print the JSON Schema of a patient file, with every name the rules know, or of a decision."""
    from therex.explain.patient_schema import DIALECT, patient_schema  # noqa: PLC0415 - others need not load it
    from therex.plan.decision import Decision  # noqa: PLC0415

    if which is Which.PATIENT:
        found = patient_schema(rulebook_for(rules))
    else:
        model = Decision.model_json_schema(mode="serialization")
        found = {"$schema": DIALECT, **model, "title": "therex decision"}
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
