"""The drawing of a chain: what stands in it, in which column, and that nothing lies on anything else."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.explain.small import LOG, PATIENT, explaining
from therex.explain.chain import Box, Chain, chains_of, merge_alike
from therex.explain.chain_layout import laid_out
from therex.explain.chain_svg import chain_svg, wrapped
from therex.explain.outline import Point
from therex.explain.why import explain_item, sections
from therex.explain.why_not import explain_exercise

SVG = "{http://www.w3.org/2000/svg}"


def chain_of_item(text: str = PATIENT) -> Chain:
    """Return the chain of the first exercise of a plan."""
    with explaining(text) as explainer:
        (chain,) = chains_of(explain_item(explainer.decision.exercises[0], explainer), explainer)
        return chain


def arrows(chain: Chain) -> set[tuple[str, str]]:
    """Return the arrows by the names of their boxes."""
    return {(chain.boxes[start].name, chain.boxes[end].name) for start, end in chain.arrows}


def test_facts_lead_over_derived_facts_and_rules_to_what_these_ask_for() -> None:
    assert {
        ("knee pain", "knee-strength"),
        ("knee osteoarthritis", "knee-strength"),
        ("knee-strength", "chosen: for leg strength"),
        ("resting systolic blood pressure", "a raised blood pressure"),
        ("a raised blood pressure", "bp-no-straining"),
        ("bp-no-straining", "replaces: wall-sit: barred"),
        ("date of birth", "age"),
        ("age", "sets-for-old-age"),
    } <= arrows(chain_of_item())


def test_every_arrow_goes_to_a_later_column() -> None:
    chain = chain_of_item()
    assert chain.arrows
    assert all(chain.columns[start] < chain.columns[end] for start, end in chain.arrows)


def test_a_fact_shows_its_value_and_line_and_a_derived_one_its_rule() -> None:
    says = {box.name: box.says for box in chain_of_item().boxes.values()}
    assert says["knee pain"] == "3, line 7"
    assert says["resting systolic blood pressure"] == "164 mmHg, line 6"
    assert says["a raised blood pressure"] == "yes, by bp-raised"
    assert says["age"] == "76 years, calculated"
    assert says["knee-strength"] == "true"


def test_an_action_is_drawn_with_the_unknown_facts_it_waits_for() -> None:
    text = PATIENT.replace("medications: []", "medications: [insulin]")
    with explaining(text) as explainer:
        action = next(section for section in sections(explainer) if section.name == "action")
        (chain,) = chains_of(Point("action", tuple(action.points)), explainer)
    says = {box.name: box.says for box in chain.boxes.values()}
    assert says["blood glucose"] == "unknown"
    assert says["glucose-low"] == "unknown"
    assert ("glucose-low", "hold, not ruled out: Treat it first.") in arrows(chain)


def test_a_progression_is_drawn_from_the_log() -> None:
    chain = chain_of_item(PATIENT + "  teach_back_done: yes\n" + LOG)
    assert ("more-repetitions", "progress: reps +2") in arrows(chain)
    assert ("sessions in the log", "more-repetitions") in arrows(chain)


def test_what_keeps_an_exercise_out_is_drawn_too() -> None:
    with explaining(PATIENT) as explainer:
        (chain,) = chains_of(explain_exercise(explainer.exercise("wall-sit"), explainer), explainer)
    assert ("bp-no-straining", "barred, and nothing overrules that") in arrows(chain)


def test_many_effects_are_drawn_some_at_a_time() -> None:
    with explaining(PATIENT) as explainer:
        rules = explainer.because(("knee-strength",))
        effects = tuple(Point(f"effect {number}", rules) for number in range(11))
        drawn = chains_of(Point("all", effects), explainer)
    assert [chain.count("effect") for chain in drawn] == [10, 1]


def test_facts_that_say_the_same_to_the_same_rule_share_a_box() -> None:
    boxes = {name: Box("fact", name, "no, line 3") for name in ("a", "b", "c", "d")}
    arrows_ = [(name, "r") for name in ("a", "b", "c")] + [("d", "s")]
    chain = Chain("t", boxes | {"r": Box("rule", "r"), "s": Box("rule", "s")}, {}, arrows_)
    merge_alike(chain)
    assert [box.name for box in chain.boxes.values()] == ["3 facts: a; b; c", "d", "r", "s"]
    assert chain.boxes["a"].says == "each no, line 3"
    assert chain.arrows == [("a", "r"), ("d", "s")]


@st.composite
def random_chains(draw: st.DrawFn) -> Chain:
    """Return chains of any arrows between boxes of up to five columns."""
    columns = draw(st.lists(st.integers(0, 4), min_size=1, max_size=12))
    keys = [str(place) for place in range(len(columns))]
    pairs = [(a, b) for a in range(len(keys)) for b in range(len(keys)) if columns[a] < columns[b]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    drawn = [(keys[a], keys[b]) for a, b in chosen]
    boxes = {key: Box("fact", key) for key in keys}
    return Chain("any", boxes, dict(zip(keys, columns, strict=True)), drawn)


@given(chain=random_chains(), tall=st.lists(st.integers(10, 90), min_size=12, max_size=12))
def test_no_box_lies_on_another_nor_above_the_top(chain: Chain, tall: list[int]) -> None:
    heights = {key: float(high) for key, high in zip(chain.boxes, tall, strict=False)}
    layout = laid_out(chain, heights)
    for column in layout.columns:
        for upper, lower in pairwise(column):
            free = layout.middles[lower] - layout.middles[upper]
            assert free >= (heights.get(upper, 0) + heights.get(lower, 0)) / 2
    for key, high in heights.items():
        assert high / 2 - 0.01 <= layout.middles[key] <= layout.height - high / 2 + 0.01


def test_the_drawing_is_an_image_with_a_text_for_those_who_do_not_see_it() -> None:
    drawing = ET.fromstring(chain_svg(chain_of_item()))  # noqa: S314 - our own
    assert drawing.get("role") == "img"
    assert (drawing.findtext(f"{SVG}title") or "").startswith("The chain behind IM01 quad-set: Quad set: ")


def test_what_a_person_wrote_is_no_markup_in_the_drawing() -> None:
    chain = Chain("<b>", {"f": Box("fact", "<script>", "& more")}, {"f": 0})
    drawing = ET.fromstring(chain_svg(chain))  # noqa: S314 - our own
    assert [text.text for text in drawing.iter(f"{SVG}text")] == ["facts", "<script>", "& more"]


def test_names_are_broken_at_hyphens_and_words_only_where_they_must() -> None:
    assert wrapped("sheet-balance-harder", 85) == ["sheet-balance-", "harder"]
    assert wrapped("one two three", 45) == ["one two", "three"]
    assert "".join(wrapped("x" * 40, 100)) == "x" * 40


def test_a_very_long_text_ends_in_dots_after_four_lines() -> None:
    lines = wrapped("word " * 200, 100)
    assert len(lines) == 4
    assert lines[-1].endswith("…")


def test_wide_signs_take_more_room() -> None:
    assert len(wrapped("血压血压血压血压血压", 60)) == 2
