"""The timeline: years at their place, labels near them and never over one another."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from presskit.drawing import Placed, timeline_axis, timeline_card, timeline_layout
from tests.unit.drawing.pieces import COLOURS, FONT, box, found, points

SPAN = (1937.0, 2020.0)


@given(
    events=st.lists(st.floats(*SPAN), max_size=14).map(sorted),
    rooms=st.lists(st.floats(1, 90), min_size=14, max_size=14),
    unit=st.floats(3, 12),
    snap=st.sampled_from([0.0, 7.0, 14.0]),
)
def test_labels_never_touch_and_stay_beside_the_axis(
    events: list[float], rooms: list[float], unit: float, snap: float
) -> None:
    rooms = rooms[: len(events)]
    height = (SPAN[1] - SPAN[0]) * unit
    needed = sum(-(-room // snap) * snap if snap else room for room in rooms)
    assume(needed <= height)
    placed = timeline_layout(events=events, span=SPAN, unit=unit, room=rooms, snap=snap)
    assert [p.year for p in placed] == events
    for spot, following, room in zip(placed, placed[1:], rooms, strict=False):
        assert following.label_y - spot.label_y >= room - 1e-6
    for spot, room in zip(placed, rooms, strict=True):
        assert spot.mark_y == pytest.approx((spot.year - SPAN[0]) * unit)
        assert spot.label_y >= -1e-6
        assert spot.label_y + room <= height + 1e-6
        if snap:
            assert spot.label_y % snap == pytest.approx(0, abs=1e-6)


def test_a_free_label_stands_level_with_its_mark() -> None:
    placed = timeline_layout(events=[1960.0, 2000.0], span=SPAN, unit=7, room=70, anchor=12)
    assert [p.mark_y - p.label_y for p in placed] == [pytest.approx(12)] * 2


def test_a_year_without_a_month_stands_at_its_tick() -> None:
    (spot,) = timeline_layout(events=[2005.0], span=SPAN, unit=7, room=70)
    axis = timeline_axis(placed=[spot], span=SPAN, unit=7, width=200, x=96, colours=COLOURS)
    ticks = [y for p in found(axis, "path") for x, y in points(p.attrib["d"]) if x == 96]
    assert spot.mark_y in ticks


def test_crowded_labels_share_the_way() -> None:
    first, second = timeline_layout(events=[1967.0, 1969.0], span=SPAN, unit=7, room=70)
    assert second.label_y - first.label_y == pytest.approx(70)
    assert first.mark_y - 12 - first.label_y == pytest.approx(second.label_y + 12 - second.mark_y)


@pytest.mark.parametrize("events", [[1970.0, 1960.0], [1936.0], [2021.0]])
def test_years_out_of_order_or_span_are_refused(events: list[float]) -> None:
    with pytest.raises(ValueError, match="in order and within 1937 to 2020"):
        timeline_layout(events=events, span=SPAN, unit=7, room=10)


def test_labels_that_cannot_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="119 points more"):
        timeline_layout(events=[1950.0] * 10, span=SPAN, unit=7, room=70)
    assert timeline_layout(events=[1950.0] * 10, span=SPAN, unit=7, room=70, overhang=119)
    with pytest.raises(ValueError, match="2 events have 1 rooms"):
        timeline_layout(events=[1950.0, 1960.0], span=SPAN, unit=7, room=[70])


def test_the_axis_has_a_tick_a_year_and_a_ball_an_event() -> None:
    placed = [Placed(1967.8, 215.6, 200.0), Placed(2019.5, 577.5, 546.0)]
    svg = timeline_axis(placed=placed, span=SPAN, unit=7, width=200, x=96, colours=COLOURS,
                        band=(1967.8, 2017.8))  # fmt: skip
    ticks = sum(p.attrib["d"].count("h") for p in found(svg, "path"))
    assert ticks == 84
    assert len(found(svg, "circle")) == 2
    (band,) = (r for r in found(svg, "rect") if r.attrib["fill"] == COLOURS["signal"])
    assert float(band.attrib["height"]) == pytest.approx(350)
    assert box(svg) == (200, 581)


def test_the_axis_grows_for_a_label_below_its_end() -> None:
    svg = timeline_axis(placed=[Placed(2020.0, 581, 580)], span=SPAN, unit=7, width=200, x=96,
                        colours=COLOURS)  # fmt: skip
    assert box(svg)[1] == 593


EVENTS = [
    (1937.8, "1937", "Born"),
    (1967.8, "1967", "First & last"),
    (2005.0, "2005", "A hall of fame with a long name indeed"),
]


@pytest.mark.parametrize("font_path", ["", FONT])
def test_the_card_has_its_ground_its_words_and_its_years(font_path: str) -> None:
    svg = timeline_card(events=EVENTS, span=SPAN, colours=COLOURS, font_path=font_path, face="F'")
    ground = found(svg, "rect")[0]
    assert ground.attrib == {"width": "600", "height": "900", "fill": COLOURS["back"]}
    texts = found(svg, "text")
    assert [t.text for t in texts][:4] == ["1937", "Born", "1967", "First & last"]
    assert " ".join(t.text or "" for t in texts[5:]) == "A hall of fame with a long name indeed"
    assert {t.attrib["font-family"] for t in texts} == {"F'"}


def test_a_card_with_many_events_makes_them_smaller() -> None:
    many = [(1940.0 + n * 2, str(1940 + n * 2), "Something") for n in range(30)]
    svg = timeline_card(events=many, span=SPAN, colours=COLOURS)
    levels = [float(t.attrib["y"]) for t in found(svg, "text")]
    assert len(levels) == 60
    assert max(levels) < 900 - 36
