"""The timeline as one upright picture for a reader's screen, with its words in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .svg import Colours, clean, document, line, num, tag
from .timeline import Placed, band_body, ticks_body, timeline_layout
from .type import fit_lines

# Without a font to measure, a letter of a condensed face is taken for this much of the size: a
# little more than it needs, for a reader's own font may be wider.
_LETTER = 0.5


@dataclass(frozen=True, slots=True)
class _Measures:
    """Lengths of one card in its own points, shrunk together when events are many."""

    margin: float
    axis: float
    words: float
    year_size: float
    heading_size: float
    leading: float
    gap: float


def timeline_card(
    *,
    events: Sequence[tuple[float, str, str]],
    span: tuple[float, float],
    colours: Colours,
    width: float = 600.0,
    height: float = 900.0,
    face: str = "Barlow Condensed",
    font_path: str = "",
    band: tuple[float, float] | None = None,
    title: str = "",
) -> str:
    """Years and headings along an axis, on a ground of its own that survives a dark page.

    `events` are (decimal year, the year as it is written, heading) in order of time. `face` is a
    family with weights 700 and 800; `font_path` a file of it, to break headings by measured
    width. `colours` names back, ink, signal (the band) and, for the years, year (else ink).
    Raises ValueError as `timeline_layout` does.
    """
    lines = [_broken(heading, width, font_path) for _, _, heading in events]
    needed = sum(_room(len(found), 1.0) for found in lines)
    scale = min(1.0, (height - 72) / needed) if needed else 1.0
    size = _measures(width, scale)
    inner = height - 2 * size.margin
    unit = inner / (span[1] - span[0])
    placed = timeline_layout(
        events=[year for year, _, _ in events],
        span=span,
        unit=unit,
        room=[_room(len(found), scale) for found in lines],
        anchor=size.year_size * 0.55,
    )
    ink = colours["ink"]
    axis = band_body(band, span, unit, size.axis, colours["signal"], 14.0)
    axis += ticks_body(span, unit, size.axis, ink, 1.6)
    words = "".join(
        _event(spot, event[1], found, size, face, colours)
        for spot, event, found in zip(placed, events, lines, strict=True)
    )
    body = tag("g", axis + words, transform=f"translate(0 {num(size.margin)})")
    return document(width, height, body, title=title, back=colours["back"])


def _measures(width: float, scale: float) -> _Measures:
    return _Measures(
        margin=36.0,
        axis=width * 0.34,
        words=width * 0.34 + 84,
        year_size=56 * scale,
        heading_size=36 * scale,
        leading=38 * scale,
        gap=18 * scale,
    )


def _room(lines: int, scale: float) -> float:
    size = _measures(0, scale)
    return max(size.year_size, size.leading * lines) + size.gap


def _broken(heading: str, width: float, font_path: str) -> list[str]:
    """The heading's lines at full size, in the room between the leader and the right margin."""
    size = _measures(width, 1.0)
    room = width - size.words - size.margin * 0.7
    if font_path:
        return fit_lines(heading, font_path, size.heading_size, room)
    lines = [""]
    for word in heading.split():
        longer = f"{lines[-1]} {word}".strip()
        fits = len(longer) * size.heading_size * _LETTER <= room or not lines[-1]
        lines = [*lines[:-1], longer] if fits else [*lines, word]
    return lines


def _event(
    spot: Placed, year: str, lines: Sequence[str], size: _Measures, face: str, colours: Colours
) -> str:
    """The year left of the axis, the heading right of it, and a bent line from mark to heading."""
    ink = colours["ink"]
    level = spot.label_y + size.year_size * 0.55
    x = size.axis
    path = line([(x + 34, spot.mark_y), (x + 56, level), (x + 74, level)])
    parts = [
        tag("path", d=path, fill="none", stroke=ink, stroke_width=1.2),
        tag("circle", cx=x + 34, cy=spot.mark_y, r=4.5, fill=ink),
        tag("text", clean(year), x=size.margin, y=level + size.year_size * 0.35, font_family=face,
            font_weight="800", font_size=size.year_size, fill=colours.get("year", ink)),
    ]  # fmt: skip
    for n, text in enumerate(lines):
        y = level + size.heading_size * 0.35 + n * size.leading
        parts.append(tag("text", clean(text), x=size.words, y=y, font_family=face,
                         font_weight="700", font_size=size.heading_size, fill=ink))  # fmt: skip
    return "".join(parts)
