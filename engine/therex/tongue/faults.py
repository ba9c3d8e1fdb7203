"""What makes a translation unfit to print: a name, a number or a plural that is not as it should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from operator import and_, or_

from babel import Locale

from therex.language.message import NUMBER_SIGN, Argument, Message, MessageError, arguments, parsed
from therex.tongue.po import Entry

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
#: The numbers that a sheet can hold: whole ones, and halves.
_COUNTED = [Decimal(half) / 2 for half in range(2_001)]


def faults(entry: Entry, locale: Locale) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a translation, and what was expected."""
    try:
        english, translated = parsed(entry.english), parsed(entry.translated)
    except MessageError as error:
        yield f"the translation cannot be read: {error}", "braces as in the English text"
        return
    wanted, found = _names(english), _names(translated)
    if wanted != found:
        yield f"the translation has {_listed(found)}", f"{_listed(wanted)}, as the English text has"
    lost = _numbers(english, every=False) - _numbers(translated, every=True)
    if lost:
        yield f"the translation lacks {_listed(lost)}", "every number of the English text, in Latin digits"
    for argument in arguments(translated):
        if argument.kind == "plural":
            yield from _plural_faults(argument, locale, says_number=argument.name not in _silent(english))


def _names(message: Message) -> set[str]:
    """Return what a message fills in; an amount in a unit counts with its unit."""
    return {f"{one.name} {one.unit}".strip() for one in arguments(message)}


def _listed(things: set[str] | Counter[str]) -> str:
    return ", ".join(f'"{thing}"' for thing in sorted(things)) or "nothing to fill in"


def _numbers(message: Message, *, every: bool) -> Counter[str]:
    """Return the numbers that stand in the words; of a plural, those in `every` branch or in any."""
    found = _digits("".join(part for part in message if isinstance(part, str)))
    for argument in message:
        if isinstance(argument, Argument) and argument.branches:
            counts = [
                _numbers(said, every=every) for name, said in argument.branches if not name.startswith("=")
            ]
            found += reduce(and_ if every else or_, counts)
    return found


def _digits(text: str) -> Counter[str]:
    numbers = (number.replace(",", ".") for number in _NUMBER.findall(text) if number.isascii())
    return Counter(f"{Decimal(number).normalize():f}" for number in numbers)


def _silent(message: Message) -> set[str]:
    """Return the plurals that choose words by a number without saying it."""
    return {
        one.name
        for one in arguments(message)
        if one.branches and NUMBER_SIGN not in dict(one.branches)["other"]
    }


def _plural_faults(argument: Argument, locale: Locale, *, says_number: bool) -> Iterator[tuple[str, str]]:
    branches = dict(argument.branches)
    counts = Counter(locale.plural_form(number) for number in _COUNTED)
    missing = set(counts) - set(branches)
    if missing:
        yield (
            f'the plural of "{argument.name}" has no branch {_listed(missing)}',
            f"one for each of {_listed(counts)}",
        )
    unknown = {name for name in branches if not name.startswith("=") and name not in counts}
    if unknown:
        yield f'the plural of "{argument.name}" has the branch {_listed(unknown)}', f"only {_listed(counts)}"
    silent = {
        name for name, branch in branches.items() if counts.get(name, 0) > 1 and NUMBER_SIGN not in branch
    }
    if silent and says_number:
        yield f'the branch {_listed(silent)} of "{argument.name}" does not say the number', 'a "#" in it'
