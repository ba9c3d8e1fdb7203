"""Recorded decisions made again: identical, or what differs and why; what cannot be replayed says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.audit.support import RULES, made
from tests.patients import exercise, rule, small, wish
from therex import __version__
from therex.audit.entry import Entry, Made
from therex.audit.erase import erase
from therex.audit.impact import MOST_EXAMPLES, Impact, impact
from therex.audit.ledger import Ledger, open_ledger
from therex.audit.replay import Replayed, Replayer, made_with
from therex.audit.replay_rules import ReplayRules
from therex.explain.compare import Turned

WRITTEN = Path(__file__).parent / "ledgers"


@pytest.fixture
def ledger(file: Path) -> Iterator[Ledger]:
    """Return an empty ledger."""
    with open_ledger(f"sqlite:///{file}", create=True) as opened:
        yield opened


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """Return rules that, against those of the records, no longer ask for one exercise and tell of a cough."""
    folder = tmp_path / "others"
    folder.mkdir()
    rules = [rule("wish", "heart or not heart", wish("push")), *RULES[1:]]
    with small(folder, rules, [exercise("lift"), exercise("push", leg_load="both")]):
        return folder


def replayed(ledger: Ledger, entry: Entry, rules: Path | None = None) -> Replayed:
    with ReplayRules(ledger, rules) as which:
        found = Replayer(ledger, which).replay(entry)
    assert found is not None
    return found


def of_all(ledger: Ledger, rules: Path | None = None) -> Impact:
    with ReplayRules(ledger, rules) as which:
        return impact(Replayer(ledger, which), ledger.entries())


def altered(**values: object) -> Made:
    """Return a handout whose recorded decision is not what the rules decide."""
    right = made()
    return replace(right, decision=right.decision.model_copy(update=values))


@pytest.mark.parametrize("file", sorted(WRITTEN.glob("*.sqlite")), ids=lambda file: file.stem)
def test_a_ledger_that_an_earlier_version_wrote_is_replayed_identically(file: Path, tmp_path: Path) -> None:
    copy = shutil.copy(file, tmp_path / "ledger.sqlite")
    with open_ledger(f"sqlite:///{copy}") as ledger:
        found = of_all(ledger)
    assert [(one.entry.number, one.kinds, one.wrong) for one in found.differing] == []
    assert (found.replayed, found.erased) == (5, [5])


def test_a_record_is_replayed_identically_on_either_database(address: str) -> None:
    with open_ledger(address, create=True) as ledger:
        found = replayed(ledger, ledger.record(made(signs="[cough]")))
    assert found.identical
    assert found.kinds == ()


def test_a_record_that_differs_says_in_what(ledger: Ledger) -> None:
    entry = ledger.record(altered(exercises=()))
    found = replayed(ledger, entry)
    assert not found.identical
    assert found.kinds == ("exercise gained",)
    assert found.after is not None
    assert found.after.decision == made().decision


def test_other_rules_make_another_decision_of_the_same_facts(ledger: Ledger, others: Path) -> None:
    found = replayed(ledger, ledger.record(made()), others)
    assert found.comparison is not None
    assert found.kinds[0] in {"exercise lost", "exercise gained"}
    assert found.before is not None
    assert found.before.decision.rulebook == made().decision.rulebook


def test_rules_that_decide_the_same_are_identical_whatever_their_digest(
    ledger: Ledger, tmp_path: Path
) -> None:
    entry = ledger.record(made())
    folder = tmp_path / "more"
    folder.mkdir()
    more = [*RULES, rule("never-here", "fever and cough and faint", "{act: hold, do: Wait.}")]
    with small(folder, more, [exercise("lift"), exercise("push", leg_load="both")]) as session:
        assert session.rulebook.digest != entry.rulebook
    assert replayed(ledger, entry, folder).identical


def test_other_rules_are_applied_under_the_settings_of_the_recorded_clinic(
    tmp_path: Path,
) -> None:
    copy = shutil.copy(WRITTEN / "first.sqlite", tmp_path / "ledger.sqlite")
    with open_ledger(f"sqlite:///{copy}") as ledger, ReplayRules(ledger) as own:
        entry = ledger.entry(6)
        own.recorded(entry.rulebook)
        folder = tmp_path / "same"
        folder.mkdir()
        rules = ledger.unpack_rulebook(entry.rulebook, folder).rules
        assert replayed(ledger, entry, rules).identical
        with ReplayRules(ledger, rules) as which:
            assert which.applied(entry.rulebook).rulebook.digest == entry.rulebook
            assert which.applied(ledger.entry(1).rulebook).rulebook.digest == ledger.entry(1).rulebook


def test_an_erased_record_cannot_be_replayed(ledger: Ledger) -> None:
    entry = ledger.record(made("ben"))
    erase(ledger, "ben", "asked for", "kim")
    with ReplayRules(ledger) as which:
        assert Replayer(ledger, which).replay(entry) is None


def test_a_file_that_the_rules_no_longer_read_cannot_be_replayed(ledger: Ledger) -> None:
    entry = ledger.record(
        replace(made(), patient_file=b"assessment: {date: 2026-03-15}\nfacts: {gone: yes}\n")
    )
    found = replayed(ledger, entry)
    assert (found.identical, found.kinds) == (False, ("cannot be replayed",))
    assert 'unknown fact "gone"' in found.wrong


def test_a_decision_of_another_form_cannot_be_compared(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = made().decision.model_dump_json().replace('"firings":', '"fired":')
    monkeypatch.setattr("therex.audit.ledger.decision_json", lambda _: recorded.encode())
    found = replayed(ledger, ledger.record(made()))
    assert found.wrong == 'its decision is of another form: "firings" field required'


def test_a_decision_recorded_before_a_field_was_added_is_identical(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field that has a value when nothing is said, as every field that is added must have."""
    before = made().decision.model_dump_json(exclude={"overrides", "manual_techniques"})
    monkeypatch.setattr("therex.audit.ledger.decision_json", lambda _: before.encode())
    assert replayed(ledger, ledger.record(made())).identical


