"""From a patient and a rulebook to the decision."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from therex import __version__
from therex.facts.model import Patient
from therex.facts.overrides import StatedOverride
from therex.inference.session import Judged, Session
from therex.plan.act import action_of
from therex.plan.choose import Choice, choose
from therex.plan.decision import Barred, Decision, Dropped, Item, Manual, MatchedFact, Told, Withheld
from therex.plan.findings import Findings, find
from therex.plan.fit import Fit
from therex.plan.items import items_of
from therex.plan.limits import bounds_of, in_force
from therex.plan.overrides import overrides_of
from therex.plan.progress import Running, progressions
from therex.plan.questions import questions_of, would_be_known
from therex.plan.record import firings_of, matched_facts
from therex.rulebook.model import Rulebook, Tell


def decide(session: Session, patient: Patient) -> Decision:
    """Return the decision on one patient.

    Raises:
        EvaluatorsDisagreeError: the two evaluators differ; no decision is made.

    """
    judged = session.judge_patient(patient.facts)

    def decided(overrides: tuple[StatedOverride, ...]) -> Decision:
        return _decided(session, replace(patient, overrides=overrides), judged)

    decision = decided(patient.overrides)
    if not patient.overrides:
        return decision
    record = overrides_of(decision, patient.overrides, judged, session.rulebook, decided)
    return decision.model_copy(update={"overrides": record})


def _decided(session: Session, patient: Patient, judged: Judged) -> Decision:
    rulebook = session.rulebook
    findings = find(judged, rulebook, patient.overrides)
    action = action_of(findings)
    fit = Fit(findings, patient, frozenset())
    running = progressions(session, judged, patient, fit)
    fit = Fit(findings, patient, frozenset(name for name, run in running.items() if run.needs_review))
    choice = choose(findings, fit, {name: run.exercise for name, run in running.items()})
    bounds = bounds_of(findings)
    items = items_of(choice, findings, bounds, running, patient) if action.exercise_today else ()
    asked = questions_of(findings, choice.wanted)
    facts = matched_facts(judged.facts)
    return Decision(
        id=_identity(facts, patient, rulebook),
        engine=__version__,
        rulebook=rulebook.digest,
        patient=patient.head.id,
        name=patient.head.name,
        assessed_on=patient.head.assessed_on,
        assessed_by=patient.head.assessed_by,
        clinic=patient.head.clinic,
        phone=patient.head.phone,
        review_on=patient.head.review_on,
        conditions=patient.conditions,
        action=action,
        exercises=items,
        progressions=tuple(run.progression for run in running.values()),
        barred=_barred(findings, choice),
        withheld=_withheld(findings, choice),
        dropped=_dropped(choice, running, rulebook, items),
        questions=asked,
        would_be_known=would_be_known(findings, asked),
        told=_told(findings),
        limits=in_force(bounds, findings),
        equipment=_equipment(items, rulebook),
        firings=firings_of(findings),
        facts=facts,
        conflicts=tuple(sorted(name for name, fact in judged.facts.items() if fact.conflicting)),
        manual_techniques=tuple(
            Manual(technique=done.technique, label=done.label, where=done.where, minutes=done.minutes)
            for done in patient.manual
        ),
    )


def _identity(facts: tuple[MatchedFact, ...], patient: Patient, rulebook: Rulebook) -> str:
    """Return a digest that is the same for the same facts, log, overrides, rules and engine, in any order."""
    stated = [(fact.name, fact.value, fact.on, fact.by) for fact in facts]
    logs = [(log.exercise, log.sessions, sorted(log.prescribed.items())) for log in patient.logs]
    things = (sorted(patient.equipment), sorted(patient.missing_equipment))
    done = (patient.manual, *patient.overrides)
    whole = (__version__, rulebook.digest, patient.head, stated, logs, things, *done)
    return hashlib.sha256(repr(whole).encode()).hexdigest()[:16]


def _barred(findings: Findings, choice: Choice) -> tuple[Barred, ...]:
    exercises = findings.rulebook.exercises
    return tuple(
        Barred(
            id=name,
            code=exercises[name].code,
            name=exercises[name].name,
            rules=rules,
            wanted=name in choice.wanted,
            instead=choice.instead.get(name, ""),
        )
        for name, rules in findings.barred.items()
    )


def _withheld(findings: Findings, choice: Choice) -> tuple[Withheld, ...]:
    exercises, rules_by_id = findings.rulebook.exercises, findings.rulebook.rules
    return tuple(
        Withheld(
            id=name,
            code=exercises[name].code,
            name=exercises[name].name,
            rules=rules,
            facts=tuple(sorted({fact for rule in rules for fact in findings.missing(rules_by_id[rule])})),
            wanted=name in choice.wanted,
        )
        for name, rules in findings.withheld.items()
    )


def _dropped(
    choice: Choice, running: dict[str, Running], rulebook: Rulebook, items: tuple[Item, ...]
) -> tuple[Dropped, ...]:
    """Return what was wanted or running and is not in the plan."""
    found = list(choice.dropped)
    kept = {item.id for item in items}
    for name, run in running.items():
        if run.exercise not in kept and items:
            reason = "a therapist must review it first" if run.needs_review else "no rule asks for it now"
            rules = tuple(reason.rule for reason in run.progression.reasons if reason.rule)
            purpose = rulebook.exercises[name].purposes[0]
            found.append(Dropped(id=name, purpose=purpose, reason=reason, rules=rules))
    return tuple(sorted(found, key=lambda dropped: (dropped.purpose, dropped.id)))


def _told(findings: Findings) -> tuple[Told, ...]:
    told = [
        Told(rule=rule.id, kind=tell.kind, box=tell.box, patient=tell.patient, clinician=tell.clinician)
        for rule, tell in findings.outcomes(Tell)
        if tell.exercises is None
    ]
    return tuple(sorted(told, key=lambda one: (one.kind, one.box, one.rule, one.patient)))


def _equipment(items: tuple[Item, ...], rulebook: Rulebook) -> tuple[str, ...]:
    needed = {thing for item in items for thing in rulebook.exercises[item.id].equipment}
    return tuple(rulebook.equipment[thing] for thing in sorted(needed))
