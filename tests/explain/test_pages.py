"""The reference pages made of a small rulebook."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.explain.small import RULES, rulebook
from therex.check.cases import read_cases
from therex.explain.outline import Point
from therex.explain.pages import reference_pages
from therex.explain.pages_markdown import bullets, escaped, rule_page
from therex.rulebook.coverage import Coverage, read_coverage

STATEMENTS = """\
sections:
  - id: a1
    title: Pressure
    statements:
      - {id: a1-high, says: "From 160 | no straining.", status: verified, rules: [bp-no-straining, bp-raised]}
      - {id: a1-form, says: The form is licensed., status: recall, left_out: no rule}
"""


@cache
def coverage() -> Coverage | None:
    with TemporaryDirectory() as name:
        Path(name, "coverage.yaml").write_text(STATEMENTS, encoding="utf-8")
        return read_coverage(Path(name))


def pages(statements: Coverage | None = None) -> dict[str, str]:
    cases, _ = read_cases(RULES, rulebook())
    return reference_pages(rulebook(), cases, statements)


def test_each_topic_has_a_page_by_its_path_with_dashes() -> None:
    assert list(pages()) == [
        "rules/README.md",
        "rules/conditions-knee-osteoarthritis.md",
        "rules/conditions-stroke.md",
        "rules/precautions-pressure.md",
        "rules/progression-repetitions.md",
        "figures.html",
    ]
    assert rule_page("conditions/low_back_pain") == "conditions-low-back-pain.md"


def test_a_rule_stands_with_condition_outcomes_evidence_and_a_table_of_its_cases() -> None:
    text = pages()["rules/precautions-pressure.md"]
    start = text.index("## bp-no-straining\n")
    rule = text[start : text.index("\n## ", start + 1)]
    assert "**No straining with a raised blood pressure**" in rule
    assert "- **when**: " in rule
    assert "  - as written: `hypertension_avoid in flags`" in rule.replace("    - as", "  - as")
    assert "- **while the facts do not decide it**" in rule
    assert "  - [verified] The Guide, 3rd edition, p. 8, doi 10.1000/guide" in rule
    assert (
        "| case | expected |\n| --- | --- |\n| a pressure of exactly 160 bars straining | fires with" in rule
    )
    assert "Carries out" not in rule


def test_a_rule_names_the_statements_it_carries_out() -> None:
    text = pages(coverage())["rules/precautions-pressure.md"]
    assert "- [a1-high](../coverage.md#a1-high): From 160 \\| no straining." in text


def test_the_index_counts_rules_cases_and_evidence() -> None:
    index = pages()["rules/README.md"]
    assert "| verified | " in index
    assert "## Precautions\n" in index
    rules = len(rulebook().topics["precautions/pressure"].rules)
    assert f"(precautions-pressure.md) | {rules} | 3 | " in index


def test_statements_lead_to_rules_rules_to_statements_and_what_is_left_out_stands_first() -> None:
    page = pages(coverage())["coverage.md"]
    assert "2 statements; 1 of them no rule carries out." in page
    left_out, forth, back = (page.index(f"## {title}") for title in (
        "What no rule carries out", "From statement to rule", "From rule to statement"))  # fmt: skip
    assert "| [a1-form](#a1-form) | The form is licensed. | recall | no rule |" in page[left_out:forth]
    assert "[bp-no-straining](rules/precautions-pressure.md#bp-no-straining), [bp-raised]" in page[forth:back]
    assert "#bp-raised) | [a1-high](#a1-high) |" in page[back:]


def test_no_sign_of_a_sentence_is_taken_for_markdown() -> None:
    assert escaped("a*b | c<d") == "a\\*b \\| c\\<d"
    found = bullets([Point("when: a<b", (Point("as written: a < b"), Point("c*d")))])
    assert found == "- **when**: a\\<b\n  - as written: `a < b`\n  - c\\*d"
