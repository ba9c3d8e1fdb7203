"""The tags that ask for a language, and what a region changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from babel import Locale

from tests.tongue.support import TEMPLATES
from therex.errors import InputError
from therex.tongue.languages import FOLDER, read_languages, read_regions, read_tag
from therex.tongue.load import language_for


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("es", "es"), ("es-US", "es-US"), ("es_mx", "es-MX"), ("AR-eg", "ar-EG"), ("zh", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans-CN"), ("zh-CN", "zh-Hans-CN"), ("en-GB", "en-GB"),
    ],
)  # fmt: skip
def test_a_tag_names_a_language_and_a_region(asked: str, tag: str) -> None:
    assert read_tag(asked, TEMPLATES).text == tag


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("xx", 'unknown language "xx"; expected one of ar, en, es, zh-Hans'),
        ("", 'unknown language ""; expected one of ar, en, es, zh-Hans'),
        ("zh-Hant", 'unknown language "zh-Hant"; nearest is "zh-Hans"'),
        ("es-XX", 'unknown region "XX" in "es-XX"; expected one of AE, AR,'),
        (
            "es-US-x",
            'the language "es-US-x" has too many parts; expected a language and a region, as in es-US',
        ),
    ],
)
def test_what_is_not_known_is_named_with_what_is(asked: str, wrong: str) -> None:
    with pytest.raises(InputError) as error:
        read_tag(asked, TEMPLATES)
    assert str(error.value).startswith(wrong)


@pytest.mark.parametrize(
    ("tag", "number"),
    [
        ("es-US", "911"), ("es-MX", "911"), ("en-CA", "911"), ("en-GB", "999"), ("en-IE", "112"),
        ("es-ES", "112"), ("en-AU", "000"), ("en-NZ", "111"), ("zh-CN", "120"), ("ar-SA", "997"),
        ("ar-AE", "998"), ("ar-EG", "123"), ("ar-JO", "911"), ("es", ""), ("ar", ""),
    ],
)  # fmt: skip
def test_the_emergency_number_is_that_of_the_region_and_none_without_one(tag: str, number: str) -> None:
    assert language_for(tag, TEMPLATES).emergency == number


def test_the_paper_is_that_of_the_region() -> None:
    assert [language_for(tag, TEMPLATES).paper for tag in ("es-US", "es-ES", "es")] == ["letter", "a4", "a4"]


def test_every_region_has_a_code_a_number_and_a_paper() -> None:
    for region in read_regions(TEMPLATES).values():
        assert region.code.isalpha()
        assert len(region.code) == 2
        assert 3 <= len(region.emergency) <= 4
        assert region.emergency.isdigit()
        assert region.paper in {"a4", "letter"}


def test_every_language_writes_as_a_known_locale_and_no_translation_passes_for_the_original() -> None:
    for language in read_languages(TEMPLATES).values():
        assert Locale.parse(language.locale)
        assert (language.review == "original") == (language.tag == "en")


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("review: draft", "review: fine", "the review is not stated"),
        ("name: Español", "name: ''", '"name" is missing'),
        ("es: {", "es: [] # {", '"es" is not as it should be'),
    ],
)
def test_a_wrong_list_of_languages_is_refused_at_its_place(
    tmp_path: Path, old: str, new: str, wrong: str
) -> None:
    shutil.copytree(TEMPLATES / FOLDER, tmp_path / FOLDER)
    file = tmp_path / FOLDER / "languages.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_languages(tmp_path)
    assert wrong in str(error.value)
    assert "languages.yaml:6:1" in str(error.value)


def test_who_reviewed_a_translation_is_said_with_the_day(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES / FOLDER, tmp_path / FOLDER)
    file = tmp_path / FOLDER / "languages.yaml"
    listed = file.read_text(encoding="utf-8").replace(
        "review: draft", "review: {by: A. Ruiz, on: 2026-12-01}", 1
    )
    file.write_text(listed, encoding="utf-8")
    assert read_languages(tmp_path)["es"].review == "A. Ruiz on 2026-12-01"
