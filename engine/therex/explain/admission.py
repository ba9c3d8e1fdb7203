"""The smallest change that admits what is left out, as an outline."""

from __future__ import annotations

from therex.explain.explainer import Explainer
from therex.explain.outline import Point, said
from therex.explain.smallest import Admission, Impossible, Smallest
from therex.explain.why_not import Admitting
from therex.facts.document import Mapping, Node
from therex.facts.model import Facts
from therex.inference.session import Session
from therex.rulebook.model import Exercise


def admitting_from(document: Node, explainer: Explainer, session: Session) -> Admitting:
    """Return what tells the smallest change, as an edit of a patient file that can be read."""
    assert isinstance(document, Mapping)  # noqa: S101 - it was read as a patient file
    smallest = Smallest(explainer, session, document)

    def admitting(exercise: Exercise | None) -> Point:
        found = smallest.admitting(exercise) if exercise else smallest.allowing()
        return admission_point(found, explainer.grounds.facts)

    return admitting


def admission_point(admission: Admission, facts: Facts) -> Point:
    """Return what would admit an exercise or a session, or why nothing would."""
    what = "admit it" if admission.exercise else "make a session possible"
    if admission.impossible:
        title = f"no change of facts that can change would {what}"
        return Point(title, _impossible_points(admission.impossible, facts))
    unasked = _unasked_points(admission, facts)
    if not admission.changes:
        title = "no rule stands in its way" if admission.exercise else "a session is possible"
        return Point(title, (*said(admission.then), *unasked))
    allow = what if not unasked else "open it"
    changes = (Point(change.words, of=change) for change in admission.changes)
    return Point(f"this and nothing else would {allow}", (*changes, *said(admission.then), *unasked))


def _unasked_points(admission: Admission, facts: Facts) -> tuple[Point, ...]:
    """Return why no rule can be made to recommend it."""
    unasked = admission.unasked
    if unasked is None:
        return ()
    if not unasked.rules:
        return (Point("no rule recommends it by name or attribute"),)
    title = "no change of facts that can change makes a rule ask for it"
    return (Point(title, _impossible_points(unasked, facts)),)


def _impossible_points(impossible: Impossible, facts: Facts) -> tuple[Point, ...]:
    named = (facts[name] for name in impossible.facts)
    standing = "; ".join(f"{fact.definition.label}: {fact.say()}" for fact in named)
    return said(
        f"rules: {', '.join(impossible.rules)}",
        f"these stand on what cannot change: {standing}" if standing else "",
    )
