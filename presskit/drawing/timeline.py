"""A true axis of years, and labels that stand as near their year as they can without touching."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .svg import Colours, document, line, num, tag


@dataclass(frozen=True, slots=True)
class Placed:
    """One event: its decimal year, its place on the axis, and the top of its label (points)."""

    year: float
    mark_y: float
    label_y: float


def timeline_layout(
    *,
    events: Sequence[float],
    span: tuple[float, float],
    unit: float,
    room: float | Sequence[float],
    anchor: float = 12.0,
    snap: float = 0.0,
    overhang: float = 0.0,
) -> tuple[Placed, ...]:
    """Where each event's mark and label go, in points below the axis's upper end.

    `events` are decimal years in order of time, 1967.0 for a year without a month; `span` the
    axis's first and last year; `unit` the points of a year. `room` is the height of a label, one
    for all or one each. A label that is free to stand anywhere has the point `anchor` below its
    top at the height of its mark; crowded ones share the way they must move. `snap` puts tops on
    a grid, with rooms rounded up to it; `overhang` lets the last labels reach below the axis.
    Raises ValueError for years out of order or span, or labels that cannot all fit.
    """
    first, last = span
    if list(events) != sorted(events) or any(not first <= year <= last for year in events):
        raise ValueError(f"events must be in order and within {num(first)} to {num(last)}")
    rooms = _rooms(room, len(events), snap)
    free = (last - first) * unit + overhang - sum(rooms)
    if free < -1e-9:
        raise ValueError(f"the labels need {num(-free)} points more than the axis has")
    marks = [(year - first) * unit for year in events]
    before = [sum(rooms[:i]) for i in range(len(rooms))]
    # Without their rooms, labels that do not overlap are numbers that do not fall.
    wanted = [mark - anchor - used for mark, used in zip(marks, before, strict=True)]
    found = [min(max(value, 0.0), max(free, 0.0)) for value in _rising(wanted)]
    if snap:
        found = [math.floor(value / snap + 1e-9) * snap for value in found]
    return tuple(
        Placed(float(year), float(mark), float(value + used))
        for year, mark, value, used in zip(events, marks, found, before, strict=True)
    )


def _rooms(room: float | Sequence[float], count: int, snap: float) -> list[float]:
    rooms = [float(room)] * count if isinstance(room, int | float) else [float(r) for r in room]
    if len(rooms) != count:
        raise ValueError(f"{count} events have {len(rooms)} rooms")
    return [math.ceil(r / snap - 1e-9) * snap for r in rooms] if snap else rooms


def _rising(values: Sequence[float]) -> list[float]:
    """The numbers nearest to the values (least squares) of which none is below the one before.

    Neighbours that are out of order are pooled at their mean until none is.
    """
    pools: list[tuple[float, int]] = []
    for value in values:
        pool = (value, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            total, count = pools.pop()
            pool = (pool[0] + total, pool[1] + count)
        pools.append(pool)
    return [total / count for total, count in pools for _ in range(count)]


def timeline_axis(
    *,
    placed: Sequence[Placed],
    span: tuple[float, float],
    unit: float,
    width: float,
    x: float,
    colours: Colours,
    band: tuple[float, float] | None = None,
    anchor: float = 12.0,
    leader: float = 52.0,
    title: str = "",
) -> str:
    """The axis `x` points from the left: a tick a year, a long one a decade, a line to each label.

    `band` (decimal years) is a stripe beside the axis; `leader` how far right of the axis the
    lines end, at `anchor` below each label's top. The labels themselves are the page's business.
    The drawing is as high as the axis, or higher where a label's line ends below it.
    `colours` names ink, signal (the band) and, for a ground, back.
    """
    height = (span[1] - span[0]) * unit
    lowest = max((p.label_y + anchor for p in placed), default=0.0)
    ink = colours["ink"]
    body = band_body(band, span, unit, x, colours["signal"])
    body += ticks_body(span, unit, x, ink)
    for spot in placed:
        body += _leader(spot, x, leader, anchor, height, ink)
    back = colours.get("back", "")
    return document(width, max(height, lowest + 1), body, title=title, back=back)


def band_body(
    band: tuple[float, float] | None,
    span: tuple[float, float],
    unit: float,
    x: float,
    colour: str,
    width: float = 9.0,
) -> str:
    """The stripe left of the axis, cut to the span; nothing without a band."""
    if band is None:
        return ""
    start, end = ((min(max(year, span[0]), span[1]) - span[0]) * unit for year in band)
    return tag("rect", x=x - width, y=start, width=width, height=end - start, fill=colour)


def ticks_body(
    span: tuple[float, float], unit: float, x: float, ink: str, scale: float = 1.0
) -> str:
    """The axis and its ticks; the outermost ones stand wholly inside the drawing."""
    height = (span[1] - span[0]) * unit
    short: list[str] = []
    long: list[str] = []
    for year in range(math.ceil(span[0]), math.floor(span[1]) + 1):
        y = min(max((year - span[0]) * unit, 0.55 * scale), height - 0.55 * scale)
        decade = year % 10 == 0
        length = (16 if decade else 7) * scale
        (long if decade else short).append(f"M{num(x)} {num(y)}h{num(length)}")
    long.append(f"M{num(x)} 0V{num(height)}")
    # A line has nothing to fill, and SVG would fill it with black.
    return "".join(
        tag("path", d="".join(lines), fill="none", stroke=ink, stroke_width=width * scale)
        for lines, width in ((short, 0.6), (long, 1.1))
    )


def _leader(spot: Placed, x: float, leader: float, anchor: float, height: float, ink: str) -> str:
    """A ball at the mark and a line from it to the label, level where it meets the label."""
    y = min(max(spot.mark_y, 2.4), height - 2.4)
    end = spot.label_y + anchor
    path = line([(x + 20, y), (x + 38, end), (x + leader, end)])
    ball = tag("circle", cx=x + 20, cy=y, r=2.4, fill=ink)
    return tag("path", d=path, fill="none", stroke=ink, stroke_width=0.6) + ball