def test_other_versions_than_those_recorded_are_named(ledger: Ledger) -> None:
    entry = ledger.record(made())
    assert list(made_with(entry)) == []
    older = replace(entry, engine="0.0.9", libraries=(*entry.libraries[1:], ("gone", "1")))
    missing = entry.libraries[0][0]
    assert list(made_with(older)) == [
        f"therex was 0.0.9 and is {__version__}",
        *sorted([f"{missing} was not recorded and is {entry.libraries[0][1]}", "gone was 1 and is not used"]),
    ]


def test_the_impact_counts_records_patients_kinds_and_rules(ledger: Ledger, others: Path) -> None:
    for name in ("anna", "anna", "ben"):
        ledger.record(made(name))
    ledger.record(made("cleo", signs="[fever]"))  # no exercise today, under both rules
    erase(ledger, "ben", "asked for", "kim")
    found = of_all(ledger, others)
    assert (found.replayed, found.erased) == (3, [3])
    assert [one.entry.number for one in found.differing] == [1, 2]
    assert found.patients == 1
    assert set(found.kinds.values()) == {2}
    assert [one.entry.number for one in found.examples] == [1]


def test_progress_is_told_for_each_decision(ledger: Ledger) -> None:
    for name in ("anna", "ben"):
        ledger.record(made(name))
    erase(ledger, "ben", "asked for", "kim")
    told: list[tuple[int, int]] = []
    with ReplayRules(ledger) as which:
        impact(Replayer(ledger, which), ledger.entries(), lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_of_many_ways_to_differ_a_page_full_is_kept(ledger: Ledger) -> None:
    entry = ledger.record(altered(exercises=()))
    found, once = Impact(), replayed(ledger, entry)
    assert once.comparison is not None
    for number in range(MOST_EXAMPLES + 5):
        turned = Turned(f"rule-{number}", "", "fires", "does not fire", ())
        found.add(replace(once, comparison=replace(once.comparison, turned=(turned,))))
    assert len(found.examples) == MOST_EXAMPLES
    assert len(found.differing) == MOST_EXAMPLES + 5


def test_more_rulebooks_than_are_kept_ready_are_opened_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, others: Path
) -> None:
    monkeypatch.setattr("therex.audit.replay_rules._MOST", 1)
    ledger.record(made())
    ledger.record(made("ben"))
    found = of_all(ledger, others)
    assert len(found.differing) == 2
