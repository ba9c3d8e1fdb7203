"""A part of a document checked against a pydantic model, its errors shown where they stand."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from therex.errors import InputError, nearest
from therex.facts.document import Mapping, Node, find, plain


class Entry(BaseModel):
    """Base of all models of file content: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _as_bool(value: object) -> object:
    return (
        {"yes": True, "true": True, "no": False, "false": False}.get(value, value)
        if isinstance(value, str)
        else value
    )


#: yes or no, as a file writes them.
YesNo = Annotated[bool, BeforeValidator(_as_bool)]
M = TypeVar("M", bound=BaseModel)

_SAY = {
    "missing": ("is missing", "it to be given"),
    "extra_forbidden": ("is not known here", ""),
    "string_type": ("is not text", "text"),
    "decimal_parsing": ("is not a number", "a number"),
    "date_from_datetime_parsing": ("is not a date", "a date such as 2026-11-20"),
    "date_parsing": ("is not a date", "a date such as 2026-11-20"),
    "bool_parsing": ("is not yes or no", "yes or no"),
    "list_type": ("is not a list", "a list"),
    "model_type": ("is not a set of names and values", "names with values"),
    "dict_type": ("is not a set of names and values", "names with values"),
}


def validated(model: type[M], node: Node) -> M:
    """Return `node` as a `model`.

    Raises:
        InputError: for the first thing that does not fit, with its line and column.

    """
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        raise _as_input_error(error, model, node) from None


def _as_input_error(error: ValidationError, model: type[BaseModel], node: Node) -> InputError:
    details = error.errors(include_url=False)
    first = min(details, key=lambda detail: (detail["type"] == "missing", len(detail["loc"])))
    path = tuple(step for step in first["loc"] if not _is_branch_name(step))
    target = find(node, path)
    place = target.place
    name = str(path[-1]) if path else "the entry"
    kind = first["type"]
    if kind == "extra_forbidden":
        parent = find(node, path[:-1])
        place = parent.keys.get(name, place) if isinstance(parent, Mapping) else place
        expected = nearest(name, model.model_fields) or f"one of {', '.join(sorted(model.model_fields))}"
        return InputError(f'"{name}" is not known here', place, expected)
    said, expected = _SAY.get(kind, ("does not fit", first["msg"].lower()))
    return InputError(f'"{name}" {said}{_shown(first["input"], kind)}', place, expected)


def _is_branch_name(step: Any) -> bool:  # noqa: ANN401 - pydantic names union branches in a path
    return isinstance(step, str) and (step[:1].isupper() or "[" in step or step in {"str", "decimal"})


def _shown(value: object, kind: str) -> str:
    if kind == "missing" or isinstance(value, dict | list):
        return ""
    text = str(value)
    return f': "{text if len(text) <= 60 else text[:57] + "..."}"'
