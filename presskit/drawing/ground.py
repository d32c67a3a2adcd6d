"""Lines of ground that run to a horizon, and one small vehicle on it with its dust."""

from __future__ import annotations

import math

from .svg import Colours, Point, curve, document, line, num, tag

_FOOT = 36.0  # points between the drawing's foot and the middle of the last line
_NODES = 32


def ground(
    *,
    count: int,
    width: float,
    height: float,
    sky: float,
    colours: Colours,
    at: float = 0.70,
    scale: float = 1.3,
    name: str = "ground",
    title: str = "",
) -> str:
    """`count` lines on `width` by `height` points; the last and nearest one has its own colour.

    The first line is the horizon, `sky` points from the top. The vehicle stands on it at `at` of
    the width, `scale` times its own size of 48 by 27 points; its dust needs 70 points of sky.
    `colours` names line, last (also the vehicle's flag), dust, ink (the vehicle), paper (its
    windows) and, for a ground, back. `name` starts the ids.
    Raises ValueError for fewer than two lines, or a horizon too low to see them.
    """
    if count < 2 or sky > height - _FOOT - count:
        raise ValueError(f"{count} lines do not fit below a horizon at {num(sky)} points")
    lines = []
    for k in range(count):
        near = k / (count - 1)
        last = k == count - 1
        stroke = colours["last"] if last else colours["line"]
        weight = 3.4 if last else 0.5 + 0.9 * near
        data = _swell(k, near, width, height, sky)
        lines.append(f'<path d="{data}" stroke="{stroke}" stroke-width="{num(weight)}"/>')
    x = width * at
    body = (
        tag("g", "".join(lines), fill="none")
        + _dust(x - 8 * scale, sky, min(width * 0.66, x), 52, colours["dust"])
        + _vehicle(x, sky + 0.4, scale, colours)
    )
    back = colours.get("back", "")
    return document(width, height, body, title=title, back=back, clip=f"{name}-box")


def _swell(k: int, near: float, width: float, height: float, sky: float) -> str:
    """Path data of line k; `near` is 0 at the horizon and 1 at the reader's feet."""
    y = sky + (height - _FOOT - sky) * (0.588 * near + 0.412 * near**2.3)
    if k == 0:
        return f"M0 {num(y)}H{num(width)}"
    swell = (1.2 + 30 * near**1.5) * 0.36
    points: list[Point] = []
    for i in range(_NODES + 1):
        turn = i / _NODES * math.tau
        bump = (
            math.sin(turn * 1.3 + k * 0.17)
            + 0.6 * math.sin(turn * 2.9 - k * 0.11 + 1)
            + 0.35 * math.sin(turn * 5.3 + k * 0.07)
        )
        points.append((width * i / _NODES, y + bump * swell))
    return curve(points)


def _dust(x: float, y: float, length: float, height: float, colour: str, rows: int = 17) -> str:
    """Rows of dashes, as an engraver would cut dust.

    Long and close behind the wheels at (x, y), short and rare far off.
    """
    dashes = []
    for row in range(rows):
        up = row / (rows - 1)
        here = x - length * 0.62 * up**1.5
        end = x - length * (0.80 + 0.20 * math.sin(row * 2.4)) * (1 - 0.25 * up)
        level = y - 2.2 - (height - 2.2) * up
        k = 0
        while here > end:
            far = (x - here) / length
            dash = (30 * (1 - far) ** 1.4 + 3) * (0.55 + 0.45 * math.sin(k * 1.9 + row * 2.7) ** 2)
            rise = 7 * far * (1 - up)
            dashes.append(f"M{num(here, 1)} {num(level - rise, 1)}h{num(-dash, 1)}")
            here -= dash + 3.5 + 17 * far * (0.5 + 0.5 * math.sin(k * 2.3 + row * 1.3) ** 2)
            k += 1
    return tag(
        "path",
        d="".join(dashes),
        fill="none",
        stroke=colour,
        stroke_width=1.15,
        stroke_linecap="round",
    )


# The vehicle in its own points: the ground is y 0, the rear wheel stands at x 0, the front at 27.
_WHEELS = (0.0, 27.0)
_BODY = (
    "M-9.5 -8.2V-15.2H-7.2L-5.6 -24.3Q-5.4 -25.4 -4.3 -25.4H13.2Q14.2 -25.4 14.7 -24.6L19 -16.6"
    "L33.6 -15.4Q35.4 -15.2 35.4 -13.6V-11H37V-7.6H33.9A7.4 7.4 0 0 0 20.1 -7.6"
    "H6.9A7.4 7.4 0 0 0 -6.9 -7.6H-9.5Z"
)
_WINDOWS = "M-3.4 -16.9L-2.2 -22.9H4.4V-16.9ZM6.6 -16.9V-22.9H12.4L15.9 -16.9Z"
_SPARE = "M-12.6 -18.6H-10.4V-9.6H-12.6Q-13.4 -9.6 -13.4 -10.6V-17.6Q-13.4 -18.6 -12.6 -18.6Z"


def _vehicle(x: float, y: float, scale: float, colours: Colours) -> str:
    """A square-shouldered four-wheel drive seen from the side, no make in particular."""
    ink, paper = colours["ink"], colours["paper"]
    parts = [
        tag("path", d="M-4 -25Q-6.5 -33 -10.5 -38.5", fill="none", stroke=ink, stroke_width=0.6),
        tag("path", d=line([(-10.5, -38.5), (-18, -36.2), (-8.8, -34.6)], close=True),
            fill=colours["last"]),
        tag("path", d=_SPARE, fill=ink),
        tag("path", d=_BODY, fill=ink),
        tag("path", d=_WINDOWS, fill=paper),
        tag("path", d="M-9.5 -13.2H35.4", fill="none", stroke=paper, stroke_width=0.5),
    ]  # fmt: skip
    for wheel in _WHEELS:
        for radius, fill in ((6.0, ink), (2.5, paper), (1.1, ink)):
            parts.append(tag("circle", cx=wheel, cy=-6, r=radius, fill=fill))
    place = f"translate({num(x)} {num(y)}) scale({num(scale)})"
    return tag("g", "".join(parts), transform=place)
