"""The fonts in assets/fonts: their characters, names, licences and features."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FACES = {
    "archivo/Archivo-400.ttf": ("Archivo", 400, False),
    "archivo/Archivo-400-italic.ttf": ("Archivo", 400, True),
    "archivo/Archivo-500.ttf": ("Archivo", 500, False),
    "archivo/Archivo-600.ttf": ("Archivo", 600, False),
    "archivo/ArchivoExtraCondensed-300.ttf": ("Archivo ExtraCondensed", 300, False),
    "archivo/ArchivoExtraCondensed-500.ttf": ("Archivo ExtraCondensed", 500, False),
    "barlow-condensed/BarlowCondensed-500.ttf": ("Barlow Condensed", 500, False),
    "barlow-condensed/BarlowCondensed-600.ttf": ("Barlow Condensed", 600, False),
    "barlow-condensed/BarlowCondensed-700.ttf": ("Barlow Condensed", 700, False),
    "barlow-condensed/BarlowCondensed-800.ttf": ("Barlow Condensed", 800, False),
    "literata/LiterataDisplay-300.ttf": ("Literata Display", 300, False),
    "literata/LiterataDisplay-300-italic.ttf": ("Literata Display", 300, True),
    "literata/LiterataText-400.ttf": ("Literata Text", 400, False),
    "literata/LiterataText-400-italic.ttf": ("Literata Text", 400, True),
    "roadbook-serif/RoadbookSerif-400.ttf": ("Roadbook Serif", 400, False),
    "roadbook-serif/RoadbookSerif-400-italic.ttf": ("Roadbook Serif", 400, True),
    "roadbook-serif/RoadbookSerif-600.ttf": ("Roadbook Serif", 600, False),
}
NAMES = "Žofia Sörensen-Müller, Łukasz Nuñez, Çağla Őry, Aïcha"
SIGNS = (
    "\u2010\u2011\u00a0\u2009\u202f\u2018\u2019\u201c\u201d\u2013\u2014\u2026"
    "\u00d7\u2022\u00a9\u00bd\u2212\u00ab\u00bb\u20ac"
)


@pytest.fixture(params=sorted(FACES))
def face(request: pytest.FixtureRequest) -> tuple[Any, tuple[str, int, bool]]:
    return TTFont(FONTS / request.param), FACES[request.param]


def test_the_folder_holds_these_faces_and_no_others() -> None:
    assert {str(p.relative_to(FONTS).as_posix()) for p in FONTS.glob("*/*.ttf")} == set(FACES)


def test_characters(face: tuple[Any, tuple[str, int, bool]]) -> None:
    font, _ = face
    mapped = font.getBestCmap()
    missing = [c for c in NAMES + SIGNS if ord(c) not in mapped]
    missing += [chr(c) for c in range(0x20, 0x7F) if c not in mapped]
    assert missing == []


def test_letters_are_drawn_and_the_hyphens_are_one(face: tuple[Any, tuple[str, int, bool]]) -> None:
    font, _ = face
    mapped, outlines = font.getBestCmap(), font["glyf"]
    assert all(outlines[mapped[ord(c)]].numberOfContours != 0 for c in NAMES if c != " ")
    assert mapped[0x2010] == mapped[0x2011] == mapped[0x2D]


def test_names(face: tuple[Any, tuple[str, int, bool]]) -> None:
    font, (family, weight, italic) = face
    names = font["name"]
    assert (names.getDebugName(16) or names.getDebugName(1)) == family
    assert font["OS/2"].usWeightClass == weight
    assert bool(font["OS/2"].fsSelection & 0x01) is italic
    assert bool(font["head"].macStyle & 0x02) is italic
    assert font["OS/2"].fsType == 0


def test_no_reserved_name(face: tuple[Any, tuple[str, int, bool]]) -> None:
    font, _ = face
    texts = [font["name"].getDebugName(number) or "" for number in (1, 3, 4, 6, 16, 17)]
    assert not [text for text in texts if "source" in text.lower()]
    assert font["name"].getDebugName(7) is None


def test_copyright_and_licence(face: tuple[Any, tuple[str, int, bool]]) -> None:
    font, _ = face
    names = font["name"]
    folder = Path(font.reader.file.name).parent
    notice = (folder / "OFL.txt").read_text(encoding="utf-8")
    assert notice.startswith(names.getDebugName(0) + "\n")
    assert "SIL OPEN FONT LICENSE Version 1.1" in notice
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    assert names.getDebugName(14).startswith("https://")


def test_features(face: tuple[Any, tuple[str, int, bool]]) -> None:
    font, _ = face
    substitutions = {r.FeatureTag for r in font["GSUB"].table.FeatureList.FeatureRecord}
    positions = {r.FeatureTag for r in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"tnum", "frac", "liga"} <= substitutions
    assert "kern" in positions


def test_fixed_dates_and_no_hinting(face: tuple[Any, tuple[str, int, bool]]) -> None:
    font, _ = face
    assert font["head"].created == font["head"].modified == 3_850_070_400
    assert not {"fpgm", "prep", "cvt "} & set(font.keys())


def test_the_readme_names_each_family_and_its_package_version() -> None:
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    recipe = (FONTS / "make.py").read_text(encoding="utf-8")
    for family, _, _ in FACES.values():
        assert family in readme
    for version in re.findall(r'"(\d+\.\d+\.\d+)"', recipe):
        assert version in readme
