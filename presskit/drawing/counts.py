"""Counts that can be counted: squares, dots, a share of a square, strokes on one line.

`..._body` functions give the marks alone, within a box, for the roadbook's signs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .svg import Colours, Point, document, line, num, tag

# The dark part reaches this far, in points, under the bright one, so that no light shows between.
_UNDERLAP = 0.4


def columns_for(n: int) -> int:
    """How many columns make full rows of `n` marks, about as wide as high or a little wider."""
    least = math.ceil(math.sqrt(n))
    for columns in range(least, int(2.2 * least) + 1):
        if n % columns == 0:
            return columns
    return math.ceil(math.sqrt(n) * 1.3)


def share_points(x: float, y: float, size: float, share: float) -> list[Point]:
    """The lower left part of a square, cut on the diagonal, whose area is the share (0 to 1)."""
    if share <= 0.5:
        side = size * math.sqrt(2 * share)
        return [(x, y + size), (x, y + size - side), (x + side, y + size)]
    side = size * math.sqrt(2 * (1 - share))
    corners = [(x, y), (x + size - side, y), (x + size, y + side), (x + size, y + size)]
    return [*corners, (x, y + size)]


def _rest_points(x: float, y: float, size: float, share: float) -> list[Point]:
    """The upper right part that the share leaves: the same cut, seen from the other corner."""
    turned = share_points(0, 0, size, 1 - share)
    return [(x + size - a, y + size - b) for a, b in turned]


def _square(x: float, y: float, size: float) -> str:
    return f"M{num(x)} {num(y)}h{num(size)}v{num(size)}h{num(-size)}Z"


def share_body(places: Sequence[Point], size: float, share: float, colours: Colours) -> str:
    """Squares of `size` points at the places, each with the same share in `signal`, else `ink`."""
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, not {share}")
    covered = max(0.0, share - _UNDERLAP / size)
    parts = []
    if share < 1:
        rest = (line(_rest_points(x, y, size, covered), close=True) for x, y in places)
        parts.append(tag("path", d="".join(rest), fill=colours["ink"]))
    if share == 1:
        full = "".join(_square(x, y, size) for x, y in places)
        parts.append(tag("path", d=full, fill=colours["signal"]))
    elif share > 0:
        some = (line(share_points(x, y, size, share), close=True) for x, y in places)
        parts.append(tag("path", d="".join(some), fill=colours["signal"]))
    return "".join(parts)


def dots_body(n: int, columns: int, width: float, height: float, ink: str) -> str:
    """`n` dots in rows, centred in a box of `width` by `height` points."""
    rows = -(-n // columns)
    pitch = min(width / columns, height / rows)
    left, top = (width - pitch * columns) / 2, (height - pitch * rows) / 2
    return "".join(
        tag(
            "circle",
            cx=left + pitch * (k % columns + 0.5),
            cy=top + pitch * (k // columns + 0.5),
            r=pitch * 0.31,
            fill=ink,
        )
        for k in range(n)
    )


def chain_body(n: int, columns: int, width: float, height: float, colours: Colours) -> str:
    """`n` strokes on one unbroken line, ploughed back and forth, with an arrow at its end."""
    rows = -(-n // columns)
    across, down = (width - 16) / columns, height / rows
    places = []
    for k in range(n):
        row, column = divmod(k, columns)
        column = columns - 1 - column if row % 2 else column
        places.append((8 + across * (column + 0.5), down * (row + 0.5)))
    half = min(4.2, down * 0.36)
    strokes = "".join(f"M{num(x)} {num(y - half)}v{num(2 * half)}" for x, y in places)
    way = 1 if (rows - 1) % 2 == 0 else -1
    x, y = places[-1]
    tip = x + way * (across / 2 + 6)
    head = [(tip, y), (tip - way * 8, y - 4.4), (tip - way * 6, y), (tip - way * 8, y + 4.4)]
    route = line([*places, (tip - way * 6, y)])
    return (
        tag("path", d=route, fill="none", stroke=colours["signal"], stroke_width=1.3)
        + tag(
            "path",
            d=strokes,
            fill="none",
            stroke=colours["ink"],
            stroke_width=min(2.4, across * 0.3),
        )
        + tag("path", d=line(head, close=True), fill=colours["signal"])
    )


def squares(
    *,
    total: int,
    part: float,
    colours: Colours,
    columns: int = 0,
    cell: float = 31.2,
    gap: float = 6.0,
    title: str = "",
) -> str:
    """`total` squares of `cell` points; each shows the share part/total, so none is singled out.

    `columns` 0 chooses full rows. `colours` names ink and signal, and back for a ground with a
    border of one gap. Raises ValueError unless 0 <= part <= total and total >= 1.
    """
    _at_least_one(total)
    columns = columns or columns_for(total)
    rows = -(-total // columns)
    pitch, edge = cell + gap, gap if "back" in colours else 0.0
    places = [(edge + k % columns * pitch, edge + k // columns * pitch) for k in range(total)]
    width, height = columns * pitch - gap + 2 * edge, rows * pitch - gap + 2 * edge
    body = share_body(places, cell, part / total, colours)
    return document(width, height, body, title=title, back=colours.get("back", ""))


def dots(*, n: int, size: float, colours: Colours, columns: int = 0, title: str = "") -> str:
    """`n` dots in rows, `size` points wide and as high as the rows need. `colours` names ink."""
    _at_least_one(n)
    columns = columns or columns_for(n)
    height = size / columns * -(-n // columns)
    body = dots_body(n, columns, size, height, colours["ink"])
    return document(size, height, body, title=title)


def share(*, part: float, total: float, size: float, colours: Colours, title: str = "") -> str:
    """A square of `size` points, part/total of its area in `signal`, the rest in `ink`."""
    body = share_body([(0, 0)], size, part / total, colours)
    return document(size, size, body, title=title)


def chain(*, n: int, size: float, colours: Colours, columns: int = 0, title: str = "") -> str:
    """`n` strokes on one line in a square of `size` points. `colours` names ink and signal."""
    _at_least_one(n)
    body = chain_body(n, columns or columns_for(n), 84, 84, colours)
    return document(size, size, body, box=(84, 84), title=title)


def _at_least_one(n: int) -> None:
    if n < 1:
        raise ValueError(f"a count to draw is at least 1, not {n}")
