"""Roadbook signs: each drawn on a field of 84 by 84, for a cell of the accolades' table.

A main road is 5.4 wide, a side road 2.4, with a ball where it starts; orange is the winning road.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .counts import chain_body, columns_for, dots_body, share_body
from .svg import Colours, Point, document, line, num, tag

SIZE = 84.0


def _road(points: Sequence[Point], width: float, colour: str) -> str:
    return tag("path", d=line(points), fill="none", stroke=colour, stroke_width=width,
               stroke_linejoin="round")  # fmt: skip


def _ball(x: float, y: float, colour: str) -> str:
    return tag("circle", cx=x, cy=y, r=5.2, fill=colour)


def _arrow(x: float, y: float, colour: str, angle: float = 0, scale: float = 1.0) -> str:
    """An arrow head with its tip at (x, y), turned clockwise from north by the angle in degrees."""
    head = [(0.0, 0.0), (-8 * scale, 15 * scale), (0.0, 11.5 * scale), (8 * scale, 15 * scale)]
    turn = f"translate({num(x)} {num(y)}) rotate({num(angle)})"
    return tag("path", d=line(head, close=True), fill=colour, transform=turn)


def _flag(x: float, y: float, cell: float, columns: int, rows: int, colours: Colours) -> str:
    """A chequered flag, its cloth in `paper`, its squares and edge in `ink`."""
    checks = "".join(
        f"M{num(x + column * cell)} {num(y + row * cell)}h{num(cell)}v{num(cell)}h{num(-cell)}Z"
        for row in range(rows)
        for column in range(columns)
        if (row + column) % 2 == 0
    )
    cloth = tag("rect", x=x, y=y, width=cell * columns, height=cell * rows,
                fill=colours["paper"], stroke=colours["ink"], stroke_width=1)  # fmt: skip
    return cloth + tag("path", d=checks, fill=colours["ink"])


def _join(colours: Colours) -> str:
    """Several tracks become one."""
    ink = colours["ink"]
    sides = [(12, 74), (27, 76), (57, 76), (72, 74)]
    tracks = "".join(_road([side, (42, 46)], 2.4, ink) for side in sides)
    return tracks + _road([(42, 74), (42, 17)], 5.4, ink) + _ball(42, 74, ink) + _arrow(42, 7, ink)


def _class_win(colours: Colours) -> str:
    """Two driven axles on one shaft, from above."""
    ink = colours["ink"]
    shaft = _road([(42, 62), (42, 16)], 3.4, ink)
    axles = _road([(22, 36), (62, 36)], 3.4, ink) + _road([(22, 64), (62, 64)], 3.4, ink)
    wheels = "".join(
        tag("rect", x=x, y=y, width=10, height=18, rx=2.6, fill=colours["signal"])
        for x in (14, 60)
        for y in (27, 55)
    )
    gearbox = tag("circle", cx=42, cy=50, r=5, fill=ink)
    return shaft + axles + wheels + gearbox + _arrow(42, 5, ink)


def _overall_win(colours: Colours) -> str:
    """The road that passes all the others and ends at the flag."""
    signal = colours["signal"]
    others = "".join(
        _road([(42, y), (x, y - 9)], 2.2, colours["ink"]) for y in (64, 52, 40) for x in (14, 70)
    )
    winner = _road([(42, 76), (42, 32)], 5.4, signal) + _ball(42, 76, signal)
    return others + winner + _arrow(42, 21, signal, scale=1.05) + _flag(18, 4, 6, 8, 2, colours)


def _win(colours: Colours) -> str:
    """The right-hand road, past a finish flag."""
    ink = colours["ink"]
    roads = _road([(30, 46), (12, 22)], 2.2, ink) + _road([(30, 76), (30, 46), (57, 26)], 5.4, ink)
    flag = _flag(50, 42, 6, 4, 3, colours) + _road([(50, 41), (50, 76)], 1.6, ink)
    return roads + _ball(30, 76, ink) + _arrow(65, 20, ink, 53) + flag


def _honour(colours: Colours) -> str:
    """Through a gate."""
    ink, signal = colours["ink"], colours["signal"]
    gate = "M16 76V38A26 26 0 0 1 68 38V76M8 76H24M60 76H76"
    arch = tag("path", d=gate, fill="none", stroke=ink, stroke_width=3.4)
    road = _road([(42, 77), (42, 35)], 5.4, signal) + _ball(42, 77, signal)
    return arch + road + _arrow(42, 25, signal)


def _start(colours: Colours) -> str:
    """Over the line and away."""
    ink, signal = colours["ink"], colours["signal"]
    posts = _road([(13, 78), (13, 28)], 2.6, ink) + _road([(71, 78), (71, 28)], 2.6, ink)
    road = _road([(42, 77), (42, 22)], 5.4, signal) + _ball(42, 77, signal)
    over = _road([(42, 34), (42, 15)], 5.4, signal) + _arrow(42, 6, signal)
    return posts + road + _flag(10, 34, 8, 8, 2, colours) + over


def _dots(colours: Colours, n: int) -> str:
    return _inset(dots_body(n, columns_for(n), SIZE - 10, SIZE - 10, colours["ink"]), 5)


def _share(colours: Colours, part: int, total: int) -> str:
    return share_body([(11, 11)], 62, part / total, colours)


def _run(colours: Colours, n: int) -> str:
    return _inset(chain_body(n, columns_for(n), SIZE - 8, SIZE - 16, colours), 4, 8)


def _inset(body: str, x: float, y: float | None = None) -> str:
    return tag("g", body, transform=f"translate({num(x)} {num(x if y is None else y)})")


# kind: how to draw it, how many numbers it takes, and what it is called when no title is given
_SIGNS: dict[str, tuple[Callable[..., str], int, str]] = {
    "join": (_join, 0, "Sign: four side tracks join one road"),
    "class-win": (_class_win, 0, "Sign: four driven wheels, a class win"),
    "overall-win": (_overall_win, 0, "Sign: one road past all others to the flag, an overall win"),
    "win": (_win, 0, "Sign: a finish flag beside the road, a win"),
    "honour": (_honour, 0, "Sign: a road through a gate, an honour"),
    "start": (_start, 0, "Sign: a road over a start line"),
    "starts": (_dots, 1, "Sign: {0} dots, one for each start"),
    "share": (_share, 2, "Sign: a square filled by {0} parts in {1}"),
    "run": (_run, 1, "Sign: {0} strokes on one unbroken line"),
    "total": (_dots, 1, "Sign: {0} dots"),
}
KINDS = tuple(_SIGNS)


def sign(
    *,
    kind: str,
    size: float,
    colours: Colours,
    numbers: Sequence[int] = (),
    title: str = "",
) -> str:
    """One sign, `size` points square; without a title it gets an English one.

    Kinds and their numbers: join, class-win, overall-win, win, honour, start (none);
    starts, run, total (how many); share (part, total). `colours` names ink, signal, paper.
    Raises ValueError for an unknown kind, the wrong count of numbers, or a number below 1.
    """
    if kind not in _SIGNS:
        raise ValueError(f"no sign is called {kind}; there are {', '.join(KINDS)}")
    draw, needed, words = _SIGNS[kind]
    if len(numbers) != needed:
        raise ValueError(f"the sign {kind} takes {needed} numbers, not {len(numbers)}")
    if any(n < 1 for n in numbers[-1:]):
        raise ValueError(f"the sign {kind} cannot draw {numbers[-1]}")
    name = title or words.format(*numbers)
    return document(size, size, draw(colours, *numbers), box=(SIZE, SIZE), title=name)
