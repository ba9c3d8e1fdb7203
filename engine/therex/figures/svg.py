"""A scene as SVG: one picture, or start and end beside or above each other."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import groupby

from therex.figures.arrows import arrow
from therex.figures.figure import Figure, Water
from therex.figures.person import Layer, person
from therex.figures.scene import Scene, located, scene_of
from therex.figures.skeleton import Skeleton
from therex.figures.space import add, times
from therex.figures.style import PAINT
from therex.figures.things import behind, shapes_of

#: The size of a whole figure, in tenths of a millimetre.
WIDTH, HEIGHT = 920.0, 460.0
_GAP = 16.0
_WIDE = 1.75  # from this width to height on, start stands above end
_PUSH = 22.0  # length of an arrow of force, cm
_BADGE = 26.0  # radius of the number's circle


def figure_svg(
    figure: Figure, *, side: str = "right", most: Mapping[str, float] | None = None, alt: str = ""
) -> str:
    """Return the drawing of an exercise as an SVG element of 92 by 46 mm.

    Args:
        figure: as declared.
        side: the working side, `left` or `right`.
        most: bounds on joints in force, in degrees.
        alt: what the picture shows, in words; without it the picture is marked as decoration.

    """
    return scene_svg(scene_of(figure, side=side, most=most or {}), alt)


def scene_svg(scene: Scene, alt: str = "") -> str:
    """Return a scene as an SVG element; see :func:`figure_svg`."""
    named = 'role="img"' if alt else 'aria-hidden="true"'
    title = f"<title>{escape(alt)}</title>" if alt else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" '
        f'width="92mm" height="46mm" {named}>{title}{"".join(_panels(scene))}</svg>'
    )


def _panels(scene: Scene) -> list[str]:
    left, top, right, bottom = scene.frame()
    wide, high = right - left, bottom - top
    count = len(scene.bodies)
    stacked = count > 1 and wide > _WIDE * high
    width = WIDTH if stacked or count == 1 else (WIDTH - _GAP) / 2
    height = (HEIGHT - _GAP) / 2 if stacked else HEIGHT
    free = _BADGE if count > 1 else 0.0  # on the left, for the number
    scale = min((width - 2 * _GAP - free) / wide, (height - 2 * _GAP) / high)
    panels = []
    for place, body in enumerate(scene.bodies):
        x0 = 0.0 if stacked or place == 0 else width + _GAP
        y0 = place * (height + _GAP) if stacked else 0.0
        shift = (x0 + (width + free - scale * (left + right)) / 2, y0 + (height - scale * (top + bottom)) / 2)
        inner = _panel(scene, body, place, scale, (left - 20, right + 20))
        box = f"{x0:.0f} {y0:.0f} {width:.0f} {height:.0f}"
        frame = '<svg x="{}" y="{}" width="{}" height="{}" viewBox="{}">'.format(*box.split(), box)
        badge = _badge(place, x0 + _BADGE + 4, y0 + _BADGE + 4) if count > 1 else ""
        panels.append(
            f'{frame}<g transform="translate({shift[0]:.1f} {shift[1]:.1f}) scale({scale:.3f})" '
            f'stroke-linejoin="round" stroke-linecap="round">{inner}</g>{badge}</svg>'
        )
    return panels


def _badge(place: int, x: float, y: float) -> str:
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_BADGE:.0f}" fill="#000"/>'
        f'<text x="{x:.0f}" y="{y + 13:.0f}" text-anchor="middle" font-size="38" font-weight="700" '
        f'font-family="Atkinson, sans-serif" fill="#fff" data-from="phrase:figure_number">{place + 1}</text>'
    )


def _panel(scene: Scene, body: Skeleton, place: int, scale: float, sides: tuple[float, float]) -> str:
    """Return one pose with the things around it; lines keep their printed width at any scale."""
    figure, camera = scene.figure, scene.camera
    parts: list[str] = []
    water = [thing for thing in figure.things if isinstance(thing, Water)]
    for thing in figure.things:
        if behind(thing):
            parts += _painted(shapes_of(thing, camera, lambda at: located(at, body)), scale)
    if figure.floor and not water:
        parts.append(_stroke(f"M{sides[0] * 3:.0f} 0H{sides[1] * 3:.0f}", "#555", 3.0 / scale))
    for layer in person(body, camera, scene.moving, eyes_closed=figure.eyes_closed):
        parts += _grown_together(layer, scale)
    for thing in figure.things:
        if not behind(thing):
            parts += _painted(shapes_of(thing, camera, lambda at: located(at, body)), scale)
    for pool in water:
        parts += _water(pool, sides)
    parts += _arrows(scene, body, scale, last=place == len(scene.bodies) - 1)
    return "".join(parts)


def _painted(shapes: list[tuple[str, str, float]], scale: float) -> list[str]:
    found = []
    for path, kind, width in shapes:
        if width:
            found.append(_stroke(path, "#000" if kind == "line" else "#fff", width))
        else:
            inside, line, wide = PAINT[kind]
            found.append(
                f'<path d="{path}" fill="{inside}" stroke="{line}" stroke-width="{wide / scale:.2f}"/>'
            )
    return found


def _grown_together(layer: Layer, scale: float) -> list[str]:
    """Return the shapes of a layer: lines first and insides over them, so that parts run into each other."""
    lines: dict[tuple[str, float], str] = {}
    for shape in layer.shapes:
        _, line, width = PAINT[shape.kind]
        if width:
            lines[line, width] = lines.get((line, width), "") + shape.path
    drawn = [
        f'<path d="{path}" fill="none" stroke="{line}" stroke-width="{2 * width / scale:.2f}"/>'
        for (line, width), path in lines.items()
    ]
    for kind, shapes in groupby(layer.shapes, key=lambda shape: shape.kind):
        drawn.append(f'<path d="{"".join(shape.path for shape in shapes)}" fill="{PAINT[kind][0]}"/>')
    return drawn


def _stroke(path: str, colour: str, width: float) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.2f}"/>'


def _water(pool: Water, sides: tuple[float, float]) -> list[str]:
    left, right, top = sides[0] * 3, sides[1] * 3, -pool.level
    waves = "".join(f"q10 {-5 if step % 2 else 5} 20 0" for step in range(int((right - left) / 20)))
    inside = f"M{left:.0f} {top:.0f}H{right:.0f}V60H{left:.0f}z"
    return [
        f'<path d="{inside}" fill="{PAINT["water"][0]}" fill-opacity=".55"/>',
        _stroke(f"M{left:.0f} {top:.0f}{waves}", "#000", 1.6),
    ]


def _arrows(scene: Scene, body: Skeleton, scale: float, *, last: bool) -> list[str]:
    """Return the arrows of one picture: those of the movement stand in the last."""
    ways = list(scene.ways) if last else []
    for push in (push for push in scene.figure.pushes if push.first != last or len(scene.bodies) == 1):
        start = located(push.at, body)
        ways.append(
            ([scene.camera.seen(start), scene.camera.seen(add(start, times(_PUSH, push.to)))], push.both)
        )
    found = []
    for way, both in ways:
        pieces = arrow(way, both=both)
        for halo in (True, False):
            for path, kind in pieces:
                colour = "#fff" if halo else "#000"
                width = (16 if halo else 8) / scale
                fill = colour if kind == "head" else "none"
                wide = width if kind == "shaft" else (8 / scale if halo else 1)
                found.append(f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="{wide:.2f}"/>')
    return found
