"""The pages of why of the example patients: every link leads somewhere, and they stay small to send."""

from __future__ import annotations

from pathlib import Path

import pytest

from therex.cli.common import deciding
from therex.explain.explainer import Explainer
from therex.explain.why_page import decision_page
from therex.review.page import read_page

EXAMPLES = sorted((Path(__file__).parents[2] / "examples/patients").glob("*.yaml"))
MOST_BYTES = 1_500_000


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_link_of_the_page_leads_to_one_place(file: Path) -> None:
    with deciding(file, None, None) as (decided, session):
        html = decision_page(Explainer(decided.decision, decided.patient, session))
    marks = [one.attributes for one in read_page(html).walk()]
    names = [one["id"] for one in marks if "id" in one]
    links = {one["href"] for one in marks if "href" in one}
    assert len(names) == len(set(names))
    assert links <= {f"#{name}" for name in names}
    assert len(html.encode()) < MOST_BYTES
