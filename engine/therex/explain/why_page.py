"""The page of one decision for an auditor: the explanation with drawings, and every rule it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from therex.explain.absent import absent_groups
from therex.explain.audit_page import audit_page
from therex.explain.chain import chains_of
from therex.explain.chain_svg import chain_svg
from therex.explain.evidence import citation_words, status_words
from therex.explain.explainer import Explainer, Opened
from therex.explain.outline import Point
from therex.explain.tree import Ground
from therex.explain.tree_words import TRUTH
from therex.explain.why import Section, sections
from therex.explain.why_not import Admitting
from therex.inference.verdicts import Truth3
from therex.language.words import in_words
from therex.rulebook.model import Rule

#: Parts that the part on all exercises outside the plan tells as well.
_TOLD_ELSEWHERE = {"barred", "withheld"}
#: Parts with one rule a line or so: their rules are opened in the list of rules only.
_BRIEF = {"limits", "told", "would-add"}
#: The list of rules: the title over those of each truth in the record of the decision.
_RULES = {
    "rules that fired": "true",
    "rules that could not be ruled out": "unknown",
    "other rules named here": None,
}
_SIGNS: dict[Truth3, str] = {True: "✓", False: "✗", None: "?"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page; a `brief` one names its rules without opening them."""

    id: str
    title: str
    points: tuple[Point, ...]
    brief: bool = False


def decision_page(explainer: Explainer, admitting: Admitting | None = None) -> str:
    """Return the page of a whole decision, as HTML that needs nothing else.

    Args:
        explainer: the decision, explained.
        admitting: tells the smallest changes; without it they are left out.

    """
    told = (section for section in sections(explainer) if section.name not in _TOLD_ELSEWHERE)
    parts = tuple(part for section in told if (part := _part(section, explainer, admitting)).points)
    absent = absent_groups(explainer, admitting)
    reasons = (point for groups in absent.values() for group in groups for point in group.points)
    shown = (*(point for part in parts for point in part.points), *reasons)
    fired = (firing.rule for firing in explainer.decision.firings)
    return _page(
        explainer,
        parts=parts,
        absent=absent,
        with_changes=admitting is not None,
        facts=explainer.decision.facts,
        rules=_rules(explainer, (*fired, *_named(shown))),
    )


def asked_page(points: Iterable[Point], explainer: Explainer) -> str:
    """Return the page of the parts of a decision that were asked for, as HTML that needs nothing else."""
    shown = tuple(points)
    part = Part("asked", "what was asked", shown)
    return _page(
        explainer,
        parts=(part,),
        absent={},
        with_changes=False,
        facts=(),
        rules=_rules(explainer, _named(shown)),
    )


def _part(section: Section, explainer: Explainer, admitting: Admitting | None) -> Part:
    explainer.open_anew()
    if section.name == "action":
        action = explainer.decision.action
        change = (admitting(None),) if admitting and not action.exercise_today else ()
        points = [Point(section.title, (*section.points, *change), action)]
    else:
        points = list(_each_anew(section.points, explainer))
    return Part(section.name, section.title, tuple(points), section.name in _BRIEF)


def _each_anew(points: Iterable[Point], explainer: Explainer) -> Iterator[Point]:
    """Yield points that are each read by themselves, so that each opens its rules."""
    for point in points:
        yield point
        explainer.open_anew()


def _page(explainer: Explainer, **content: object) -> str:
    rulebook = explainer.rulebook

    def drawings(point: Point) -> list[Markup]:
        return [Markup(chain_svg(chain)) for chain in chains_of(point, explainer)]  # noqa: S704 - escaped there

    def sentence(rule: Rule) -> str:
        return in_words(rule.when, rulebook.vocabulary)

    return audit_page(
        "why.html.j2",
        decision=explainer.decision,
        edition=rulebook.edition,
        overridden={override.rule for override in explainer.decision.overrides},
        drawings=drawings,
        sentence=sentence,
        kind=lambda point: type(point.of).__name__,
        sign=_SIGNS.__getitem__,
        word=TRUTH.__getitem__,
        status=status_words,
        citation=lambda evidence: citation_words(evidence, rulebook),
        **content,
    )


def _rules(explainer: Explainer, names: Iterable[str]) -> dict[str, tuple[Point, ...]]:
    """Return the rules that were named, and those that these name in turn, under titles."""
    truths = {firing.rule: firing.truth for firing in explainer.decision.firings}
    found: dict[str, Point] = {}
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found[name] = _in_full(explainer.rulebook.rules[name], explainer)
            left += _named((found[name],))
    titled = {title: tuple(found[name] for name in sorted(found) if truths.get(name) == truth)
              for title, truth in _RULES.items()}  # fmt: skip
    return {title: points for title, points in titled.items() if points}


def _in_full(rule: Rule, explainer: Explainer) -> Point:
    """Return the whole tree of a rule; of one at rest, what kept it there."""
    if explainer.grounds.rules.get(rule.id) is not False:
        return explainer.whole_rule(rule)
    explainer.open_anew()
    (opened,) = explainer.because((rule.id,))
    return Point(opened.text, opened.points, rule)


def _named(points: Iterable[Point]) -> Iterator[str]:
    """Yield the ids of the rules that lines and those below them name."""
    for point in points:
        if isinstance(point.of, Opened):
            yield point.of.rule.id
        elif isinstance(point.of, Ground) and point.of.rule:
            yield point.of.rule
        yield from _named(point.points)
