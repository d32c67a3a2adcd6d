"""The words of SVG that the drawings share: numbers, elements, paths and the outer element.

Lengths are in points, which are also the units of every viewBox. Nothing here needs a style
sheet, so a drawing looks the same inline, as a page's background and as a picture.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence

Point = tuple[float, float]
Colours = Mapping[str, str]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def num(value: float, places: int = 2) -> str:
    """A number as SVG wants it: at most `places` decimals, no idle zeros, never -0."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def clean(text: str) -> str:
    """The text with markup escaped and characters that XML forbids left out."""
    return html.escape(_NOT_XML.sub("", text), quote=True)


def tag(name: str, body: str = "", /, **attributes: str | float) -> str:
    """One element; `stroke_width=2` is written stroke-width="2". `body` is markup already."""
    pairs = "".join(
        f' {key.replace("_", "-")}="{clean(value) if isinstance(value, str) else num(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{body}</{name}>" if body else f"<{name}{pairs}/>"


def document(
    width: float,
    height: float,
    body: str,
    *,
    box: Point | None = None,
    title: str = "",
    back: str = "",
    clip: str = "",
) -> str:
    """The whole drawing, `width` by `height` points.

    `box` is the size of the viewBox where it differs; `back` the colour of a ground; `clip` the
    id of a clip path round the body, for drawings that run past their edges (an engine may show
    a background outside its viewBox). `title` is the accessible name.
    """
    inner_width, inner_height = box or (width, height)
    size = {"width": inner_width, "height": inner_height}
    if clip:
        path = tag("clipPath", tag("rect", **size), id=clip)
        body = path + tag("g", body, clip_path=f"url(#{clip})")
    if back:
        body = tag("rect", **size, fill=back) + body
    name = tag("title", clean(title)) if title else ""
    role = ' role="img"' if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(inner_width)} '
        f'{num(inner_height)}" width="{num(width)}pt" height="{num(height)}pt"{role}>'
        f"{name}{body}</svg>"
    )


def line(points: Iterable[Point], close: bool = False) -> str:
    """Path data of straight strokes through the points."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + ("Z" if close else "")


def curve(points: Sequence[Point], close: bool = False) -> str:
    """Path data of a smooth curve through the points, in relative steps of a tenth of a point.

    The handles are a third of their own stroke, so points that stand unevenly do not overshoot.
    With `close`, the last point is joined to the first, which is not repeated.
    """
    count = len(points)
    tangents = [_tangent(points, i, close) for i in range(count)]
    here = _tenths(points[0])
    parts = [f"M{num(here[0] / 10, 1)} {num(here[1] / 10, 1)}"]
    for i in range(count if close else count - 1):
        j = (i + 1) % count
        start, end = points[i], points[j]
        reach = math.dist(start, end) / 3
        knots = (
            _tenths((start[0] + tangents[i][0] * reach, start[1] + tangents[i][1] * reach)),
            _tenths((end[0] - tangents[j][0] * reach, end[1] - tangents[j][1] * reach)),
            _tenths(end),
        )
        steps = [v for x, y in knots for v in (x - here[0], y - here[1])]
        parts.append("c" + _packed(steps))
        here = knots[2]
    return "".join(parts) + ("Z" if close else "")


def _tangent(points: Sequence[Point], i: int, close: bool) -> Point:
    count = len(points)
    before = points[(i - 1) % count] if close else points[max(i - 1, 0)]
    after = points[(i + 1) % count] if close else points[min(i + 1, count - 1)]
    dx, dy = after[0] - before[0], after[1] - before[1]
    length = math.hypot(dx, dy)
    return (dx / length, dy / length) if length else (0.0, 0.0)


def _tenths(point: Point) -> tuple[int, int]:
    return round(point[0] * 10), round(point[1] * 10)


def _packed(steps: Sequence[int]) -> str:
    """Tenths as numbers with as few separators as SVG allows."""
    out = ""
    for step in steps:
        text = num(step / 10, 1)
        out += text if not out or text.startswith("-") else f" {text}"
    return out


def thin(points: Sequence[Point], slack: float) -> list[Point]:
    """The fewest of the points from which no dropped one is further than `slack` points."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, where = _furthest(points, first, last)
        if worst > slack:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def _furthest(points: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    """Distance and place of the point furthest from the stroke between two of them."""
    (ax, ay), (bx, by) = points[first], points[last]
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    between = range(first + 1, last)
    if not between:
        return 0.0, first

    def off(i: int) -> float:
        px, py = points[i][0] - ax, points[i][1] - ay
        return abs(px * dy - py * dx) / length if length else math.hypot(px, py)

    where = max(between, key=off)
    return off(where), where
