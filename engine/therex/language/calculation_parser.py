"""Text of a calculation to terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from therex.errors import InputError, Place, nearest
from therex.facts.vocabulary import Kind, Vocabulary
from therex.language.calculation import Term

#: What an operand must be, in words, and how to tell it from a fact's kind.
_FITS: dict[str, Callable[[Kind], bool]] = {
    "a number": lambda kind: kind.is_number,
    "a date": lambda kind: kind is Kind.DATE,
    "a yes-or-no fact": lambda kind: kind is Kind.FLAG,
}


def parse_term(text: str, facts: Vocabulary, settings: Mapping[str, Decimal], place: Place) -> Term:
    """Read the arithmetic of a calculation; a setting is taken at its value.

    Raises:
        InputError: it cannot be read, or names a fact or setting that does not exist or does not fit there.

    """
    try:
        tree = _lark().parse(text)
        term: Term = _Terms(facts, settings, text, place).transform(tree)
    except UnexpectedInput:
        raise InputError(f'the calculation "{text}" cannot be read', place, "arithmetic on facts") from None
    except VisitError as error:
        raise error.orig_exc from None
    return term


def inputs_of(term: Term) -> tuple[str, ...]:
    """Return the facts a term reads, each once."""
    names = [term.fact] if term.fact else [name for part in term.parts for name in inputs_of(part)]
    return tuple(dict.fromkeys(names))


@cache
def _lark() -> Lark:
    grammar = Path(__file__).with_name("calculation.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr")


@v_args(inline=True)
class _Terms(Transformer[Token, Any]):
    def __init__(self, facts: Vocabulary, settings: Mapping[str, Decimal], text: str, place: Place) -> None:
        super().__init__()
        self.facts, self.settings, self.text, self.place = facts, settings, text, place

    def number(self, token: Token) -> Term:
        return Term("number", number=Decimal(token))

    def fact(self, name: Token) -> Term:
        return self._fact(name, "a number")

    def setting(self, name: Token) -> Term:
        if str(name) not in self.settings:
            hint = nearest(name, self.settings) or "a setting of the rulebook"
            raise InputError(f'unknown setting "{name}" in "{self.text}"', self.place, hint)
        return Term("number", number=self.settings[str(name)])

    def count(self, *names: Token) -> Term:
        return Term("count", tuple(self._fact(name, "a yes-or-no fact") for name in names))

    def chain(self, first: Term, *rest: Any) -> Term:  # noqa: ANN401 - operator, term, operator, term ...
        result = first
        for operator, term in zip(rest[::2], rest[1::2], strict=True):
            result = Term(str(operator), (result, term))
        return result

    def least(self, left: Term, right: Term) -> Term:
        return Term("least", (left, right))

    def most(self, left: Term, right: Term) -> Term:
        return Term("most", (left, right))

    def days(self, later: Token, earlier: Token) -> Term:
        return Term("days", (self._fact(later, "a date"), self._fact(earlier, "a date")))

    def years(self, later: Token, earlier: Token) -> Term:
        return Term("years", (self._fact(later, "a date"), self._fact(earlier, "a date")))

    def _fact(self, name: Token, wanted: str) -> Term:
        definition = self.facts.get(str(name))
        if definition is None:
            raise InputError(
                f'unknown fact "{name}" in "{self.text}"',
                self.place,
                nearest(name, self.facts) or "a known fact",
            )
        if not _FITS[wanted](definition.kind):
            raise InputError(f'"{name}" is not {wanted} in "{self.text}"', self.place, f"{wanted} here")
        return Term("fact", fact=str(name))
