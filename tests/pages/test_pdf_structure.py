"""What veraPDF does not see: languages, table headers, figures, bookmarks, the title, the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.pages.sheets import SHEETS, html_of, pdf_of
from tests.pages.structure import elements_of, opened, untagged_texts
from therex.handout.pdf import render_pdf

TRANSLATED = ("Spanish", "Arabic", "Chinese")


@pytest.mark.parametrize("name", SHEETS)
def test_all_text_is_tagged_or_an_artifact_and_the_title_is_shown(name: str) -> None:
    with opened(pdf_of(name)) as pdf:
        assert untagged_texts(pdf) == []
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        title = str(pdf.docinfo["/Title"])
    assert f"<title>{title}</title>" in html_of(name)


@pytest.mark.parametrize("name", SHEETS)
def test_each_header_cell_says_whether_it_heads_a_row_or_a_column(name: str) -> None:
    with opened(pdf_of(name)) as pdf:
        scopes = [str(cell.attributes.get("/Scope", "")) for cell in elements_of(pdf) if cell.type == "TH"]
    assert set(scopes) <= {"/Row", "/Column"}
    if name == "plan":
        assert set(scopes) == {"/Row", "/Column"}


@pytest.mark.parametrize("name", SHEETS)
def test_each_figure_has_words_and_stands_on_its_page(name: str) -> None:
    with opened(pdf_of(name)) as pdf:
        figures = [element for element in elements_of(pdf) if element.type == "Figure"]
        assert figures
        for figure in figures:
            assert figure.alt.strip()
            left, bottom, right, top = map(float, figure.attributes.BBox)
            *_, width, height = map(float, figure.page.MediaBox)
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height


def test_the_code_stands_at_the_top_of_the_first_page() -> None:
    with opened(pdf_of("plan")) as pdf:
        code = next(element for element in elements_of(pdf) if element.type == "Figure")
        height = float(code.page.MediaBox[3])
        assert code.page.objgen == pdf.pages[0].obj.objgen
        assert float(code.attributes.BBox[1]) > height * 0.85
        assert "therex:" in code.alt


def test_figures_are_read_inside_the_exercise_they_show() -> None:
    with opened(pdf_of("plan")) as pdf:
        inside = [figure.inside for figure in elements_of(pdf) if figure.type == "Figure"]
    in_cards = [path for path in inside if "Art" in path]
    assert len(in_cards) == html_of("plan").count('<article class="card')


@pytest.mark.parametrize("name", TRANSLATED)
def test_the_clinicians_part_of_a_translated_sheet_is_marked_as_english(name: str) -> None:
    with opened(pdf_of(name)) as pdf:
        language = str(pdf.Root.Lang)
        inner = [element for element in elements_of(pdf) if element.language]
    assert language == SHEETS[name][1].language
    sections = {element.language for element in inner if element.type == "Sect"}
    assert sections == {"en"}


@pytest.mark.parametrize("name", SHEETS)
def test_bookmarks_lead_to_the_headings(name: str) -> None:
    with opened(pdf_of(name)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles
    assert all(title.strip() for title in titles)


def test_lists_hold_items_of_a_label_and_a_body() -> None:
    with opened(pdf_of("plan")) as pdf:
        elements = list(elements_of(pdf))
    in_list = {one.type for one in elements if one.inside and one.inside[-1] == "L"}
    in_item = {one.type for one in elements if one.inside and one.inside[-1] == "LI"}
    assert in_list <= {"LI", "L"}  # a list inside an item is tagged beside it
    assert in_item == {"Lbl", "LBody"}


@pytest.mark.parametrize("name", SHEETS)
def test_every_font_is_embedded(name: str) -> None:
    with opened(pdf_of(name)) as pdf:
        fonts = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts)


def test_the_same_page_gives_the_same_bytes_in_another_process_too(tmp_path: Path) -> None:
    page, target = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(html_of("Arabic"), encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from therex.handout.pdf import render_pdf;"
        "Path(sys.argv[2]).write_bytes(render_pdf(Path(sys.argv[1]).read_text(encoding='utf-8')))"
    )
    subprocess.run([sys.executable, "-c", script, str(page), str(target)], check=True)
    assert target.read_bytes() == pdf_of("Arabic").read_bytes()


def test_nothing_is_fetched_for_a_pdf(tmp_path: Path) -> None:
    secret = tmp_path / "picture.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    page = '<html lang="en"><title>t</title><body><p>a <img alt="b" src="{}"></p></body></html>'
    with_file, without = (render_pdf(page.format(source)) for source in (secret.as_uri(), ""))
    assert len(with_file) == len(without)
