"""Messages with amounts in them, in the form of ICU: ``{value, plural, one {# second} other {# seconds}}``.

Three kinds of argument: ``{name}`` stands for its value, ``{name, plural, ...}`` chooses a branch by the
number (``=1`` for just that number, else a plural category of the language; ``#`` is the number), and
``{name, measure, kg}`` is an amount in a unit, as people of the region read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Span:
    """An amount from `least` to `most`; one number when they are the same."""

    least: Decimal
    most: Decimal


Value = str | int | Decimal | Span


class Voice(Protocol):
    """How a language says an amount."""

    def number(self, amount: Span) -> str:
        """Return an amount in digits."""

    def plural(self, amount: Decimal) -> str:
        """Return the plural category of a number, as CLDR names it."""

    def measure(self, amount: Span, unit: str) -> str:
        """Return an amount with its unit."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A place to fill in: `kind` is "" for the value as it is, else ``plural`` or ``measure``."""

    name: str
    kind: str = ""
    unit: str = ""
    branches: tuple[tuple[str, Message], ...] = ()


Message = tuple[str | Argument, ...]

_ARGUMENT = re.compile(r"\{\s*(\w+)\s*(?:\}|,\s*(plural)\s*,|,\s*measure\s*,\s*(\w+)\s*\})")
_BRANCH = re.compile(r"\s*(=\d+|\w+)\s*\{")
#: The place of the number in a branch of a plural.
NUMBER_SIGN = Argument("#")


class MessageError(ValueError):
    """A text whose braces do not make a message; the text says what is wrong."""


@cache
def parsed(text: str) -> Message:
    """Return the parts of a text.

    Raises:
        MessageError: a brace is open, or what stands in braces is no argument.

    """
    message, end = _parts(text, 0, inside=False)
    if end != len(text):
        raise MessageError(f'"}}" without "{{" at sign {end + 1}')
    return message


def _parts(text: str, start: int, *, inside: bool) -> tuple[Message, int]:
    """Return the parts from `start` up to the closing brace, and where that is."""
    parts: list[str | Argument] = []
    at = start
    while at < len(text) and text[at] != "}":
        if text[at] == "{":
            argument, at = _argument(text, at)
            parts.append(argument)
        elif text[at] == "#" and inside:
            parts.append(NUMBER_SIGN)
            at += 1
        else:
            end = next((i for i in range(at, len(text)) if text[i] in ("{}#" if inside else "{}")), len(text))
            parts.append(text[at:end])
            at = end
    return tuple(parts), at


def _argument(text: str, at: int) -> tuple[Argument, int]:
    found = _ARGUMENT.match(text, at)
    if not found:
        raise MessageError(f'"{text[at : at + 20]}" is no argument')
    name, plural, unit = found.groups()
    if not plural:
        return Argument(name, "measure" if unit else "", unit or ""), found.end()
    branches: list[tuple[str, Message]] = []
    at = found.end()
    while branch := _BRANCH.match(text, at):
        message, end = _parts(text, branch.end(), inside=True)
        if end == len(text):
            raise MessageError(f'the branch "{branch[1]}" of "{name}" is not closed')
        branches.append((branch[1], message))
        at = end + 1
    closing = re.compile(r"\s*\}").match(text, at)
    if not closing or "other" not in dict(branches):
        raise MessageError(f'"{name}" needs branches in braces, the last of them "other"')
    return Argument(name, "plural", branches=tuple(branches)), closing.end()


def filled(text: str, voice: Voice, values: Mapping[str, Value]) -> str:
    """Return a text with its arguments filled in.

    Raises:
        MessageError: the text is no message.
        KeyError: a value is missing.

    """
    message = parsed(text)
    if len(message) == 1 and isinstance(message[0], str):  # most texts hold no amount
        return message[0]
    return _said(message, voice, values, "")


def _said(message: Message, voice: Voice, values: Mapping[str, Value], number: str) -> str:
    return "".join(
        part if isinstance(part, str) else _argument_said(part, voice, values, number) for part in message
    )


def _argument_said(argument: Argument, voice: Voice, values: Mapping[str, Value], number: str) -> str:
    if argument is NUMBER_SIGN:
        return number
    value = values[argument.name]
    if isinstance(value, str):
        return value
    amount = value if isinstance(value, Span) else Span(Decimal(value), Decimal(value))
    if argument.kind == "measure":
        return voice.measure(amount, argument.unit)
    said = voice.number(amount)
    if argument.kind != "plural":
        return said
    return _said(_branch(argument, amount, voice), voice, values, said)


def _branch(argument: Argument, amount: Span, voice: Voice) -> Message:
    """Return the branch for an amount; that for a range goes by its last number, and must say the numbers."""
    branches = dict(argument.branches)
    by_number = branches.get(voice.plural(amount.most), branches["other"])
    if amount.least == amount.most:
        return branches.get(f"={amount.most.normalize():f}", by_number)
    return by_number if NUMBER_SIGN in by_number else branches["other"]


def arguments(message: Message) -> Iterator[Argument]:
    """Yield every argument of a message, those inside branches too; never the number sign."""
    for part in message:
        if isinstance(part, Argument) and part is not NUMBER_SIGN:
            yield part
            for _, branch in part.branches:
                yield from arguments(branch)


class Plain:
    """English amounts as a decision holds them: no region, nothing to load."""

    def number(self, amount: Span) -> str:
        """Return "8 to 12", or the one number."""
        if amount.least == amount.most:
            return f"{amount.most.normalize():f}"
        return f"{amount.least.normalize():f} to {amount.most.normalize():f}"

    def plural(self, amount: Decimal) -> str:
        """Return the category of an English number."""
        return "one" if amount == 1 else "other"

    def measure(self, amount: Span, unit: str) -> str:
        """Return the number with the unit's sign."""
        return f"{self.number(amount)} {unit}"
