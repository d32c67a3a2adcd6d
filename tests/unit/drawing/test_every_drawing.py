"""What holds for every drawing: well formed, named, the same bytes, inside its box."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.drawing import FUNCTIONS, KINDS, sign, timeline_layout
from presskit.drawing.svg import clean, num
from tests.unit.drawing.pieces import COLOURS, FONT, OUTLINE, ROOT, box, found, points, read

PLACED = timeline_layout(events=[1950.0, 1951.5, 1999.0], span=(1940, 2000), unit=7, room=70)
SAMPLES: dict[str, dict[str, Any]] = {
    "chain": {"n": 35, "size": 84},
    "contours": {
        "outline": OUTLINE,
        "count": 12,
        "width": 300,
        "height": 400,
        "place": (60, 50, 280),
        "neatline": "#123456",
    },
    "dots": {"n": 50, "size": 70},
    "ground": {"count": 50, "width": 595.28, "height": 841.89, "sky": 458},
    "plate": {"digits": "50", "top": "TOP", "stickers": ("67", "17"), "width": 120},
    "share": {"part": 24, "total": 50, "size": 62},
    "sign": {"kind": "honour", "size": 70},
    "squares": {"total": 50, "part": 25},
    "timeline_axis": {
        "placed": PLACED,
        "span": (1940, 2000),
        "unit": 7,
        "width": 160,
        "x": 96,
        "band": (1951.5, 1990.0),
    },
    "timeline_card": {
        "events": [(1950.0, "1950", "First"), (1999.2, "1999", "A longer heading for two lines")],
        "span": (1940, 2000),
        "font_path": FONT,
    },
}


def drawn(name: str, /, **more: Any) -> str:
    return FUNCTIONS[name](**SAMPLES[name], colours=COLOURS, **more)


def test_there_is_a_sample_of_each() -> None:
    assert set(SAMPLES) == set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_size_is_in_points_and_the_box_is_given(name: str) -> None:
    root = read(drawn(name))
    width, height = box(drawn(name))
    assert root.attrib["width"].endswith("pt")
    shown = [float(root.attrib[side].removesuffix("pt")) for side in ("width", "height")]
    assert shown[0] / shown[1] == pytest.approx(width / height, abs=0.01)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_title_is_escaped_and_optional(name: str) -> None:
    svg = drawn(name, title='Less < more & "so"\x00')
    assert read(svg)[0].text == 'Less < more & "so"'
    assert read(svg).attrib["role"] == "img"
    if name != "sign":
        assert not found(drawn(name), "title")


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_same_arguments_same_bytes(name: str) -> None:
    assert drawn(name) == drawn(name)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_plain_svg_only(name: str) -> None:
    svg = drawn(name)
    for element in ("style", "filter", "mask", "script", "image", "use", "foreignObject"):
        assert not found(svg, element)
    assert "nan" not in svg
    assert all("style" not in element.attrib for element in read(svg).iter())


@pytest.mark.parametrize("name", ["contours", "ground"])
def test_what_runs_past_the_edge_is_clipped_under_its_own_id(name: str) -> None:
    svg = drawn(name, name="cover")
    (clip,) = found(svg, "clipPath")
    assert clip.attrib["id"] == "cover-box"
    assert (float(clip[0].attrib["width"]), float(clip[0].attrib["height"])) == box(svg)
    assert 'clip-path="url(#cover-box)"' in svg


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"contours", "ground"}))
def test_the_others_have_no_ids_and_stay_inside(name: str) -> None:
    svg = drawn(name)
    assert " id=" not in svg
    width, height = box(svg)
    for element in read(svg).iter():
        if "d" in element.attrib and "transform" not in element.attrib:
            for x, y in points(element.attrib["d"]):
                assert -0.01 <= x <= width + 0.01
                assert -0.01 <= y <= height + 0.01


@pytest.mark.parametrize("name", ["chain", "dots", "squares"])
def test_no_count_of_nothing(name: str) -> None:
    key = "total" if name == "squares" else "n"
    nothing = {**SAMPLES[name], key: 0, "colours": COLOURS}
    with pytest.raises(ValueError, match="at least 1"):
        FUNCTIONS[name](**nothing)


@pytest.mark.parametrize("kind", KINDS)
def test_each_sign_has_a_name_and_takes_its_numbers(kind: str) -> None:
    numbers = {"starts": (50,), "total": (200,), "run": (35,), "share": (25, 50)}.get(kind, ())
    svg = sign(kind=kind, size=70, colours=COLOURS, numbers=numbers)
    name = read(svg)[0].text or ""
    assert name.startswith("Sign: ")
    assert all(str(n) in name for n in numbers)
    assert sign(kind=kind, size=70, colours=COLOURS, numbers=numbers, title="Own") != svg
    with pytest.raises(ValueError, match="takes"):
        sign(kind=kind, size=70, colours=COLOURS, numbers=(*numbers, 1))


def test_an_unknown_sign_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="overall-win"):
        sign(kind="podium", size=70, colours=COLOURS)


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short_and_never_minus_nought(value: float) -> None:
    text = num(value)
    assert float(text) == pytest.approx(value, abs=0.0051)
    assert text != "-0"
    assert not (("." in text) and text.endswith("0"))
    assert "e" not in text


@given(st.text())
def test_any_text_makes_well_formed_markup(text: str) -> None:
    svg = drawn("plate", title=text)
    assert read(svg) is not None
    assert "<" not in clean(text)


def test_importing_the_drawings_loads_no_font_library() -> None:
    code = "import sys, presskit.drawing; print([m for m in sys.modules if 'fontTools' in m])"
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"
