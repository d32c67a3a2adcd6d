"""Pictures in rows: each stands once, in order, whole, and as large as its shape deserves."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit import rows
from presskit.rows import Area, Row, Shown

WORDS = (32, 60, 25, 20, 60, 58)
SHEET = Area(511.28, 14, 744, 658)
KIT = Area(484, 14, 686, 588, side=166, leading=10.5, space=35)
WAYS: dict[str, tuple[Callable[[Sequence[Shown], Area], tuple[Row, ...]], Area]] = {
    "sheet": (rows.sheet, SHEET),
    "plates": (rows.plates, KIT),
}
UPRIGHT, SQUARE, FRAME, WIDE, STRIP = 2 / 3, 1.0, 1.5, 1.85, 2.39

pictures = st.builds(
    Shown,
    st.floats(0.1, 12) | st.sampled_from([UPRIGHT, SQUARE, FRAME, WIDE, STRIP]),
    st.lists(st.integers(0, 2000), max_size=7).map(tuple),
)


def shown(*ratios: float) -> list[Shown]:
    return [Shown(ratio, WORDS) for ratio in ratios]


def shapes(found: Sequence[Row]) -> list[tuple[str, int]]:
    return [(row.kind, len(row.cells)) for row in found]


@pytest.mark.parametrize("way", WAYS)
@given(some=st.lists(pictures, max_size=25))
def test_every_picture_stands_once_and_in_order(way: str, some: list[Shown]) -> None:
    lay_out, area = WAYS[way]
    found = lay_out(some, area)
    assert [cell.index for row in found for cell in row.cells] == list(range(len(some)))


@pytest.mark.parametrize("way", WAYS)
@given(some=st.lists(pictures, min_size=1, max_size=12))
def test_no_picture_is_cropped_and_no_row_is_too_wide(way: str, some: list[Shown]) -> None:
    lay_out, area = WAYS[way]
    for row in lay_out(some, area):
        columns = sum(cell.column for cell in row.cells) + area.gutter * (len(row.cells) - 1)
        assert columns <= area.width + 0.1
        for cell in row.cells:
            assert cell.width <= cell.column + 0.01
            assert cell.width == pytest.approx(cell.height * some[cell.index].ratio, abs=0.2)


@given(some=st.lists(pictures, min_size=2, max_size=12))
def test_pictures_of_a_row_are_of_one_height(some: list[Shown]) -> None:
    for row in rows.sheet(some, SHEET):
        assert max(c.height for c in row.cells) - min(c.height for c in row.cells) < 0.1


@pytest.mark.parametrize(
    ("ratio", "most"), [(UPRIGHT, 4), (SQUARE, 4), (FRAME, 3), (WIDE, 3), (STRIP, 2), (3.2, 1)]
)
def test_a_sheet_has_as_many_in_a_row_as_suit_their_shape(ratio: float, most: int) -> None:
    found = rows.sheet([Shown(ratio, (20, 20))] * 13, SHEET)
    assert {len(row.cells) for row in found[:-1]} == {most}
    assert found[-1].cells[0].height <= found[0].cells[0].height, "the last no larger for its room"


def test_a_panorama_among_others_has_half_of_the_sheet_or_more() -> None:
    for order in ([FRAME, STRIP, UPRIGHT, 3.2, SQUARE], [UPRIGHT, UPRIGHT, STRIP, FRAME, FRAME]):
        for row in rows.sheet(shown(*order), SHEET):
            for cell in row.cells:
                if order[cell.index] >= rows.PANORAMA:
                    assert cell.width >= SHEET.width * 0.46


def test_words_never_have_less_than_a_quarter_of_the_sheet() -> None:
    for row in rows.sheet(shown(*[0.3, FRAME, 0.2, 0.5, STRIP, 0.25] * 3), SHEET):
        assert min(cell.column for cell in row.cells) >= rows.LEAST


def test_uprights_stand_side_by_side_and_a_strip_takes_the_measure() -> None:
    assert shapes(rows.plates(shown(UPRIGHT, UPRIGHT), KIT)) == [("row", 2)]
    assert shapes(rows.plates(shown(*[UPRIGHT] * 5), KIT)) in (
        [("row", 2), ("row", 3)],
        [("row", 3), ("row", 2)],
    )
    assert shapes(rows.plates(shown(STRIP), KIT)) == [("whole", 1)]
    assert shapes(rows.plates(shown(UPRIGHT), KIT)) == [("beside", 1)]


def test_a_still_without_a_file_stands_by_itself() -> None:
    some = [*shown(UPRIGHT), Shown(0, height=158), *shown(UPRIGHT)]
    assert shapes(rows.plates(some, KIT)) == [("beside", 1), ("box", 1), ("beside", 1)]


def blanks(found: Sequence[Row], area: Area) -> list[float]:
    """What stands empty at the foot of each page but the last, as a share of a page."""
    used, room, empty = 0.0, area.first, []
    for row in found:
        if used + row.height - area.space > room:
            empty.append((room - used) / area.page)
            used, room = 0.0, area.page
        used += row.height
    return empty


@pytest.mark.parametrize("page", [686, 644])
def test_no_page_of_frames_is_half_empty(page: float) -> None:
    area = Area(484, 14, page, page - 98, side=166, leading=10.5, space=35)
    for ratio in (4 / 3, FRAME, 16 / 9, WIDE):
        assert max(blanks(rows.plates(shown(*[ratio] * 20), area), area)) < 0.21
    mixed = [FRAME, STRIP, UPRIGHT, 0.75, WIDE, SQUARE, UPRIGHT, 3.2, 0.8, FRAME, 0.56, FRAME]
    assert max(blanks(rows.plates(shown(*mixed), area), area)) < 0.21
