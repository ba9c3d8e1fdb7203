"""The code of a sheet: it matches paper and decision, tells nothing of the patient, and can be read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

import segno

from tests.handout.support import page_of, texts_of
from therex.handout.identity import identity_of, qr_code, sheet_code
from therex.handout.phrases import load_phrases
from therex.handout.render import render_html
from therex.resources import data_folder

PHRASES = load_phrases(data_folder("templates"))


def test_the_code_is_the_id_and_the_digest_of_the_decisions_json() -> None:
    decision = page_of("example").decision
    digest = hashlib.sha256(decision.model_dump_json().encode()).hexdigest()
    assert sheet_code(decision) == f"therex:{decision.id}:{digest[:16]}"


def test_another_decision_has_another_code() -> None:
    decision = page_of("example").decision
    changed = decision.model_copy(update={"exercises": decision.exercises[1:]})
    assert changed.id == decision.id
    assert sheet_code(changed) != sheet_code(decision)


def test_the_code_holds_nothing_but_digests() -> None:
    code = sheet_code(page_of("example").decision)
    assert re.fullmatch(r"therex:[0-9a-f]{16}:[0-9a-f]{16}", code)


def test_the_code_and_the_days_of_the_rules_stand_on_the_sheet() -> None:
    page = page_of("example")
    texts = [text for text, _ in texts_of(page.html).patient]
    assert sheet_code(page.decision) in texts
    assert {"22 November 2026", "22 November 2027"} <= set(texts)


def test_rules_without_an_edition_name_no_day() -> None:
    page = page_of("example")
    rulebook = replace(page.rulebook, edition=None)
    identity = identity_of(page.decision, rulebook, PHRASES)
    assert (identity.released, identity.review_by) == (None, None)
    assert "Next check of these rules" not in render_html(page.decision, rulebook)


def test_the_picture_has_a_module_for_each_dark_one_of_the_code() -> None:
    picture = str(qr_code("therex:1:2", 'a "title" & more'))
    code = segno.make_qr("therex:1:2", error="m", mask=0)
    (runs,) = re.findall(r' d="([^"]+)"', picture)
    drawn = sum(int(length) for length in re.findall(r"h(\d+)", runs))
    assert drawn == sum(map(sum, code.matrix))
    assert picture.startswith('<svg role="img" ')
    assert "<title>a &quot;title&quot; &amp; more</title>" in picture or "&amp; more</title>" in picture
