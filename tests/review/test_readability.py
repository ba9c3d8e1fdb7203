"""What is measured on a page: its own words, not names, and where they are hardest."""

from __future__ import annotations

from tests.review.support import GOOD
from therex.review.page import Said, read_page
from therex.review.readability import readability_of

LONG = "Sit on a chair and lift one leg up and put it down on the floor again."


def test_the_longest_sentence_is_named_with_its_source() -> None:
    found = readability_of([Said("Sit. Lie down.", "rule:a"), Said(f"Sit. {LONG}", "exercise:b")])
    assert found.longest == Said(LONG, "exercise:b")
    assert found.most_words == 17
    assert not found.plain


def test_the_grade_is_that_of_all_sentences_together() -> None:
    hard = Said("Individualised rehabilitation considerations.", "rule:a")
    easy = [Said("Sit on the mat.", "rule:b")] * 20
    assert readability_of([hard]).grade > 20
    assert not readability_of([hard]).plain
    assert readability_of([hard, *easy]).plain


def test_what_is_no_sentence_does_not_flatter_the_grade() -> None:
    said = [Said("Rehabilitation is a necessity.", "rule:a")]
    assert readability_of([*said, *[Said("2 sets", "dose:sets")] * 50]).grade == readability_of(said).grade


def test_names_of_exercises_medicines_and_people_are_excepted() -> None:
    said = [
        Said("An easier one is: Supine bridge.", "phrase:easier_exercise"),
        Said("Take your insulin with you.", "rule:a"),
        Said("Isometric Recumbent, of the Vestibular Clinic.", "patient:name"),
        Said("vestibular hypofunction", "fact:vestibular_hypofunction"),
    ]
    found = readability_of(said, ["Supine bridge"])
    assert found.terms == ()
    assert (
        found.grade
        == readability_of([Said("An easier one is: .", ""), Said("Take your with you.", "")]).grade
    )


def test_a_term_is_named_with_the_text_it_stands_in() -> None:
    lie = Said("Lie prone.", "exercise:b")
    assert readability_of([lie]).terms == (("prone", lie),)


def test_a_term_may_be_explained_anywhere_on_the_page() -> None:
    rest = Said("Rest between sets.", "rule:a")
    assert [term for term, _ in readability_of([rest]).terms] == ["set"]
    assert readability_of([rest, Said("One set is all in a row.", "phrase:a_set")]).terms == ()


def test_nothing_is_measured_on_an_empty_page() -> None:
    found = readability_of([])
    assert (found.grade, found.sentences, found.longest, found.most_words) == (0.0, 0, None, 0)


def test_each_text_of_a_page_is_read_once_with_its_nearest_source() -> None:
    html = '<p data-from="a"><b data-from="b">In<i>side</i></b> out</p><br/><p data-from="c">&amp;</p>'
    assert read_page(html).said() == [Said("Inside", "b"), Said("&", "c")]


def test_a_good_page_is_read_whole() -> None:
    said = read_page(GOOD).said()
    assert Said("Lift your hips. Hold.", "exercise:bridge") in said
    assert Said("Stop if it hurts.", "rule:stop") in said
