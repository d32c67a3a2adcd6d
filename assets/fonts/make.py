"""Make the fonts of this folder from npm packages: python make.py NODE_MODULES OUT

Each web font comes as two files, latin and latin-ext. They are joined into one static TrueType
file a face, because faces split by unicode-range were seen to print wrong letters. The README
beside this script says what comes from where, and what is changed. Needs fontTools and brotli.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib import instancer

LICENCE = (
    "This Font Software is licensed under the SIL Open Font License, Version 1.1. "
    "This license is available with a FAQ at: https://openfontlicense.org"
)
LICENCE_ADDRESS = "https://openfontlicense.org"
LICENCE_START = "This Font Software is licensed under the SIL Open Font License"
SUBSETS = ("latin", "latin-ext")
STYLES = {
    300: "Light",
    400: "Regular",
    500: "Medium",
    600: "SemiBold",
    700: "Bold",
    800: "ExtraBold",
}
HINTING = ("fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX", "LTSH")
VARIATION = ("STAT", "MVAR", "HVAR", "VVAR", "avar", "DSIG", "vhea", "vmtx")
HYPHENS = (0x2010, 0x2011)
THIN_SPACES = (0x2009, 0x202F)
# 2026-01-01 00:00 UTC in seconds since 1904: one moment for all, so that bytes do not change.
MOMENT = 3_850_070_400


@dataclass(frozen=True)
class Face:
    """One static file: the CSS family, weight (100-900) and slant, and where it is cut from."""

    family: str
    weight: int
    package: str
    source: str
    italic: bool = False
    width_class: int = 5
    axes: Mapping[str, float] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The file's name without its ending, such as LiterataText-400-italic."""
        slant = "-italic" if self.italic else ""
        return f"{self.family.replace(' ', '')}-{self.weight}{slant}"

    @property
    def style(self) -> str:
        """The style's name for menus, such as Light Italic."""
        name = STYLES[self.weight]
        if not self.italic:
            return name
        return "Italic" if name == "Regular" else f"{name} Italic"


@dataclass(frozen=True)
class Family:
    """One folder of the result: its package, the package's version, and its faces."""

    folder: str
    package: str
    version: str
    faces: tuple[Face, ...]


BARLOW = "@fontsource/barlow-condensed"
SERIF = "@fontsource/source-serif-4"
LITERATA = "@fontsource-variable/literata"
ARCHIVO = "@fontsource-variable/archivo"


def _barlow(weight: int) -> Face:
    source = f"barlow-condensed-{{subset}}-{weight}-normal.woff2"
    return Face("Barlow Condensed", weight, BARLOW, source)


def _serif(weight: int, italic: bool = False) -> Face:
    source = f"source-serif-4-{{subset}}-{weight}-{'italic' if italic else 'normal'}.woff2"
    return Face("Roadbook Serif", weight, SERIF, source, italic)


def _literata(cut: str, weight: int, size: float, italic: bool = False) -> Face:
    source = f"literata-{{subset}}-opsz-{'italic' if italic else 'normal'}.woff2"
    axes = {"opsz": size, "wght": float(weight)}
    return Face(f"Literata {cut}", weight, LITERATA, source, italic, axes=axes)


def _archivo(weight: int, italic: bool = False) -> Face:
    source = f"archivo-{{subset}}-wdth-{'italic' if italic else 'normal'}.woff2"
    return Face(
        "Archivo", weight, ARCHIVO, source, italic, axes={"wdth": 100.0, "wght": float(weight)}
    )


def _narrow(weight: int) -> Face:
    axes = {"wdth": 62.0, "wght": float(weight)}
    source = "archivo-{subset}-wdth-normal.woff2"
    return Face("Archivo ExtraCondensed", weight, ARCHIVO, source, width_class=2, axes=axes)


FAMILIES = (
    Family("barlow-condensed", BARLOW, "5.3.0", tuple(_barlow(w) for w in (500, 600, 700, 800))),
    Family("roadbook-serif", SERIF, "5.3.1", (_serif(400), _serif(400, True), _serif(600))),
    Family(
        "literata",
        LITERATA,
        "5.3.0",
        (
            _literata("Text", 400, 10),
            _literata("Text", 400, 10, True),
            _literata("Display", 300, 72),
            _literata("Display", 300, 72, True),
        ),
    ),
    Family(
        "archivo",
        ARCHIVO,
        "5.3.0",
        (
            _archivo(400),
            _archivo(500),
            _archivo(600),
            _archivo(400, True),
            _narrow(300),
            _narrow(500),
        ),
    ),
)


def static_part(modules: Path, face: Face, name: str) -> TTFont:
    """One subset of a face, cut at its place on the axes, without hinting."""
    path = modules / face.package / "files" / face.source.format(subset=name)
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    if face.axes:
        font = instancer.instantiateVariableFont(font, dict(face.axes))
    for tag in (*HINTING, *VARIATION):
        if tag in font:
            del font[tag]
    return font


