"""The patient's pages in another language: wholly translated, and the same sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from babel import Locale

from tests.handout.support import PATIENTS, Page, Texts, page_of, texts_of
from tests.patients import decision, shipped
from tests.tongue.support import TEMPLATES, back, pattern_of, templates_in
from therex.handout.options import Audience, Options
from therex.handout.phrases import Line, Phrases, load_phrases
from therex.handout.render import render_html
from therex.language.message import parsed
from therex.plan.decision import Decision, Dose
from therex.tongue.catalogue import is_fit
from therex.tongue.language import Language
from therex.tongue.languages import FOLDER, read_languages, read_tag
from therex.tongue.load import language_for
from therex.tongue.phrase_file import FILE, read_phrases
from therex.tongue.po import CATALOGUES, quoted, read_entries
from therex.tongue.texts import texts_of as all_texts

ARCHETYPES = sorted(
    path for path in (Path(__file__).parents[1] / "archetypes").glob("*.yaml") if ".expect" not in path.name
)
TRANSLATED = ("es-US", "ar-EG", "zh-Hans-CN")
#: What stands on the page as it was typed, or is written by the calendar of the language.
_OWN = ("patient:", "day:", "region:", "decision:", "rulebook:")


@cache
def _archetype(path: Path) -> Decision:
    return decision(path.read_text(encoding="utf-8"))


def _texts(
    found: Decision, language: str, templates: Path = TEMPLATES, audience: Audience = Audience.PATIENT
) -> list[tuple[str, str]]:
    """Return the texts of the patient's pages, each with its source."""
    options = Options(language=language, audience=audience)
    page = texts_of(render_html(found, shipped().rulebook, options, templates))
    return [(text.strip(), source or "") for text, source in page.patient]


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return templates whose Arabic is made up, and complete."""
    return templates_in(tmp_path_factory.mktemp("ar"), shipped().rulebook, "ar")


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return templates whose Spanish is made up, and complete."""
    return templates_in(tmp_path_factory.mktemp("es"), shipped().rulebook, "es")


