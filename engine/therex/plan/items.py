"""Plan items: a chosen exercise with dose, limits, reasons and the sentences that go with it."""

from __future__ import annotations

from therex.facts.model import Patient
from therex.plan.choose import Choice, Chosen
from therex.plan.decision import Dose, Dropped, Item, Reason, Step, Told
from therex.plan.dose import bounded, joined, minutes_of
from therex.plan.findings import Findings
from therex.plan.limits import Bound, in_force
from therex.plan.progress import Running
from therex.plan.record import filled

#: Where a sentence that belongs to single exercises stands.
_BESIDE = {"harder": "progress_when", "easier": "easier_when", "stop": "stop_when", "pain": "easier_when"}


def items_of(
    choice: Choice, findings: Findings, bounds: list[Bound], running: dict[str, Running], patient: Patient
) -> tuple[Item, ...]:
    """Return the plan's items, in the order that spares getting up and down, fitted to the time there is."""
    by_new_id = {run.exercise: run for run in running.values()}
    items = [_item(chosen, findings, bounds, by_new_id.get(chosen.exercise.id)) for chosen in choice.chosen]
    kept = _fitted(items, choice, patient)
    positions = list(findings.rulebook.attributes["position"].options)
    return tuple(sorted(kept, key=lambda item: (positions.index(item.position), items.index(item))))


def _item(chosen: Chosen, findings: Findings, bounds: list[Bound], run: Running | None) -> Item:
    rulebook, exercise = findings.rulebook, chosen.exercise
    parts = rulebook.dose_parts
    dose = joined(exercise, run.dose if run else exercise.dose or {}, chosen.doses, parts)
    if run and run.exercise == run.progression.exercise:
        dose |= run.dose  # what the log showed to be possible is not cut back by a rule for beginners
    steps = list(chosen.steps)
    limits = in_force(bounds, findings, exercise)
    for limit in limits:
        kind = rulebook.limits[limit.name]
        if kind.dose and (new := bounded(dose, kind.dose, limit.value, kind.stricter)) != dose:
            dose = new
            steps.append(Step(what="limited", text=f"{kind.label} {limit.value:f}", rules=limit.rules))
    if run:
        reasons = tuple(reason.rule for reason in run.progression.reasons if reason.rule)
        verdict = "hold" if run.progression.verdict == "review" else run.progression.verdict
        steps.append(Step(what=verdict, text=run.progression.change or "as before", rules=reasons))
    sides = str(exercise.attributes["sides"])
    beside = _beside(exercise.id, findings)
    return Item(
        id=exercise.id,
        code=exercise.code,
        name=exercise.name,
        position=str(exercise.attributes["position"]),
        sides=sides,
        side=_side(chosen, findings) if sides == "one" else "",
        purposes=tuple(chosen.purposes),
        dose=tuple(Dose(name=name, least=low, most=high) for name, (low, high) in sorted(dose.items())),
        dose_note=exercise.dose_note,
        minutes=minutes_of(dose, sides, rulebook),
        because=_because(chosen, findings),
        progress_when=beside["progress_when"],
        easier_when=beside["easier_when"],
        stop_when=beside["stop_when"],
        easier=exercise.easier or "",
        harder=exercise.harder or "",
        limits=limits,
        history=tuple(steps),
    )


def _because(chosen: Chosen, findings: Findings) -> tuple[Reason, ...]:
    rules = {wish.rule.id: wish.rule for wish in chosen.wishes}
    return tuple(
        Reason(rule=rule.id, patient=rule.patient, clinician=filled(rule.clinician, findings.judged.facts))
        for rule in sorted(rules.values(), key=lambda rule: rule.id)
    )


def _side(chosen: Chosen, findings: Findings) -> str:
    """Return the side that all rules asking for it name: left, right or both; nothing when they differ."""
    named = {wish.recommend.side for wish in chosen.wishes}
    used = [findings.judged.facts[name].used if name else None for name in named]
    sides = {str(statement.value) if statement else "" for statement in used}
    return sides.pop() if len(sides) == 1 else ""


def _beside(exercise: str, findings: Findings) -> dict[str, tuple[Told, ...]]:
    found: dict[str, list[Told]] = {place: [] for place in ("progress_when", "easier_when", "stop_when")}
    for rule, tell in findings.beside:
        if tell.exercises and exercise in tell.exercises and tell.box in _BESIDE:
            told = Told(
                rule=rule.id, kind=tell.kind, box=tell.box, patient=tell.patient, clinician=tell.clinician
            )
            found[_BESIDE[tell.box]].append(told)
    return {place: tuple(tolds) for place, tolds in found.items()}


def _fitted(items: list[Item], choice: Choice, patient: Patient) -> list[Item]:
    """Drop the last chosen until the rest fits the minutes the patient has; one always stays."""
    used = patient.facts["minutes_per_day"].used if "minutes_per_day" in patient.facts else None
    kept = list(items)
    if used is None:
        return kept
    while len(kept) > 1 and sum(item.minutes for item in kept) > used.value:  # type: ignore[operator]
        gone = kept.pop()
        reason = f"does not fit into {used.value} minutes a day"
        rules = tuple(reason.rule for reason in gone.because)
        choice.dropped += [Dropped(id=gone.id, purpose=purpose, reason=reason, rules=rules)
                           for purpose in gone.purposes]  # fmt: skip
    return kept
