"""Counts: as many marks as the number, and shares whose areas are right."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.drawing import chain, dots, share, squares
from presskit.drawing.counts import columns_for, share_points
from tests.unit.drawing.pieces import COLOURS, area, box, found, points


@given(st.floats(0, 1), st.floats(1, 100))
def test_a_share_has_its_area(part: float, size: float) -> None:
    corners = share_points(3, 4, size, part)
    assert area(corners) == pytest.approx(part * size * size, abs=1e-6 * size * size)
    for x, y in corners:
        assert 3 - 1e-9 <= x <= 3 + size + 1e-9
        assert 4 - 1e-9 <= y <= 4 + size + 1e-9


def filled(svg: str) -> list[float]:
    """The areas drawn in `signal`, one a square."""
    paths = [p for p in found(svg, "path") if p.attrib["fill"] == COLOURS["signal"]]
    return [area(points(piece)) for p in paths for piece in re.findall("M[^M]*", p.attrib["d"])]


@pytest.mark.parametrize(("total", "part"), [(50, 25), (37, 11), (7, 7), (3, 2), (200, 1)])
def test_every_square_shows_the_same_share(total: int, part: int) -> None:
    areas = filled(squares(total=total, part=part, colours=COLOURS, cell=30))
    assert len(areas) == total
    assert sum(areas) == pytest.approx(part * 900, rel=0.01)
    assert max(areas) - min(areas) < 0.5


def test_nothing_and_everything() -> None:
    nothing = share(part=0, total=5, size=10, colours=COLOURS)
    assert [p.attrib["fill"] for p in found(nothing, "path")] == [COLOURS["ink"]]
    everything = share(part=5, total=5, size=10, colours=COLOURS)
    assert [p.attrib["fill"] for p in found(everything, "path")] == [COLOURS["signal"]]
    with pytest.raises(ValueError, match="between 0 and 1"):
        share(part=6, total=5, size=10, colours=COLOURS)


def test_squares_in_columns() -> None:
    plain = {name: COLOURS[name] for name in ("ink", "signal")}
    assert box(squares(total=50, part=1, colours=plain, columns=10, cell=31.2, gap=6)) == (366, 180)
    ground = {**plain, "back": "#ffffff"}
    drawn = squares(total=50, part=1, colours=ground, columns=10, cell=31.2, gap=6)
    assert box(drawn) == (378, 192), "a border of one gap"


@given(st.integers(1, 400))
def test_as_many_dots_as_the_number_apart_and_inside(n: int) -> None:
    svg = dots(n=n, size=70, colours=COLOURS)
    width, height = box(svg)
    circles = [tuple(float(c.attrib[k]) for k in ("cx", "cy", "r")) for c in found(svg, "circle")]
    assert len({(x, y) for x, y, _ in circles}) == n
    for x, y, r in circles:
        assert r <= x <= width - r
        assert r <= y <= height - r


@given(st.integers(1, 120))
def test_as_many_strokes_as_the_number_on_one_line(n: int) -> None:
    svg = chain(n=n, size=84, colours=COLOURS)
    route, strokes, _ = found(svg, "path")
    assert strokes.attrib["d"].count("M") == n
    assert route.attrib["d"].count("M") == 1
    assert len(points(route.attrib["d"])) == n + 1


@pytest.mark.parametrize(("n", "columns"), [(50, 10), (200, 20), (35, 7), (25, 5), (1, 1), (37, 8)])
def test_columns_make_full_rows_where_they_can(n: int, columns: int) -> None:
    assert columns_for(n) == columns
