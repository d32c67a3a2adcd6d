"""Contours and ground: every line is there, where it should be; the field is what it claims."""

from __future__ import annotations

import math

import pytest

from presskit.drawing import contours, ground
from presskit.drawing.contours import projected
from presskit.drawing.svg import Point, curve, thin
from presskit.drawing.terrain import Field, distances, isolines
from tests.unit.drawing.pieces import COLOURS, OUTLINE, found, points

PLACE = (60.0, 50.0, 280.0)


def draw(count: int = 30, height: float = 400, whole: bool = True, near: float = 3.7) -> str:
    return contours(outline=OUTLINE, count=count, width=300, height=height, place=PLACE,
                    colours=COLOURS, whole=whole, near=near)  # fmt: skip


@pytest.mark.parametrize("count", [2, 12, 30])
def test_the_count_is_the_count_of_lines(count: int) -> None:
    paths = found(draw(count), "path")
    assert len(paths) == count
    assert [p.attrib["stroke"] for p in paths].count(COLOURS["coast"]) == 1
    assert paths[-1].attrib["stroke"] == COLOURS["coast"]


def test_every_tenth_line_is_heavier() -> None:
    heavy = [i for i, p in enumerate(found(draw(), "path"), 1)
             if p.attrib["stroke"] == COLOURS["index"]]  # fmt: skip
    assert heavy == [10, 20]


def test_a_line_nobody_sees_is_refused_unless_asked_for() -> None:
    with pytest.raises(ValueError, match="of 30 falls outside"):
        draw(near=40)
    assert draw(near=40, whole=False)


def test_an_outline_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="three places"):
        projected([(0, 0), (1, 1)], PLACE)
    with pytest.raises(ValueError, match="some height"):
        projected([(0, 5), (1, 5), (2, 5)], PLACE)


def test_the_outline_fills_its_place_with_north_up() -> None:
    shape = projected(OUTLINE, PLACE)
    assert min(x for x, _ in shape) == pytest.approx(60)
    assert min(y for _, y in shape) == pytest.approx(50)
    assert max(y for _, y in shape) == pytest.approx(330)
    assert shape[0][1] == pytest.approx(50)


def nearest(x: float, y: float, shape: list[Point]) -> float:
    """The distance to a closed shape, found the slow way."""
    best = math.inf
    for (ax, ay), (bx, by) in zip(shape, [*shape[1:], shape[0]], strict=True):
        dx, dy = bx - ax, by - ay
        t = min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        best = min(best, math.hypot(x - ax - t * dx, y - ay - t * dy))
    return best


def test_the_field_inside_the_shape_is_exact_and_negative() -> None:
    shape = projected(OUTLINE, PLACE)
    field = distances(shape, 300, 400, 5, 1)
    checked = 0
    for j, row in enumerate(field.rows):
        for i, value in enumerate(row):
            x, y = field.place(i, j)
            if value < 0:
                assert -value == pytest.approx(nearest(x, y, shape), abs=1e-9)
                checked += 1
            elif value < 14:  # the shore keeps its shape, but for the hills: 18 in 70 at most
                assert value == pytest.approx(nearest(x, y, shape), rel=0.27)
    assert checked > 200


def test_isolines_of_a_cone_are_circles() -> None:
    rows = [[math.hypot(i - 20, j - 20) * 5 for i in range(41)] for j in range(41)]
    field = Field(rows, 5)
    for level, lines in zip([20, 50, 80], isolines(field, [20, 50, 80]), strict=True):
        (circle,) = lines
        assert circle[0] == circle[-1]
        for x, y in circle:
            assert math.hypot(x - 95, y - 95) == pytest.approx(level, abs=0.4)


def test_thinning_keeps_the_ends_and_the_shape() -> None:
    bend = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (2.0, 5.0)]
    assert thin(bend, 0.1) == [(0.0, 0.0), (2.0, 0.0), (2.0, 5.0)]
    assert thin(bend[:2], 0.1) == bend[:2]


def test_a_curve_goes_through_its_points() -> None:
    through = [(0.0, 0.0), (10.04, -3.0), (20.0, 7.77)]
    assert points(curve(through)) == [pytest.approx(p, abs=0.06) for p in through]


def test_ground_has_its_lines_inside_and_the_last_is_its_own() -> None:
    svg = ground(count=50, width=612, height=792, sky=430, colours=COLOURS)
    strokes = (COLOURS["line"], COLOURS["last"])
    lines = [p for p in found(svg, "path") if p.attrib.get("stroke") in strokes]
    assert len(lines) == 50
    assert [p.attrib["stroke"] for p in lines].index(COLOURS["last"]) == 49
    heights = []
    for path in lines:
        ys = [y for _, y in points(path.attrib["d"])]
        assert max(ys) < 792 - 2
        assert min(ys) > 430 - 5
        heights.append(sum(ys) / len(ys))
    assert heights == sorted(heights)


def test_ground_needs_room() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        ground(count=50, width=612, height=792, sky=740, colours=COLOURS)
