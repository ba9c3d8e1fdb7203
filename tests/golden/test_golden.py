"""Ten handouts, looked at by a person: their structure and text stay as they were seen."""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path

import pytest

from tests.handout.outline import outline
from therex.cli.common import deciding
from therex.handout.options import Audience, Options
from therex.handout.render import render_html

ARCHETYPES = Path(__file__).parents[1] / "archetypes"
GOLDEN = Path(__file__).parent
#: A patient and how the sheet is made: its language, for whom.
SHEETS = {
    "knee_oa_irritable_diabetes_hypertension": ("en-US", Audience.PATIENT),
    "falls_otago_level_c": ("en-GB", Audience.PATIENT),
    "stroke_3_months_fac_2_flaccid_shoulder": ("es-US", Audience.PATIENT),
    "parkinsons_freezing_osteoporosis_alone": ("ar-EG", Audience.PATIENT),
    "copd_91_on_prescribed_oxygen": ("zh-Hans-CN", Audience.PATIENT),
    "dementia_carer_diabetes_knee_oa": ("en", Audience.CAREGIVER),
    "hip_replacement_posterior_week_3": ("en", Audience.PATIENT),
    "twins_at_30_weeks": ("es", Audience.PATIENT),
    "hypertension_180_over_110": ("en-US", Audience.PATIENT),
    "swollen_calf_low_wells": ("en", Audience.CLINICIAN),
}
#: What changes with every change of a rule, and is no text of the sheet.
_DIGESTS = re.compile(r"(?<![0-9a-z])[0-9a-f]{8,64}(?![0-9a-z])")


@cache
def page_of(name: str) -> str:
    """Return the outline of a sheet, without its digests."""
    language, audience = SHEETS[name]
    with deciding(ARCHETYPES / f"{name}.yaml", None, None) as (decided, _):
        options = Options(language=language, audience=audience)
        page = render_html(decided.decision, decided.rulebook, options)
    return _DIGESTS.sub("DIGEST", outline(page))


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_says_what_it_said_when_it_was_looked_at(name: str) -> None:
    kept = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    found = page_of(name)
    changes = list(
        difflib.unified_diff(kept.splitlines(), found.splitlines(), "kept", "now", lineterm="", n=1)
    )
    assert not changes, "look at the page, then run `python -m tests.golden`\n" + "\n".join(changes)


def test_a_lost_word_and_a_lost_element_are_noticed() -> None:
    page = page_of("hypertension_180_over_110")
    assert "section" in page
    assert outline("<main><p>Do not stop.</p></main>") != outline("<main><p>Do stop.</p></main>")
    assert outline("<main><p>a</p><p>b</p></main>") != outline("<main><p>a b</p></main>")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SHEETS)
