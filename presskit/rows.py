"""Pictures in rows, by their shape and in their order: a contact sheet's rows, a kit's plates.

All lengths are points; a ratio is a picture's width to its height. Rows are chosen for whole pages,
so that none ends half empty. How high words stand is a guess from their letters: a page that turns
out otherwise breaks elsewhere, and loses nothing.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

PANORAMA = 2.0
"""The ratio from which a picture is nothing but a strip in a column of its own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture to be placed: its ratio, and the letters of each paragraph that goes with it.

    `height` is that of a box without a picture, whose ratio is 0.
    """

    ratio: float
    words: tuple[int, ...] = ()
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where rows stand: the width, the gutters, the height of a page and what the first has of it.

    `side` is the column beside the main one, its gutter included. Words are set in lines of
    `leading`, with letters as wide as `letter`; `space` is what stands empty between picture and
    words and below a row.
    """

    width: float
    gutter: float
    page: float
    first: float
    side: float = 0.0
    leading: float = 10.0
    letter: float = 3.65
    space: float = 19.0

    def words(self, shown: Shown, column: float) -> float:
        """About as high as the words of a picture stand in a column."""
        lines = (max(1, math.ceil(n * self.letter / column)) for n in shown.words)
        return sum(lines) * self.leading


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a row: the picture's number from 0, the column it has, and its own size."""

    index: int
    column: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """Pictures of one height beside each other; `kind` tells a style sheet how they are set.

    `height` is about that of the row with its words and the space below.
    """

    cells: tuple[Cell, ...]
    kind: str
    height: float


# ------------------------------------------------------------ rows on pages

