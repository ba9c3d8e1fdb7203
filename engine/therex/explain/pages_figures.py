"""A page that shows the figures of all exercises, to browse and to point at."""

from __future__ import annotations

from html import escape
from itertools import groupby

from therex.explain.pages_markdown import MADE
from therex.figures.svg import figure_svg
from therex.rulebook.model import Exercise, Rulebook

_STYLE = """
body { font: 16px/1.4 sans-serif; margin: 1.5rem; color: #000; background: #fff; }
ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; }
li { border: 1px solid #777; border-radius: 4px; padding: .5rem; }
figure { margin: 0; } figcaption { max-width: 92mm; } code { color: #333; }
""".strip()


def figures_page(rulebook: Rulebook) -> str:
    """Return the page as HTML that needs nothing else: every exercise by category, with its figure."""
    categories = rulebook.attributes["category"].options
    ordered = sorted(rulebook.exercises.values(), key=lambda one: (_category(one), one.code))
    sections = [
        f"<h2>{escape(categories[category])}</h2>\n<ul>\n"
        + "".join(_entry(exercise, rulebook) for exercise in group)
        + "</ul>\n"
        for category, group in groupby(ordered, key=_category)
    ]
    drawn = sum(name in rulebook.figures for name in rulebook.exercises)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Figures</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{MADE}\n<h1>Figures of the exercises</h1>\n"
        f"<p>{drawn} of {len(rulebook.exercises)} exercises have a figure. They are declared in "
        f"<code>rules/exercises/figures</code> and drawn for the right side; "
        "<code>therex exercise ID -o figure.svg</code> writes one.</p>\n"
        f"{''.join(sections)}</body>\n</html>\n"
    )


def _category(exercise: Exercise) -> str:
    return str(exercise.attributes["category"])


def _entry(exercise: Exercise, rulebook: Rulebook) -> str:
    figure = rulebook.figures.get(exercise.id)
    drawing = figure_svg(figure, alt=exercise.name) if figure else "no figure"
    return (
        f'<li id="{exercise.id}"><figure>{drawing}<figcaption><b>{escape(exercise.name)}</b> '
        f"<code>{exercise.code} {exercise.id}</code></figcaption></figure></li>\n"
    )