def _english(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the texts with Latin words in them, but for what was typed or stands apart in a sentence."""
    return [
        (text, source)
        for text, source in texts
        if re.search("[A-Za-z]{2}", re.sub("\u2068.*?\u2069", "", text)) and not source.startswith(_OWN)
    ]


@pytest.mark.parametrize("path", ARCHETYPES, ids=lambda path: path.stem)
def test_nothing_english_stands_on_the_pages_of_a_complete_language(path: Path, arabic: Path) -> None:
    assert _english(_texts(_archetype(path), "ar", arabic)) == []


@pytest.mark.parametrize("name", PATIENTS)
def test_nothing_english_stands_on_the_sheet_of_who_helps(name: str, arabic: Path) -> None:
    assert _english(_texts(page_of(name).decision, "ar", arabic, Audience.CAREGIVER)) == []


@pytest.mark.parametrize("name", PATIENTS)
def test_the_sheet_is_the_same_text_by_text_so_that_the_therapist_can_point_at_the_other(
    name: str, spanish: Path
) -> None:
    found = page_of(name).decision
    english, other = _texts(found, "en", spanish), _texts(found, "es", spanish)
    assert [source for _, source in english] == [source for _, source in other]
    for (said, source), (translated, _) in zip(english, other, strict=True):
        if not source.startswith(_OWN):
            assert back(translated) == said


@cache
def _translations(language: str) -> dict[str, list[str]]:
    """Return the patterns of all translations that may be printed, by where they are used."""
    used: dict[str, list[str]] = {}
    spoken = read_languages(TEMPLATES)[language]
    uses = {text.key: text.used_by for text in all_texts(shipped().rulebook, read_phrases(TEMPLATES / FILE))}
    for name in CATALOGUES:
        for entry in read_entries(TEMPLATES / FOLDER / spoken.folder / f"{name}.po"):
            if is_fit(entry, language_for(language, TEMPLATES).locale):
                for use in uses.get(entry.key, ()):
                    used.setdefault(use, []).append(pattern_of(parsed(entry.translated), {}, ".+?"))
    return used


@dataclass
class Translated(Texts):
    """Reads a page without what is marked as English."""

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not any(
            "data-from" in attributes and attributes.get("lang") == "en" for _, attributes in self._open
        ):
            super().handle_data(data)


def _strange(found: Decision, tag: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a page that are neither from the catalogue nor marked as English."""
    options = Options(language=tag, audience=Audience.PATIENT)
    used = _translations(read_tag(tag, TEMPLATES).language.tag)
    translated = Translated()
    translated.feed(render_html(found, shipped().rulebook, options))
    for text, source in translated.patient:
        patterns = used.get(source or "", ())
        known = any(re.fullmatch(pattern, text.strip()) for pattern in patterns)
        if not known and not (source or "").startswith(_OWN):
            yield text, source or ""


@pytest.mark.parametrize("tag", TRANSLATED)
@pytest.mark.parametrize("name", PATIENTS)
def test_every_text_of_a_translated_page_is_from_the_catalogue_or_marked_as_english(
    name: str, tag: str
) -> None:
    assert list(_strange(page_of(name).decision, tag)) == []


def test_a_text_without_translation_is_printed_in_english_marked_and_counted(tmp_path: Path) -> None:
    page = page_of("example")
    templates = templates_in(tmp_path, page.rulebook, "ar", complete=False)
    steps = page.rulebook.exercises[page.decision.exercises[0].id].steps
    catalogue = templates / FOLDER / "ar" / "exercises.po"
    entry = f"msgid {quoted(steps[0])}\nmsgstr "
    before, after = catalogue.read_text(encoding="utf-8").split(entry)
    catalogue.write_text(f'{before}{entry}""{after[after.index(chr(10)) :]}', encoding="utf-8")
    html = render_html(page.decision, page.rulebook, Options(language="ar"), templates)
    assert f'lang="en" dir="ltr">{steps[0]}</span>' in html
    assert "1 text has no translation" in texts_of(html).clinician_text


def test_a_sentence_is_never_in_two_languages() -> None:
    english = {"purpose": "This is to {purpose}."}
    translations = {("purpose", english["purpose"]): "Sirve para {purpose}."}
    phrases = Phrases(english, language=Language("es", "Español", Locale("es"), translations, english))
    assert phrases.line("purpose", purpose=Line("caminar", "")).text == "Sirve para caminar."
    line = phrases.line("purpose", purpose=Line("walk", "", lang="en"))
    assert (line.text, line.lang) == ("This is to walk.", "en")


def _html(page: Page, tag: str, **changes: object) -> str:
    return render_html(page.decision.model_copy(update=changes), page.rulebook, Options(language=tag))


def test_the_page_names_its_language_and_direction_and_the_clinicians_part_is_english() -> None:
    html = _html(page_of("example"), "ar-EG")
    assert re.search(r'<html lang="ar-EG" dir="rtl"', html)
    assert re.search(r'class="clinician" lang="en" dir="ltr"', html)
    assert re.search(r'<html lang="en" dir="ltr"', _html(page_of("example"), "en"))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_draft_is_named_as_one_on_the_clinicians_page(tag: str) -> None:
    text = texts_of(_html(page_of("example"), tag)).clinician_text
    assert f"({tag}); translation: draft, not yet reviewed by a clinician" in text
    assert "draft" not in texts_of(_html(page_of("example"), "en")).clinician_text


def test_a_name_in_another_script_keeps_its_direction_to_itself() -> None:
    html = _html(page_of("example"), "en", name="ليلى")
    assert '<bdi dir="rtl" data-from="patient:name">ليلى</bdi>' in html
    title = load_phrases(TEMPLATES).text("title", name="ليلى")
    assert title == "Home exercises: \u2068ليلى\u2069"
    assert "\u2068" not in load_phrases(TEMPLATES).text("title", name="Ana")


def test_a_phone_number_is_read_from_the_left_on_a_page_that_is_read_from_the_right() -> None:
    html = _html(page_of("example"), "ar")
    assert '<bdi dir="ltr" data-from="patient:phone">555 0100</bdi>' in html
    assert '<bdi dir="rtl" data-from="patient:assessed_on">20 نوفمبر 2026</bdi>' in html


def test_a_load_is_in_pounds_where_people_weigh_in_pounds() -> None:
    page = page_of("example")
    dose = (Dose(name="load_kg", least=Decimal("2.5"), most=Decimal("2.5")),)
    items = (page.decision.exercises[0].model_copy(update={"dose": dose}),)
    assert "weight 5 lb (2.5 kg)" in texts_of(_html(page, "en-US", exercises=items)).patient_text
    assert "weight 2.5 kg" in texts_of(_html(page, "en-GB", exercises=items)).patient_text


@pytest.mark.parametrize(("tag", "number"), [("es-US", "911"), ("ar-EG", "123"), ("zh-Hans-CN", "120")])
def test_the_emergency_number_of_the_region_is_printed(tag: str, number: str) -> None:
    for name in ("example", "chest pain"):
        numbers = [text for text, source in _texts(page_of(name).decision, tag) if source == f"region:{tag}"]
        assert set(numbers) == {number}
        assert [one for one in _texts(page_of(name).decision, tag[:2]) if one[1].startswith("region:")] == []
