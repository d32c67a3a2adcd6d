"""A field of distances from an outline, and the lines of equal distance in it.

A field is a list of rows of numbers, one a node of a square grid; node (0, 0) lies one step
up and left of the drawing's corner, so that lines leave the drawing instead of ending in it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .svg import Point

Edge = tuple[float, float, float, float, float]  # x, y, dx, dy, squared length
Key = tuple[int, int]  # a grid line between two nodes: the first node's number, 0 across or 1 down

_BLOCK = 8  # nodes a side that share one list of near edges
_SHORE = 14.0  # points from the coast within which lines keep its shape
_PASSES = 10


@dataclass(frozen=True, slots=True)
class Field:
    """Distances in points on a grid with `step` points between the nodes; negative inside."""

    rows: list[list[float]]
    step: float

    def place(self, column: float, row: float) -> Point:
        """Where a node stands in the drawing, in points."""
        return (column - 1) * self.step, (row - 1) * self.step


def distances(
    shape: Sequence[Point], width: float, height: float, step: float, relief: float
) -> Field:
    """The field round a closed shape, over a drawing of `width` by `height` points.

    Outside the shape it is warped a little, as land would warp it; `relief` is the scale of
    that land, 1 for a sheet of about A4. Where two coasts are equally near, creases are rounded.
    """
    columns, rows = math.ceil(width / step) + 3, math.ceil(height / step) + 3
    near = _near_edges(_edges(shape), columns, rows, step)
    field = []
    for j in range(rows):
        y = (j - 1) * step
        crossings = _crossings(shape, y)
        row = []
        for i in range(columns):
            x = (i - 1) * step
            distance = _distance(x, y, near[j // _BLOCK][i // _BLOCK])
            inside = len(crossings) - bisect_left(crossings, x)
            row.append(-distance if inside % 2 else _warped(x, y, distance, relief))
        field.append(row)
    return Field(_soften(field, _SHORE * relief), step)


def _edges(shape: Sequence[Point]) -> list[Edge]:
    pairs = zip(shape, [*shape[1:], shape[0]], strict=True)
    edges = [(ax, ay, bx - ax, by - ay) for (ax, ay), (bx, by) in pairs]
    return [(x, y, dx, dy, dx * dx + dy * dy) for x, y, dx, dy in edges if dx or dy]


def _distance(x: float, y: float, edges: Sequence[Edge]) -> float:
    """The distance from a point to the nearest of the edges."""
    best = math.inf
    for ax, ay, dx, dy, square in edges:
        px, py = x - ax, y - ay
        t = (px * dx + py * dy) / square
        t = 0.0 if t < 0 else 1.0 if t > 1 else t
        px, py = px - t * dx, py - t * dy
        square_distance = px * px + py * py
        if square_distance < best:
            best = square_distance
    return math.sqrt(best)


def _near_edges(
    edges: Sequence[Edge], columns: int, rows: int, step: float
) -> list[list[list[Edge]]]:
    """For each block of nodes, the edges that can be nearest to one of its nodes.

    No node is further than `reach` from its block's middle, so an edge further from the middle
    than the nearest one by more than twice that is nearest to none of them. The result is exact,
    and looks at a tenth of the pairs.
    """
    middle, reach = (_BLOCK - 1) / 2, (_BLOCK - 1) / 2 * math.sqrt(2) * step
    blocks = []
    for top in range(0, rows, _BLOCK):
        line = []
        for left in range(0, columns, _BLOCK):
            x, y = (left + middle - 1) * step, (top + middle - 1) * step
            far = [_distance(x, y, (edge,)) for edge in edges]
            limit = min(far) + 2 * reach + 1e-9
            line.append([e for e, d in zip(edges, far, strict=True) if d <= limit])
        blocks.append(line)
    return blocks


def _crossings(shape: Sequence[Point], y: float) -> list[float]:
    """Where the shape's edges cross the height y, from left to right."""
    found = []
    for (ax, ay), (bx, by) in zip(shape, [*shape[1:], shape[0]], strict=True):
        if (ay > y) != (by > y):
            found.append((bx - ax) * (y - ay) / (by - ay) + ax)
    return sorted(found)


