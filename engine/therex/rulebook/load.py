"""A folder of YAML becomes one rulebook; parsed once, then kept by the digest of its bytes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import platformdirs

from therex import __version__
from therex.errors import InputError, Place, nearest
from therex.facts.document import Mapping, plain, read_document
from therex.rulebook.exercises import build_exercises
from therex.rulebook.files import Problems, RawRulebook, read_raw, rule_files
from therex.rulebook.model import Rule, Rulebook, Topic
from therex.rulebook.order import in_order_of_use
from therex.rulebook.rules import Names, build_topic
from therex.rulebook.vocabularies import (
    build_calculations,
    build_facts,
    build_settings,
    build_small,
    build_sources,
    setting_measures,
)

#: Facts and settings that the plan itself reads.
PLAN_FACTS = frozenset({"minutes_per_day"})
PLAN_SETTINGS = ("exercise_cap", "seconds_per_repetition", "rest_between_sets")


def load_rulebook(folder: Path, clinic: Path | None = None, *, cache: bool = True) -> Rulebook:
    """Return the rulebook in `folder`.

    Args:
        folder: where the YAML files are.
        clinic: a clinic's own settings, a YAML file of names and numbers.
        cache: keep the parsed rulebook in the user's cache folder, and take it from there.

    Raises:
        RulebookError: a file is wrong; it names every problem.
        InputError: `clinic` is wrong, or `folder` holds no rules.

    """
    kept = _cache_file(folder, clinic) if cache else None
    if kept is not None and (rulebook := _unpickled(kept)) is not None:
        return rulebook
    rulebook = _compile(folder, clinic)
    if kept is not None:
        _pickle(rulebook, kept)
    return rulebook


def _compile(folder: Path, clinic: Path | None) -> Rulebook:
    problems = Problems()
    raw = read_raw(folder, problems)
    chosen = _chosen_settings(clinic, raw)
    facts = build_facts(raw, "facts", problems)
    attributes = build_facts(raw, "attributes", problems)
    sources = build_sources(raw, problems)
    settings = build_settings(raw, sources, chosen, problems)
    purposes, dose_parts, limits, equipment = build_small(raw, problems)
    problems.raise_if_any()
    calculations = build_calculations(raw, facts, sources, problems)
    exercises = build_exercises(raw, attributes, dose_parts, problems)
    measures = setting_measures(settings)
    names = Names(facts, attributes, measures, purposes, dose_parts, limits, exercises, sources)
    topics, rules = _topics(raw, names, problems)
    problems.raise_if_any()
    return Rulebook(
        digest=raw.digest(chosen),
        facts=facts,
        attributes=attributes,
        purposes=purposes,
        dose_parts=dose_parts,
        limits=limits,
        equipment={name: item.label for name, item in equipment.items()},
        household=frozenset(name for name, item in equipment.items() if item.household),
        settings=settings,
        sources=sources,
        calculations=calculations,
        topics=topics,
        rules=in_order_of_use(rules),
        exercises=exercises,
        other_sources=frozenset(_mentioned(raw, ("norms", "calculations"), sources)),
        used_settings=frozenset({*_mentioned(raw, ("topics",), settings), *PLAN_SETTINGS}),
        places={f"{section} {name}": place for (section, name), place in sorted(raw.places.items())},
    )


def _mentioned(raw: RawRulebook, sections: tuple[str, ...], names: Iterable[str]) -> Iterator[str]:
    """Yield those of `names` that the text of the sections holds."""
    nodes = [raw.topics if section == "topics" else raw.sections[section] for section in sections]
    text = repr([[plain(node) for node in group.values()] for group in nodes])
    words = set(re.findall(r"[a-z0-9_]+", text))
    yield from (name for name in names if name in words)


def _topics(raw: RawRulebook, names: Names, problems: Problems) -> tuple[dict[str, Topic], dict[str, Rule]]:
    topics: dict[str, Topic] = {}
    rules: dict[str, Rule] = {}
    for topic_id, node in sorted(raw.topics.items()):
        built = build_topic(topic_id, node, names, problems)
        if built is None:
            continue
        topics[topic_id] = built[0]
        for rule in built[1]:
            if rule.id in rules:
                where = f"it once (first at {rules[rule.id].place})"
                problems.found.append(InputError(f'rule "{rule.id}" is defined twice', rule.place, where))
            rules[rule.id] = rule
    return topics, dict(sorted(rules.items()))


def _chosen_settings(clinic: Path | None, raw: RawRulebook) -> dict[str, Decimal]:
    if clinic is None:
        return {}
    document = read_document(clinic)
    if not isinstance(document, Mapping):
        raise InputError("not a mapping", document.place, "names of settings with numbers")
    for name, node in document.entries.items():
        if name not in raw.sections["settings"]:
            hint = nearest(name, raw.sections["settings"]) or "a setting of the rulebook"
            raise InputError(f'unknown setting "{name}"', document.keys[name], hint)
        if not isinstance(plain(node), Decimal):
            raise InputError(f'setting "{name}" is not a number', node.place, "a number")
        _check_bounds(name, plain(node), raw, node.place)
    return dict(plain(document))


def _check_bounds(name: str, value: Decimal, raw: RawRulebook, place: Place) -> None:
    bounds = plain(raw.sections["settings"][name]).get("bounds")
    if isinstance(bounds, list) and not bounds[0] <= value <= bounds[1]:
        raise InputError(f'setting "{name}" is {value}', place, f"a value from {bounds[0]} to {bounds[1]}")


def _cache_file(folder: Path, clinic: Path | None) -> Path | None:
    """Return where this rulebook is kept: by its bytes, this engine, Python and the libraries it pickles."""
    digest = hashlib.sha256()
    made_with = (__version__, sys.version, version("pydantic"), version("lark"), version("ucumvert"))
    digest.update(repr((made_with, str(folder.resolve()))).encode())
    sources = sorted(Path(__file__).parent.parent.glob("*/*.py"))
    files = [*rule_files(folder), *([clinic] if clinic else [])]
    try:
        for path in files:
            digest.update(path.relative_to(folder).as_posix().encode() if path != clinic else b"clinic")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        for path in sources:
            digest.update(str(path.stat().st_mtime_ns).encode())
        cache = Path(platformdirs.user_cache_dir("therex", appauthor=False))
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = cache.stat().st_uid == os.getuid() and not cache.stat().st_mode & 0o022
    except OSError:
        return None
    return cache / f"rulebook-{digest.hexdigest()[:32]}.pickle" if private else None


def _unpickled(path: Path) -> Rulebook | None:
    """Return the kept rulebook, or None if there is none that can be read."""
    try:
        kept = pickle.loads(path.read_bytes())  # noqa: S301 - our own file in a folder only the user writes to
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache, the rules are parsed again
        return None
    return kept if isinstance(kept, Rulebook) else None


def _pickle(rulebook: Rulebook, path: Path) -> None:
    """Keep the rulebook; written beside and moved, so that no reader ever sees a part of it."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(rulebook, stream, protocol=pickle.HIGHEST_PROTOCOL)
        Path(name).replace(path)
