"""The pages that compare plans and rules, in a browser: WCAG 2.2 AA, and nothing wider than the window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.explain.small import PATIENT, explaining, rulebook
from tests.pages.browser import shown, violations
from tests.tools import CHROMIUM, needs
from therex.explain.audit_page import audit_page
from therex.explain.compare import compare
from therex.explain.compare_page import Compared, ComparisonPage, Count, Record
from therex.explain.compare_parts import Side
from therex.explain.rulebook_diff import rulebook_diff
from therex.explain.rulebook_diff_text import summary_of

#: An id that a person typed, as long as a line and without a place to break it.
LONG = "x" * 300


def plans() -> str:
    """Return two plans side by side, with everything that the page may show."""
    with explaining(PATIENT.replace("patient: {", f"patient: {{name: علي, id: {LONG}, ")) as explainer:
        before = Side(explainer.decision, explainer.rulebook)
    with explaining(PATIENT.replace("164", "150").replace("chest_pain: no", "chest_pain: yes")) as explainer:
        after = Side(explainer.decision, explainer.rulebook)
    pair = Compared("Record 1", before, after, compare(before, after))
    records = [Record(1, "2026-11-20", LONG, "dose"), Record(2, "2026-11-20", "", "action")]
    return ComparisonPage(
        "Plans", ["Introduced."], ("before", "after"), [pair], [Count("dose", 1)], records
    ).html()


def rules() -> str:
    """Return the page of two rulebooks that differ in a rule each way to differ."""
    old = rulebook().rules
    changed = replace(old["bp-raised"], summary="Raised pressure", evidence=())
    after = replace(
        rulebook(), rules={**old, "bp-raised": changed, LONG: replace(old["knee-balance"], id=LONG)}
    )
    groups = rulebook_diff(rulebook(), after)
    return audit_page("diff.html.j2", groups=groups, books=(rulebook(), after), summary=summary_of(groups))


@pytest.mark.parametrize("page", [plans, rules], ids=["plans", "rules"])
@needs(CHROMIUM)
def test_a_page_keeps_wcag_2_2_aa_and_fits_a_narrow_window(page: object) -> None:
    assert callable(page)
    with shown(page(), width=640) as opened:
        assert violations(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("page", [plans, rules], ids=["plans", "rules"])
def test_the_same_content_gives_the_same_page(page: object) -> None:
    assert callable(page)
    assert page() == page()