def _warped(x: float, y: float, distance: float, relief: float) -> float:
    """The distance plus up to 18 points of hill or hollow, none at the coast."""
    x, y = x / relief, y / relief
    hills = (
        math.sin(x / 47 + y / 83)
        + math.sin(y / 39 - x / 71 + 2)
        + 0.6 * math.sin(x / 23 - y / 29 + 1)
    )
    return distance + hills * 7 * relief * min(1.0, distance / (70 * relief))


def _soften(field: list[list[float]], shore: float) -> list[list[float]]:
    for _ in range(_PASSES):
        field = [
            field[0],
            *(
                _softened_row(above, row, below, shore)
                for above, row, below in zip(field, field[1:], field[2:], strict=False)
            ),
            field[-1],
        ]
    return field


def _softened_row(
    above: list[float], row: list[float], below: list[float], shore: float
) -> list[float]:
    inner = zip(row[1:-1], row, row[2:], above[1:-1], below[1:-1], strict=False)
    soft = [
        (here * 2 + left + right + up + down) / 6 if here > shore else here
        for here, left, right, up, down in inner
    ]
    return [row[0], *soft, row[-1]]


# Which sides of a cell a line crosses, by the corners above the level (top left 1, top right 2,
# bottom right 4, bottom left 8): t, r, b, l for top, right, bottom, left.
_CASES = {
    1: "lt", 2: "tr", 3: "lr", 4: "rb", 5: "ltrb", 6: "tb", 7: "lb",
    8: "bl", 9: "tb", 10: "trbl", 11: "rb", 12: "lr", 13: "tr", 14: "lt",
}  # fmt: skip


def isolines(field: Field, levels: Sequence[float]) -> list[list[list[Point]]]:
    """For each of the rising levels, its lines as lists of points.

    A closed line ends where it starts. All levels are found in one walk over the grid.
    """
    links: list[dict[Key, list[Key]]] = [{} for _ in levels]
    columns = len(field.rows[0])
    for j, (top, low) in enumerate(zip(field.rows, field.rows[1:], strict=False)):
        for i in range(columns - 1):
            a, b, c, d = top[i], top[i + 1], low[i + 1], low[i]
            least, most = min(a, b, c, d), max(a, b, c, d)
            for n in range(bisect_left(levels, least), len(levels)):
                level = levels[n]
                if level >= most:
                    break
                code = (a > level) | (b > level) << 1 | (c > level) << 2 | (d > level) << 3
                _link(links[n], j * columns + i, columns, _CASES[code])
    return [
        [[_crossing(field, key, level) for key in chain] for chain in _chains(found)]
        for found, level in zip(links, levels, strict=True)
    ]


def _link(found: dict[Key, list[Key]], node: int, columns: int, sides: str) -> None:
    keys = {"t": (node, 0), "b": (node + columns, 0), "l": (node, 1), "r": (node + 1, 1)}
    for start, end in zip(sides[::2], sides[1::2], strict=True):
        found.setdefault(keys[start], []).append(keys[end])
        found.setdefault(keys[end], []).append(keys[start])


def _crossing(field: Field, key: Key, level: float) -> Point:
    """Where the level lies between the two nodes of a grid line."""
    (node, down), columns = key, len(field.rows[0])
    row, column = divmod(node, columns)
    start = field.rows[row][column]
    end = field.rows[row + down][column + 1 - down]
    t = (level - start) / (end - start)
    return field.place(column + (t if not down else 0), row + (t if down else 0))


def _chains(found: dict[Key, list[Key]]) -> list[list[Key]]:
    """The links strung together: open lines from their ends, then closed ones."""
    ends = [key for key, others in found.items() if len(others) == 1]
    chains = []
    for start in [*ends, *found]:
        if not found[start]:
            continue
        chain, here = [start], start
        while found[here]:
            there = found[here].pop()
            found[there].remove(here)
            chain.append(there)
            here = there
        chains.append(chain)
    return chains
