"""The picture of an exercise for one patient: its side, the limits in force, and its words."""

from __future__ import annotations

from collections.abc import Iterable

from therex.figures.changes import changes
from therex.figures.scene import scene_of
from therex.figures.svg import scene_svg
from therex.handout.phrases import Line, Phrases
from therex.handout.sheet import Figure
from therex.language.message import Span
from therex.plan.decision import Item, LimitSet
from therex.rulebook.model import Rulebook

#: So many movements are told in the text that stands for a picture.
_TOLD = 3
#: Parts of a dose that the caption can say, the most telling first.
_CAPTIONS = ("reps", "steps", "hold_seconds", "contract_seconds", "minutes")


def joint_bounds(limits: Iterable[LimitSet], rulebook: Rulebook) -> dict[str, float]:
    """Return how far each joint may go, in degrees: the strictest of the limits."""
    bounds: dict[str, float] = {}
    for limit in limits:
        joint = rulebook.limits[limit.name].joint
        if joint:
            bounds[joint] = min(float(limit.value), bounds.get(joint, float(limit.value)))
    return bounds


def picture(item: Item, limits: tuple[LimitSet, ...], rulebook: Rulebook, phrases: Phrases) -> Figure | None:
    """Return the picture of an item of the plan, or None where the exercise has none.

    Args:
        item: the exercise with its side and dose.
        limits: those in force for the whole plan.
        rulebook: where the figure is declared.
        phrases: the words of the sheet.

    """
    declared = rulebook.figures.get(item.id)
    if declared is None:
        return None
    side = "left" if item.side == "left" else "right"
    scene = scene_of(declared, side=side, most=joint_bounds((*limits, *item.limits), rulebook))
    position = phrases.said(
        rulebook.attributes["position"].options[item.position], f"position:{item.position}"
    )
    if len(scene.bodies) == 1:
        alt = phrases.line("alt_one", position=position)
    else:
        told = phrases.language.listed(
            phrases.text(
                "alt_change",
                part=phrases.text(f"part_{change.part}"),
                move=phrases.text(f"move_{change.move}"),
            )
            for change in changes(scene, _TOLD)
        )
        alt = phrases.line("alt_two" if told else "alt_two_alike", position=position, changes=told)
    return Figure(
        svg=scene_svg(scene, alt.text), alt=alt, caption=_caption(item, phrases, pictures=len(scene.bodies))
    )


def _caption(item: Item, phrases: Phrases, *, pictures: int) -> Line:
    """Return what the picture asks for, with the number of the dose."""
    doses = {dose.name: Span(dose.least, dose.most) for dose in item.dose}
    kind = "two" if pictures > 1 else "one"
    for name in _CAPTIONS:
        if name in doses and f"caption_{kind}_{name}" in phrases:
            return phrases.line(f"caption_{kind}_{name}", value=doses[name])
    return phrases.line(f"caption_{kind}")
