"""What the tests of the drawings share: sample arguments, and reading a drawing back."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[3]
FONT = str(ROOT / "assets" / "fonts" / "barlow-condensed" / "BarlowCondensed-700.ttf")
NAMES = ("ink", "signal", "paper", "back", "ground", "behind", "line", "last", "index", "land",
         "coast", "dust", "year")  # fmt: skip
COLOURS = {name: f"#{number:06x}" for number, name in enumerate(NAMES, 1)}
# A leaf with a notch, so that distances have creases; no place in particular.
OUTLINE = [(0.0, 10.0), (2.0, 8.0), (1.4, 6.0), (2.6, 4.0), (3.0, 0.0), (1.0, 3.0), (-0.6, 7.0)]
SVG = "{http://www.w3.org/2000/svg}"


def read(svg: str) -> ET.Element:
    """The drawing as a tree; fails if it is not well formed."""
    return ET.fromstring(svg)


def found(svg: str, name: str) -> list[ET.Element]:
    """All elements of a name."""
    return list(read(svg).iter(SVG + name))


def box(svg: str) -> tuple[float, float]:
    """Width and height of the viewBox, which starts at 0 0."""
    left, top, width, height = (float(v) for v in read(svg).attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    return width, height


def points(data: str) -> list[tuple[float, float]]:
    """The points that path data of M, L, H, V, h, v and c goes through, without handles."""
    out: list[tuple[float, float]] = []
    x = y = 0.0
    for command, rest in re.findall(r"([MLHVhvcZ])([^A-Za-z]*)", data):
        values = [float(v) for v in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        if command in "ML":
            x, y = values
        elif command == "c":
            x, y = x + values[4], y + values[5]
        elif command in "Hh":
            x = values[0] + (x if command == "h" else 0)
        elif command in "Vv":
            y = values[0] + (y if command == "v" else 0)
        if command != "Z":
            out.append((x, y))
    return out


def area(corners: list[tuple[float, float]]) -> float:
    """The area of a polygon."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