def joined(modules: Path, face: Face) -> TTFont:
    """Both subsets of a face in one font."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for name in SUBSETS:
            part = static_part(modules, face, name)
            parts.append(str(Path(folder) / f"{name}.ttf"))
            part.save(parts[-1])
        font = Merger().merge(parts)
    font.recalcTimestamp = False
    return font


def add_characters(font: TTFont) -> None:
    """Map the true hyphens to the hyphen's glyph, and add thin spaces where they are missing."""
    units = font["head"].unitsPerEm
    for code in THIN_SPACES:
        if code not in font.getBestCmap():
            name = f"uni{code:04X}"
            order = [*font.getGlyphOrder(), name]
            font.setGlyphOrder(order)
            font["glyf"].setGlyphOrder(order)
            font["glyf"][name] = Glyph()
            font["hmtx"][name] = (units // 5, 0)
            _map(font, code, name)
    for code in HYPHENS:
        _map(font, code, font.getBestCmap()[0x2D])


def _map(font: TTFont, code: int, glyph: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(code, glyph)


def share_components(font: TTFont) -> None:
    """Let accented letters of the second subset use the first subset's letters.

    The merger gives the second copy of a glyph a number (A.1); where both outlines are equal,
    the copy is not needed and the later subsetting drops it.
    """
    glyf = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        for component in glyph.components if glyph.isComposite() else ():
            original = component.glyphName.rpartition(".")[0]
            if original in glyf.glyphs and glyf[original] == glyf[component.glyphName]:
                component.glyphName = original


def slim(font: TTFont) -> TTFont:
    """The font with every mapped character and layout feature, and nothing else."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.layout_scripts = ["DFLT", "latn"]
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=font.getBestCmap().keys())
    cutter.subset(font)
    return font


def rename(font: TTFont, face: Face) -> None:
    """Write the name table anew: the copyright stays, the licence is spelled out, no trademark.

    Source Serif's licence reserves the name 'Source' for unchanged files, hence Roadbook Serif.
    """
    copyright_line = font["name"].getDebugName(0)
    version = font["name"].getDebugName(5).split(";")[0]
    postscript = f"{face.family}-{face.style}".replace(" ", "")
    plain = face.style in ("Regular", "Italic", "Bold")
    records = {
        0: copyright_line,
        1: face.family if plain else f"{face.family} {STYLES[face.weight]}",
        2: face.style if plain else ("Italic" if face.italic else "Regular"),
        3: f"{version.removeprefix('Version ')};presskit;{postscript}",
        4: f"{face.family} {face.style}",
        5: version,
        6: postscript,
        13: LICENCE,
        14: LICENCE_ADDRESS,
        16: None if plain else face.family,
        17: None if plain else face.style,
    }
    font["name"].names = []
    for number, text in records.items():
        if text is not None:
            font["name"].setName(text, number, 3, 1, 0x409)


def classify(font: TTFont, face: Face) -> None:
    """Set weight, width and slant where programs look for them, and the fixed dates."""
    table, head = font["OS/2"], font["head"]
    table.usWeightClass = face.weight
    table.usWidthClass = face.width_class
    table.fsType = 0
    typo_metrics = table.fsSelection & 0x80
    bold = face.weight == 700
    regular = not face.italic and not bold
    table.fsSelection = typo_metrics | face.italic * 0x01 | bold * 0x20 | regular * 0x40
    head.macStyle = bold * 0x01 | face.italic * 0x02
    head.created = head.modified = MOMENT


def mend_signs(font: TTFont) -> None:
    """Redraw plus and minus of Literata Display 300, whose strokes collapse in the light cut."""
    bar = ((104, 296), (104, 314), (474, 314), (474, 296))
    stem = ((280, 314), (280, 510), (298, 510), (298, 314))
    foot = ((280, 100), (280, 296), (298, 296), (298, 100))
    for name, strokes in (("plus", (bar, stem, foot)), ("minus", (bar,))):
        pen = TTGlyphPen(None)
        for stroke in strokes:
            pen.moveTo(stroke[0])
            for point in stroke[1:]:
                pen.lineTo(point)
            pen.closePath()
        glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        font["glyf"][name] = glyph
        font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


def make(modules: Path, face: Face) -> TTFont:
    """One finished face."""
    font = joined(modules, face)
    add_characters(font)
    share_components(font)
    if (face.family, face.weight, face.italic) == ("Literata Display", 300, False):
        mend_signs(font)
    font = slim(font)
    rename(font, face)
    classify(font, face)
    return font


def licence_text(modules: Path, family: Family, copyright_line: str) -> str:
    """The Open Font License with the family's own copyright line."""
    text = (modules / family.package / "LICENSE").read_text(encoding="utf-8")
    body = text[text.index(LICENCE_START) :]
    return f"{copyright_line}\n\n{body.rstrip()}\n"


def check_version(modules: Path, family: Family) -> None:
    """Refuse (SystemExit) a package of another version: its outlines may differ."""
    found = json.loads((modules / family.package / "package.json").read_text())["version"]
    if found != family.version:
        raise SystemExit(f"{family.package} is {found}; this recipe is for {family.version}")


def main(modules: Path, out: Path) -> None:
    """Write every family's faces and its OFL.txt below `out`."""
    for family in FAMILIES:
        check_version(modules, family)
        folder = out / family.folder
        folder.mkdir(parents=True, exist_ok=True)
        for face in family.faces:
            font = make(modules, face)
            font.save(folder / f"{face.stem}.ttf", reorderTables=None)
        notice = licence_text(modules, family, font["name"].getDebugName(0))
        (folder / "OFL.txt").write_text(notice, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
