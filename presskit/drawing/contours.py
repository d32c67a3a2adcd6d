"""Contour lines round an outline: every line but the last is counted outwards from it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .svg import Colours, Point, clean, curve, document, num, tag, thin
from .terrain import distances, isolines


def contours(
    *,
    outline: Sequence[Sequence[float]],
    count: int,
    width: float,
    height: float,
    place: Sequence[float],
    colours: Colours,
    near: float = 3.7,
    grow: float = 0.088,
    step: float = 5.0,
    coast: float = 2.6,
    hair: float = 0.5,
    index: float = 1.0,
    relief: float = 1.0,
    whole: bool = True,
    neatline: str = "",
    name: str = "contours",
    title: str = "",
) -> str:
    """`count` lines on `width` by `height` points: count - 1 contours and, last, the outline.

    `outline` is a closed line of (longitude, latitude) in degrees; `place` is (left, top, height)
    of its box in points. Line k lies `near`*k + `grow`*k*k points from it. `coast`, `hair` and
    `index` are the widths of the outline, of a contour and of every tenth one; `step` the grid's
    spacing and `relief` the land's scale (2 for a sheet twice as large). `neatline` is the colour
    of a line along the foot. `colours` names line, index, land, coast and, for a ground, back.
    `name` starts the ids; give each drawing of one page its own.
    Raises ValueError if `whole` and one of the lines cannot be seen, KeyError for a missing colour.
    """
    shape = projected(outline, place)
    field = distances(shape, width, height, step, relief)
    levels = [near * k + grow * k * k for k in range(1, count)]
    paths = []
    for k, found in enumerate(isolines(field, levels), 1):
        if whole and not _seen(found, width, height):
            raise ValueError(f"line {k} of {count} falls outside the drawing")
        heavy = k % 10 == 0
        data = "".join(_smooth(points, step * 0.07) for points in found if len(points) > 3)
        stroke = colours["index"] if heavy else colours["line"]
        paths.append(_path(data, stroke, index if heavy else hair))
    coastline = curve(shape, close=True)
    land = _path(coastline, colours["coast"], coast, fill=colours["land"], stroke_linejoin="round")
    if whole and not _seen([shape], width, height):
        raise ValueError("the outline falls outside the drawing")
    edge = f"M0 {num(height - 1.1)}H{num(width)}"
    foot = _path(edge, neatline, 2.2, fill="none") if neatline else ""
    body = tag("g", "".join(paths), fill="none") + land + foot
    back = colours.get("back", "")
    return document(width, height, body, title=title, back=back, clip=f"{name}-box")


def projected(outline: Sequence[Sequence[float]], place: Sequence[float]) -> list[Point]:
    """The outline in points, its box at `place` (left, top, height); north is up.

    A degree of longitude is drawn as wide as it is at the middle latitude: true enough for a
    drawing, not for a map. Raises ValueError for fewer than three places or no height.
    """
    west, north = min(p[0] for p in outline), max(p[1] for p in outline)
    south = min(p[1] for p in outline)
    if len(outline) < 3 or north == south:
        raise ValueError("an outline needs three places and some height")
    left, top, height = place
    scale = height / (north - south)
    narrow = math.cos(math.radians((north + south) / 2))
    return [(left + (p[0] - west) * narrow * scale, top + (north - p[1]) * scale) for p in outline]


def _seen(lines: Sequence[Sequence[Point]], width: float, height: float) -> bool:
    return any(0 <= x <= width and 0 <= y <= height for points in lines for x, y in points)


def _smooth(points: Sequence[Point], slack: float) -> str:
    few = thin(points, slack)
    if points[0] == points[-1] and len(few) > 3:
        return curve(few[:-1], close=True)
    return curve(few)


def _path(data: str, stroke: str, width: float, **more: str) -> str:
    # Built by hand: a hundred kilobytes of path data need no escaping.
    extra = "".join(f' {key.replace("_", "-")}="{clean(value)}"' for key, value in more.items())
    return f'<path d="{data}" stroke="{clean(stroke)}" stroke-width="{num(width)}"{extra}/>'
