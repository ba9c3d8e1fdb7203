"""A part of a document checked against a pydantic model, its errors shown where they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from therex.errors import InputError, Place, nearest, short
from therex.facts.document import NUMBER, Mapping, Node, Scalar, find, plain

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
#: Digits that a number may have, and how many of them after the point: more is no measurement.
MOST_DIGITS, MOST_DECIMALS = 15, 6
DIGITS_EXPECTED = f"at most {MOST_DIGITS} digits, {MOST_DECIMALS} of them after the point"


class Entry(BaseModel):
    """Base of all models of file content: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MisfitError(ValueError):
    """What a model's own check finds: what is wrong, what was expected, and under which key."""

    def __init__(self, wrong: str, expected: str, key: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.expected, self.key = wrong, expected, key


def iso_day(text: str) -> dt.date | None:
    """Read a day such as 2026-11-20; None if it is not one."""
    try:
        return dt.date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        return None


def has_too_many_digits(number: Decimal) -> bool:
    """Say whether a number is longer than any measurement."""
    _, digits, exponent = number.as_tuple()
    return len(digits) > MOST_DIGITS or not isinstance(exponent, int) or exponent < -MOST_DECIMALS


def _as_bool(value: object) -> object:
    return (
        {"yes": True, "true": True, "no": False, "false": False}.get(value, value)
        if isinstance(value, str)
        else value
    )


def _as_day(value: object) -> object:
    day = iso_day(value) if isinstance(value, str) else None
    if value is not None and day is None:
        raise PydanticCustomError("date_parsing", "not a date")
    return day


def _as_number(value: object) -> object:
    """Accept plain numbers only, quoted or not: no exponents and no NaN."""
    if isinstance(value, str) and not NUMBER.match(value):
        raise PydanticCustomError("decimal_parsing", "not a number")
    if isinstance(value, str | Decimal) and has_too_many_digits(Decimal(value)):
        raise PydanticCustomError("too_many_digits", "too many digits")
    return value


def as_text(value: object) -> object:
    """Take a year or a code that looks like a number as the text that is meant."""
    return str(value) if isinstance(value, Decimal) else value


#: yes or no, a day, a number and a text, as a file writes them.
YesNo = Annotated[bool, BeforeValidator(_as_bool)]
Day = Annotated[dt.date, BeforeValidator(_as_day)]
Number = Annotated[Decimal, BeforeValidator(_as_number)]
Whole = Annotated[int, BeforeValidator(_as_number)]
Text = Annotated[str, BeforeValidator(as_text)]
M = TypeVar("M", bound=BaseModel)

_SAY = {
    "missing": ("is missing", "it to be given"),
    "string_type": ("is not text", "text"),
    "decimal_parsing": ("is not a number", "a plain number such as 12.5"),
    "decimal_type": ("is not a number", "a plain number such as 12.5"),
    "too_many_digits": ("has too many digits", DIGITS_EXPECTED),
    "int_type": ("is not a whole number", "a whole number"),
    "int_from_float": ("is not a whole number", "a whole number"),
    "date_parsing": ("is not a date", "a date such as 2026-11-20"),
    "bool_parsing": ("is not yes or no", "yes or no"),
    "string_pattern_mismatch": ("is no id", "small letters and digits, joined by hyphens"),
    "bool_type": ("is not yes or no", "yes or no"),
    "list_type": ("is not a list", "a list in [ ], or [] for none"),
    "tuple_type": ("is not a list", "a list in [ ]"),
    "model_type": ("is not made of names and values", "names with values, a space after each colon"),
    "dict_type": ("is not made of names and values", "names with values, a space after each colon"),
}


def validated(model: type[M], node: Node) -> M:
    """Return `node` as a `model`.

    Raises:
        InputError: for one thing that does not fit, with its line and column.

    """
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = [(detail, tuple(_steps(node, detail["loc"]))) for detail in details]
    # What is wrong inside an entry says more than that the entry is not something else.
    first, path = min(found, key=lambda item: (item[0]["type"] == "missing", -len(item[1])))
    raise _as_input_error(first, path, model, node)


def _steps(node: Node, loc: tuple[int | str, ...]) -> Iterator[int | str]:
    """Yield the steps of an error's path that the file has; pydantic adds the branches of unions."""
    for step in loc:
        below = find(node, (step,))
        if below is not node:
            yield step
            node = below


def _as_input_error(
    detail: ErrorDetails, path: tuple[int | str, ...], model: type[BaseModel], node: Node
) -> InputError:
    place = find(node, path).place
    kind = detail["type"]
    own = detail.get("ctx", {}).get("error")
    if isinstance(own, MisfitError):
        return InputError(own.wrong, find(node, (*path, own.key)).place, own.expected)
    if kind == "extra_forbidden":
        return _unknown_key(path, model, node)
    if kind == "missing" and isinstance(detail["loc"][-1], str):
        return InputError(f'"{detail["loc"][-1]}" is missing', place, "it to be given")
    names = [step for step in path if isinstance(step, str)]
    name = f'"{names[-1]}"' if names else "this"
    if detail["input"] is None:
        return InputError(f"{name} has no value", place, _said(detail)[1])
    said, expected = _said(detail)
    return InputError(f"{name} {said}{_shown(find(node, path))}", place, expected)


def _unknown_key(path: tuple[int | str, ...], model: type[BaseModel], node: Node) -> InputError:
    name, parent = str(path[-1]), find(node, path[:-1])
    known = sorted(field.alias or key for key, field in _model_at(model, path[:-1]).model_fields.items())
    place = parent.keys[name] if isinstance(parent, Mapping) else parent.place
    return unknown_key(name, find(node, path), place, known)


def unknown_key(name: str, value: Node, place: Place, known: Iterable[str]) -> InputError:
    """Return the error for a key that is none of `known`; one without a value may be half a sentence."""
    hint = nearest(name, known)
    if not hint and isinstance(value, Scalar) and not value.text:
        hint = "a colon after each name, and quotes around text that holds a comma"
    return InputError(f'"{name}" is not known here', place, hint or f"one of {', '.join(known)}")


def _model_at(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel]:
    for step in path:
        fields = {field.alias or key: field for key, field in model.model_fields.items()}
        if step in fields:
            model = next(_models_in(fields[step].annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - a type, or a form of typing
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _said(detail: ErrorDetails) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    match kind:
        case "literal_error" | "enum":
            return "is not one of its options", str(context["expected"]).replace("'", "")
        case "greater_than_equal":
            return "is too low", f"at least {context['ge']}"
        case "less_than_equal":
            return "is too high", f"at most {context['le']}"
        case "too_short":
            return "has too few entries", f"at least {context['min_length']}"
        case "too_long":
            return "has too many entries", f"at most {context['max_length']}"
        case "missing":
            return "has too few entries", "two numbers"
        case _:
            return _SAY.get(kind, ("does not fit", detail["msg"].removeprefix("Input should ").lower()))


def _shown(node: Node) -> str:
    return f': "{short(node.text)}"' if isinstance(node, Scalar) else ""
