"""`therex docs`: the reference pages, written into a folder."""

from __future__ import annotations

from pathlib import Path

from tests.explain.small import run

PAGES = [
    "README.md",
    "conditions-knee-osteoarthritis.md",
    "conditions-stroke.md",
    "precautions-pressure.md",
    "progression-repetitions.md",
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_pages_are_written_and_counted(tmp_path: Path) -> None:
    code, out, err = run("docs", str(tmp_path / "new" / "reference"))
    assert (code, out) == (0, "")
    assert (tmp_path / "new" / "reference" / "figures.html").is_file()
    assert err.endswith(f"6 pages in {tmp_path / 'new' / 'reference'}\n")
    assert names(tmp_path / "new" / "reference" / "rules") == PAGES


def test_written_twice_the_pages_are_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        run("docs", str(tmp_path / folder))
    for name in PAGES:
        one, two = (tmp_path / folder / "rules" / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_the_page_of_a_topic_that_is_gone_is_removed_and_a_page_by_hand_is_kept(tmp_path: Path) -> None:
    run("docs", str(tmp_path))
    rules = tmp_path / "rules"
    (rules / "conditions-gone.md").write_bytes((rules / "conditions-stroke.md").read_bytes())
    (rules / "by-hand.md").write_text("# Mine\n", encoding="utf-8")
    run("docs", str(tmp_path))
    assert names(rules) == sorted([*PAGES, "by-hand.md"])
