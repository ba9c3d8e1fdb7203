"""Text of a calculation to terms."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from therex.errors import InputError, Place, nearest
from therex.facts.vocabulary import Kind, Vocabulary
from therex.language.calculation import Term


def parse_term(text: str, facts: Vocabulary, place: Place) -> Term:
    """Read the arithmetic of a calculation.

    Raises:
        InputError: it cannot be read, or names a fact that does not exist or is no number or date.

    """
    try:
        tree = _lark().parse(text)
        term: Term = _Terms(facts, text, place).transform(tree)
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
    def __init__(self, facts: Vocabulary, text: str, place: Place) -> None:
        super().__init__()
        self.facts, self.text, self.place = facts, text, place

    def number(self, token: Token) -> Term:
        return Term("number", number=Decimal(token))

    def fact(self, name: Token) -> Term:
        return self._fact(name, number=True)

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
        return Term("days", (self._fact(later, number=False), self._fact(earlier, number=False)))

    def years(self, later: Token, earlier: Token) -> Term:
        return Term("years", (self._fact(later, number=False), self._fact(earlier, number=False)))

    def _fact(self, name: Token, *, number: bool) -> Term:
        definition = self.facts.get(str(name))
        if definition is None:
            raise InputError(
                f'unknown fact "{name}" in "{self.text}"',
                self.place,
                nearest(name, self.facts) or "a known fact",
            )
        if definition.kind.is_number != number or (not number and definition.kind is not Kind.DATE):
            wanted = "a number" if number else "a date"
            raise InputError(f'"{name}" is not {wanted} in "{self.text}"', self.place, f"{wanted} here")
        return Term("fact", fact=str(name))
