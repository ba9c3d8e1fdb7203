"""What the chain says of a handout: nothing that tells who the patient is or how the patient is."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version

from therex.audit.entry import Made
from therex.plan.decision import Decision

#: The libraries whose versions could change a decision.
DECIDING = ("durable-rules", "lark", "pint", "pydantic", "pyyaml", "ucumvert")


def decision_body(made: Made) -> dict[str, object]:
    """Return the body of a record, but for its place in the chain and its bonds."""
    decision = made.decision
    return {
        "kind": "decision",
        "user": made.user,
        "decision": decision.id,
        "action": decision.action.level,
        "exercise_today": decision.action.exercise_today,
        "rulebook": decision.rulebook,
        "engine": decision.engine,
        "libraries": dict(deciding_libraries()),
        "overridden": [{"rule": one.rule, "by": one.by} for one in decision.overrides],
        "printed": [{"as": one.what, "sha256": one.sha256} for one in made.printed],
    }


def decision_json(decision: Decision) -> bytes:
    """Return a decision as it is recorded."""
    return decision.model_dump_json().encode()


@cache
def deciding_libraries() -> tuple[tuple[str, str], ...]:
    """Return the versions of Python and of the libraries that decide."""
    return (("python", platform.python_version()), *((name, version(name)) for name in DECIDING))
