"""Condition coverage: a comparison is covered when cases show that it decides something by itself."""

from __future__ import annotations

from pathlib import Path

from tests.check.small import FACTS, gaps, measured
from tests.patients import rule

HOLD = "{act: hold, do: Wait.}"
BOTH = [rule("ill", "cough and fever", HOLD)]
ILL = "facts: {cough: yes, fever: yes} -> {ill: yes}"
NO_FEVER = "facts: {cough: yes, fever: no} -> {ill: no}"
NO_COUGH = "facts: {cough: no, fever: yes} -> {ill: no}"


def test_comparisons_that_each_decide_a_case_alone_are_covered(tmp_path: Path) -> None:
    report = measured(tmp_path, BOTH, ILL, NO_FEVER, NO_COUGH)
    assert gaps(report) == []
    assert report.coverage
    assert report.coverage.full
    assert report.coverage.comparisons == 2


def test_a_comparison_that_no_case_turns_is_reported_with_the_case_it_lacks(tmp_path: Path) -> None:
    (gap,) = gaps(measured(tmp_path, BOTH, ILL, NO_FEVER))
    assert gap == (
        '"ill": nothing shows what "with a cough" decides; '
        'expected a case where "without a cough" while with a fever'
    )


def test_a_comparison_that_another_masks_is_not_covered(tmp_path: Path) -> None:
    neither = "facts: {cough: no, fever: no} -> {ill: no}"
    assert len(gaps(measured(tmp_path, BOTH, ILL, neither))) == 2


def test_a_case_that_does_not_name_the_rule_is_no_evidence(tmp_path: Path) -> None:
    rules = [*BOTH, rule("other", "faint", HOLD)]
    unnamed = NO_COUGH.replace("{ill: no}", "{other: unknown}")
    assert any('"with a cough"' in gap for gap in gaps(measured(tmp_path, rules, ILL, NO_FEVER, unnamed)))


def test_a_comparison_that_is_written_twice_is_asked_for_twice(tmp_path: Path) -> None:
    rules = [rule("ill", "(cough and fever) or (cough and faint)", HOLD)]
    only_fever = "facts: {cough: yes, fever: yes, faint: no} -> {ill: yes}"
    missing = gaps(measured(tmp_path, rules, only_fever))
    assert sum('"with a cough"' in gap for gap in missing) == 2


def test_what_a_comparison_implies_need_not_be_shown_to_fail(tmp_path: Path) -> None:
    rules = [rule("hurt", "pain > 5 and pain > 3", HOLD)]
    cases = ["facts: {pain: 6} -> {hurt: yes}", "facts: {pain: 4} -> {hurt: no}"]
    assert gaps(measured(tmp_path, rules, *cases)) == []
    assert gaps(measured(tmp_path / "or", [rule("hurt", "pain > 5 or pain > 3", HOLD)], *cases[:0],
                         "facts: {pain: 6} -> {hurt: yes}", "facts: {pain: 1} -> {hurt: no}"))  # fmt: skip


def test_what_a_derived_flag_implies_need_not_be_shown_to_fail(tmp_path: Path) -> None:
    rules = [rule("is-frail", "heart and faint", "{derive: frail}"), rule("wait", "heart and frail", HOLD)]
    sick = "conditions: [heart], facts: {faint: yes} -> {is-frail: yes, wait: yes}"
    calm = "conditions: [heart], facts: {faint: no} -> {is-frail: no, wait: no}"
    well = "facts: {faint: yes} -> {is-frail: no, wait: no}"
    assert gaps(measured(tmp_path, rules, sick, calm, well)) == []


def test_a_branch_is_asked_for_its_own_comparisons_only(tmp_path: Path) -> None:
    choose = """{derive: risk, choose: [{value: high, when: falls >= 2},
        {value: some, when: falls >= 1 or faint}, {value: low, when: always}]}"""
    risk = rule("risk-of-falls", "X", choose).replace("    when: X\n", "")
    cases = [
        "facts: {falls: 2, faint: no} -> {risk-of-falls: {derive: high}}",
        "facts: {falls: 1, faint: no} -> {risk-of-falls: {derive: some}}",
        "facts: {falls: 0, faint: no} -> {risk-of-falls: {derive: low}}",
    ]
    report = measured(tmp_path, [risk], *cases)
    assert report.coverage
    assert report.coverage.comparisons == 3
    (gap,) = gaps(report)
    assert gap.startswith('"risk-of-falls", some: nothing shows what "with a faint" decides')