_Ways = Callable[[int, Row | None], Iterable[tuple[float, Row]]]
"""The rows that can begin with a picture below the row before, each with what speaks against it."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """Rows up to some picture: what speaks against them, and how full the last page is."""

    cost: float
    used: float
    room: float
    row: Row | None = None
    before: "_Laid | None" = None

    def rows(self) -> tuple[Row, ...]:
        found = []
        laid: _Laid | None = self
        while laid and laid.row:
            found.append(laid.row)
            laid = laid.before
        return tuple(reversed(found))


_KEPT = 40
"""So many ways to the same picture are followed: more of them find nothing better."""


def _paged(count: int, ways: _Ways, area: Area) -> tuple[Row, ...]:
    """Of all ways to set pictures in rows, and rows on pages, the one that least speaks against."""
    reached: list[dict[int, _Laid]] = [{} for _ in range(count + 1)]
    reached[0][0] = _Laid(0.0, 0.0, area.first)
    for start in range(count):
        for laid in sorted(reached[start].values(), key=lambda one: one.cost)[:_KEPT]:
            for cost, row in ways(start, laid.row):
                after = _after(laid, cost, row, area)
                kept = reached[start + len(row.cells)]
                if round(after.used) not in kept or after.cost < kept[round(after.used)].cost:
                    kept[round(after.used)] = after
    return min(reached[count].values(), key=lambda one: one.cost + _lonely(one)).rows()


SLACK = 14.0
"""What is left over on a page, because words may stand a line higher than is guessed."""


def _after(laid: _Laid, cost: float, row: Row, area: Area) -> _Laid:
    """A row more, on the next page if this one has no room; what stays empty speaks against it."""
    if laid.used + row.height - area.space + SLACK <= laid.room:
        return _Laid(laid.cost + cost, laid.used + row.height, laid.room, row, laid)
    empty = max(0.0, laid.room - laid.used) / area.page
    return _Laid(laid.cost + cost + 6 * empty**2, row.height, area.page, row, laid)


def _lonely(laid: _Laid) -> float:
    """What speaks against a last page that holds next to nothing."""
    alone = laid.row is not None and laid.used == laid.row.height and laid.room < laid.used * 4
    return 0.0 if alone or not laid.before else max(0.0, 0.35 - laid.used / laid.room)


# ------------------------------------------------------------ the contact sheet

LEAST = 112.0
"""The narrowest column whose words can be read: a quarter of a sheet."""

_HALF = 240.0
"""The narrowest place of a panorama, which is half of a sheet."""

_LOWEST = 80.0
"""A picture beside another is at least so high: lower ones are stamps."""

_TALLEST = 176.0
"""As high as an upright of 2:3 in the narrowest column: no picture need be higher."""

_AIM = 107.0
"""As high as a frame of 3:2 in a third of a sheet."""

_MOST = 4


def sheet(pictures: Sequence[Shown], area: Area) -> tuple[Row, ...]:
    """Rows of a contact sheet: all pictures once, in order, of heights as alike as can be."""
    return _paged(len(pictures), partial(_sheet_rows, pictures, area), area)


def _sheet_rows(
    pictures: Sequence[Shown], area: Area, start: int, above: Row | None
) -> Iterator[tuple[float, Row]]:
    for end in range(start + 1, min(start + _MOST, len(pictures)) + 1):
        last = end == len(pictures)
        # the last row ends where it ends: no higher than the one above it
        tallest = above.cells[0].height if last and above else _TALLEST
        cells = _fitted(pictures[start:end], start, area, tallest)
        if cells:
            words = max(area.words(pictures[c.index], c.column) for c in cells)
            height = cells[0].height + words + area.space
            yield _unlike(cells, area, last), Row(cells, "row", height)


def _fitted(pictures: Sequence[Shown], start: int, area: Area, tallest: float) -> tuple[Cell, ...]:
    """These pictures in a row as high as the width lets them be; none if they are too many."""
    ratios = [shown.ratio for shown in pictures]
    least = [_HALF if ratio >= PANORAMA else LEAST for ratio in ratios]
    room = area.width - area.gutter * (len(ratios) - 1)
    if len(ratios) > 1 and sum(least) > room:
        return ()
    height = min(tallest, _height(ratios, least, room))
    strips = any(ratio >= PANORAMA and ratio * height < _HALF - 0.01 for ratio in ratios)
    if len(ratios) > 1 and (strips or height < _LOWEST):
        return ()
    cells = []
    for i, (ratio, narrowest) in enumerate(zip(ratios, least, strict=True), start):
        own = min(ratio * height, room)
        column = min(max(own, narrowest), room)
        cells.append(Cell(i, round(column, 2), round(own, 2), round(own / ratio, 2)))
    return tuple(cells)


def _height(ratios: Sequence[float], least: Sequence[float], room: float) -> float:
    """The height at which columns as wide as their pictures, or as their words ask, fill the room.

    Narrow pictures stand in columns that are wider than they are; the others share what is left.
    """
    free = list(range(len(ratios)))
    while True:
        taken = sum(narrowest for i, narrowest in enumerate(least) if i not in free)
        height = (room - taken) / sum(ratios[i] for i in free)
        narrow = [i for i in free if ratios[i] * height < least[i] - 0.001]
        if not narrow or len(narrow) == len(free):
            return height
        free = [i for i in free if i not in narrow]


def _unlike(cells: Sequence[Cell], area: Area, last: bool) -> float:
    """How far a row is from one of the height that all should have, filled to the edge."""
    filled = sum(cell.width for cell in cells) + area.gutter * (len(cells) - 1)
    empty = 0.0 if last else 1 - filled / area.width
    return math.log(cells[0].height / _AIM) ** 2 + 5 * empty**2


# ------------------------------------------------------------ the plates of a kit

_PLATE = 352.0
"""As high as an upright of 2:3 over half of the measure."""

_LOW = 140.0
"""A picture beside another is at least so high."""

_NARROW = 120.0

_SCALES = ((1.0, 0.0), (0.86, 0.06))
"""How large a picture is by what it could be, and what speaks against it: it may fill a page."""


def plates(pictures: Sequence[Shown], area: Area) -> tuple[Row, ...]:
    """Rows of a kit's pages: all pictures once, in order, each as large as its shape deserves.

    A row is `whole`, one picture across both columns; `beside`, one in the main column with its
    words in the other; `row`, two or three beside each other; or `box`, one without a picture.
    """
    return _paged(len(pictures), partial(_plate_rows, pictures, area), area)


def _plate_rows(
    pictures: Sequence[Shown], area: Area, start: int, _above: Row | None
) -> Iterator[tuple[float, Row]]:
    one = pictures[start]
    if not one.ratio:
        yield 0.0, Row((Cell(start, area.width, 0.0, 0.0),), "box", one.height)
        return
    if one.ratio >= 1.4:
        words = area.words(replace(one, words=one.words[1:]), area.width - area.side)
        height = area.width / one.ratio
        cell = Cell(start, area.width, area.width, round(height, 2))
        yield 0.0 if one.ratio >= 1.7 else 0.2, Row((cell,), "whole", height + words + area.space)
    if one.ratio < PANORAMA:
        yield from (_beside(one, area, start, *scaled) for scaled in _SCALES)
    for end in (start + 2, start + 3):
        some = pictures[start:end]
        if len(some) == end - start and all(0 < shown.ratio < PANORAMA for shown in some):
            yield from _together(some, area, start)


def _beside(one: Shown, area: Area, start: int, scale: float, smaller: float) -> tuple[float, Row]:
    """A picture in the main column, its words in the other."""
    main = area.width - area.side
    width = scale * min(main, _PLATE * one.ratio)
    cell = Cell(start, area.width, round(width, 2), round(width / one.ratio, 2))
    words = area.words(one, area.side - area.gutter)
    height = max(cell.height, words)
    against = 0.4 if one.ratio < 0.87 else 0.12 if one.ratio >= 1.7 else 0.0
    if words > cell.height:
        against += 0.5
    return against + smaller, Row((cell,), "beside", height + area.space)


def _together(some: Sequence[Shown], area: Area, start: int) -> Iterator[tuple[float, Row]]:
    """Two or three pictures of one height; none where one of them were too small."""
    room = area.width - area.gutter * (len(some) - 1)
    columns = [shown.ratio * room / sum(one.ratio for one in some) for shown in some]
    upright = sum(shown.ratio < 0.87 for shown in some)
    for scale, smaller in _SCALES:
        height, widths = scale * columns[0] / some[0].ratio, [scale * one for one in columns]
        if _LOW <= height <= _PLATE * 1.1 and min(widths) >= _NARROW:
            cells = tuple(
                Cell(i, round(width, 2), round(width, 2), round(height, 2))
                for i, width in enumerate(widths, start)
            )
            words = max(area.words(shown, w) for shown, w in zip(some, widths, strict=True))
            against = (0.3, 0.08, 0.0, 0.05)[upright] + smaller
            yield against, Row(cells, "row", height + words + area.space)
