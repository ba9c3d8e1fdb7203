"""The JSON Schema of a patient file: its shape from the model, its names from the rulebook.

Editors complete and check a file by it. It is a little more lenient than the reader (it does not
convert units to see what is plausible), never stricter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from therex.explain.answers import answers_to, question_of
from therex.facts.patient_file import PatientFileEntry
from therex.facts.units import ALIASES, is_dimensionless
from therex.facts.vocabulary import Definition, Kind
from therex.rulebook.model import Rulebook
from therex.rulebook.override import why_not

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
#: Plain yes and no are true and false to other readers of YAML, and words to some.
_YES_NO: Schema = {"enum": [True, False, "yes", "no", "true", "false"]}
_UNKNOWN: Schema = {"const": "unknown", "description": "asked, and not known"}
_NUMBER = r"[-+]?\d+(\.\d+)?"
_RENAMED = {"ge": "minimum", "le": "maximum"}
_SYNTAX = frozenset(r"\^$.*+?()[]{}|")


def patient_schema(rulebook: Rulebook) -> Schema:
    """Return the schema of patient files that are read with this rulebook."""
    schema: Schema = _adapted(PatientFileEntry.model_json_schema())
    facts = {name: fact for name, fact in rulebook.facts.items() if _is_statable(fact)}
    parts, entries = schema["properties"], schema["$defs"]
    parts["therex"] = {"enum": ["1", 1]}
    for which in ("conditions", "medications"):
        members = (fact for fact in rulebook.facts.values() if fact.closed_list == which)
        parts[which] = _nullable({"type": "array", "items": _labelled({m.name: m.label for m in members})})
    parts["screens"] = {"type": "object", "properties": _screens(rulebook), "additionalProperties": False}
    parts["facts"] = {
        "type": "object",
        "properties": {name: _fact(fact) for name, fact in facts.items()},
        "additionalProperties": False,
    }
    things = {"type": "array", "items": _labelled(rulebook.equipment)}
    entries["HomeEntry"]["properties"] = {"equipment": things, "missing": things}
    exercises = {name: f"{one.code}: {one.name}" for name, one in rulebook.exercises.items()}
    log, session = entries["LogEntry"]["properties"], entries["SessionEntry"]["properties"]
    log["exercise"] = _labelled(exercises)
    log["dose"] |= {
        "propertyNames": {"enum": sorted(rulebook.dose_parts)},
        "additionalProperties": {"type": ["string", "number"]},
    }
    session["reps"] = {"anyOf": [session["reps"]["items"], session["reps"]]}
    session["effort"] |= {"examples": ["13 borg6_20", "4 cr10"]}
    session["load"] |= {"examples": ["2 kg", "5 [lb_av]"]}
    override = entries["OverrideEntry"]["properties"]
    override["rule"] = _labelled(_overridable(rulebook))
    override["exercise"] = _labelled(exercises)
    override |= {name: {"type": ["string", "number"], "pattern": r"\S"} for name in ("by", "reason")}
    for entry, name in (("PatientEntry", "id"), ("AssessmentEntry", "phone")):
        entries[entry]["properties"][name] = {"type": ["string", "number"]}
    definitions = entries | {_definition_of(fact): _statement(fact) for fact in facts.values()}
    return {"$schema": DIALECT, "title": "therex patient file", **schema, "$defs": definitions}


def _adapted(node: Any) -> Any:  # noqa: ANN401 - a tree of JSON
    """Return a schema of pydantic's with bounds in its own words, and every spelling of yes and no."""
    if isinstance(node, list):
        return [_adapted(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "boolean":
        return _YES_NO
    if node.get("format") == "date":
        return _DAY
    return {_RENAMED.get(key, key): _adapted(value) for key, value in node.items()
            if key != "default" and not (key == "title" and isinstance(value, str))}  # fmt: skip


def _is_statable(fact: Definition) -> bool:
    """Say whether a file may state a fact by its own name."""
    return fact.about == "patient" and not fact.derived and not fact.closed_list


def _screens(rulebook: Rulebook) -> Schema:
    screens: dict[str, dict[str, str]] = {}
    for name, fact in rulebook.facts.items():
        if fact.screen and fact.kind is Kind.FLAG:
            screens.setdefault(fact.screen, {})[name] = question_of(fact)
    none: Schema = {"const": "none", "description": "none of the list"}
    return {screen: {"anyOf": [none, {"type": "array", "items": _labelled(facts)}]}
            for screen, facts in sorted(screens.items())}  # fmt: skip


def _overridable(rulebook: Rulebook) -> dict[str, str]:
    """Return the rules that a therapist may set aside."""
    return {name: rule.summary for name, rule in sorted(rulebook.rules.items()) if not why_not(rule)}


def _fact(fact: Definition) -> Schema:
    """Return the schema of a fact: one statement, or a list of them."""
    one = {"$ref": f"#/$defs/{_definition_of(fact)}"}
    return {
        "title": fact.label,
        "description": f"{question_of(fact)} ({answers_to(fact)})",
        "anyOf": [one, {"type": "array", "items": one}],
    }


def _definition_of(fact: Definition) -> str:
    """Return the name of the schema of a statement; flags share one, and dates."""
    return str(fact.kind) if fact.kind in {Kind.FLAG, Kind.DATE} else f"fact.{fact.name}"


def _statement(fact: Definition) -> Schema:
    """Return the schema of one statement: the value alone, or the long form with date and author."""
    value: Schema = {"anyOf": [*_values(fact), _UNKNOWN]}
    parts: Schema = {"value": value, "on": _DAY, "by": {"type": "string"}}
    if fact.kind.is_number:
        bare: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_NUMBER}$"}]}
        parts["unit"] = {"enum": _spellings(fact)}
        parts["value"] = {"anyOf": [value, bare]}
    long = {"type": "object", "properties": parts, "required": ["value"], "additionalProperties": False}
    return {"anyOf": [value, long]}


def _values(fact: Definition) -> list[Schema]:
    match fact.kind:
        case Kind.FLAG:
            return [_YES_NO]
        case Kind.DATE:
            return [_DAY]
        case Kind.QUANTITY | Kind.COUNT:
            return _numbers(fact)
        case _:
            return [_labelled(fact.options)]


def _numbers(fact: Definition) -> list[Schema]:
    """Return the schemas of a number: bare where there is one unit only, and as text with its unit."""
    units = "|".join(map(_escaped, _spellings(fact)))
    several = len(fact.units) > 1
    text: Schema = {"type": "string", "pattern": rf"^{_NUMBER}\s*({units}){'' if several else '?'}$"}
    if several:
        return [text]
    bare: Schema = {"type": "integer" if fact.kind is Kind.COUNT else "number"}
    if fact.plausible:
        bare |= {"minimum": _plain(fact.plausible[0]), "maximum": _plain(fact.plausible[1])}
    return [bare, text]


def _plain(bound: Any) -> int | float:  # noqa: ANN401 - a Decimal, which JSON does not know
    return int(bound) if bound == int(bound) else float(bound)


def _spellings(fact: Definition) -> list[str]:
    """Return the units of a fact as a file may write them, the canonical one first."""
    units = list(fact.units or ("1",))
    if is_dimensionless(units[0]):
        units.append("1")
    return list(dict.fromkeys([*units, *(alias for alias, unit in ALIASES.items() if unit in units)]))


def _escaped(unit: str) -> str:
    return "".join(f"\\{sign}" if sign in _SYNTAX else sign for sign in unit)


def _labelled(names: dict[str, str]) -> Schema:
    """Return a choice of names, each with its label for editors to show."""
    return {"enum": _with_booleans(names), "enumDescriptions": list(names.values())}


def _with_booleans(names: Iterable[str]) -> list[str | bool]:
    """Return the names, and true and false for an option that other readers of YAML take for them."""
    listed = list(names)
    return [*listed, *(meant for word, meant in (("yes", True), ("no", False)) if word in listed)]


def _nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