def test_softening_is_shown_by_patients_of_whom_the_rule_is_unknown(tmp_path: Path) -> None:
    soft = "if_unknown: {withhold_if: heart}\n    if_unknown_reason: It is asked."
    rules = [rule("feverish", "fever", HOLD, more=soft)]
    known = [
        "conditions: [heart], facts: {fever: yes} -> {feverish: yes}",
        "facts: {fever: no} -> {feverish: no}",
    ]
    (gap,) = gaps(measured(tmp_path, rules, *known))
    assert gap.startswith('"feverish", withhold_if: nothing shows what "with heart disease" decides')
    unknown = ["conditions: [heart], facts: {} -> {feverish: unknown}", "facts: {} -> {feverish: unknown}"]
    assert gaps(measured(tmp_path, rules, *known, *unknown)) == []


def test_a_comparison_that_selects_no_exercise_is_dead(tmp_path: Path) -> None:
    live = rule(
        "gentle", "faint", "{avoid: balance >= 1 and impact >= 1}", "{limit: sets, to: 1, where: impact = 2}"
    )
    dead = rule("soft", "faint", '{advise: Go easy., where: "impact >= 1 and position = standing"}')
    found = gaps(measured(tmp_path, [live, dead], "facts: {faint: yes} -> {gentle: yes, soft: yes}",
                          "facts: {faint: no} -> {gentle: no, soft: no}"))  # fmt: skip
    assert all(", where: nothing shows what" in gap and "an exercise where" in gap for gap in found)
    assert {gap.split('"')[1] for gap in found} == {"gentle", "soft"}
    assert not any(
        "impact" in gap.split(" decides")[0] and "is 2" in gap.split(" decides")[0] for gap in found
    )


def test_a_rule_that_never_fires_is_counted(tmp_path: Path) -> None:
    report = measured(tmp_path, BOTH, NO_FEVER, NO_COUGH)
    assert report.coverage
    assert (report.coverage.rules, report.coverage.fired) == (1, 0)
    assert not report.coverage.full


def test_a_case_that_fails_covers_nothing(tmp_path: Path) -> None:
    report = measured(tmp_path, BOTH, ILL, NO_FEVER, NO_COUGH.replace("ill: no", "ill: yes"))
    assert report.coverage
    assert len(report.coverage.gaps) == 1


#: Rules that fail closed, with what a case may leave unknown in them.
_ASKED = {
    "cough": True,
    "heart": False,
    "cleared": False,
    "heart and not cleared": False,
    "heart and cough": True,
}


def test_only_rules_that_read_what_can_be_unknown_are_asked_for_it(tmp_path: Path) -> None:
    for number, (when, is_asked) in enumerate(_ASKED.items()):
        report = measured(
            tmp_path / str(number), [rule("one", when, HOLD)], "facts: {cough: no} -> {one: no}"
        )
        asked = any("with a fact unknown" in str(finding) for finding in report.uncovered)
        assert asked == is_asked, when


def test_a_flag_derived_from_closed_lists_cannot_be_unknown(tmp_path: Path) -> None:
    rules = [rule("is-frail", "heart", "{derive: frail}"), rule("wait", "frail", HOLD)]
    report = measured(tmp_path, rules, "facts: {} -> {is-frail: no, wait: no}")
    assert not any("with a fact unknown" in str(finding) for finding in report.uncovered)
    open_rules = [rule("is-frail", "cough", "{derive: frail}"), rules[1]]
    report = measured(
        tmp_path / "open", open_rules, "facts: {cough: no} -> {is-frail: no, wait: no}", more=FACTS
    )
    assert any("with a fact unknown" in str(finding) for finding in report.uncovered)
