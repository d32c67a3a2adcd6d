"""Fonts cut down to the characters that the booklet sets, licence and notice kept."""

import contextlib
import io
import re
from collections.abc import Iterator
from importlib.metadata import version

from presskit.keeping import Keep, key_of, not_kept

ALWAYS = frozenset(range(0x20, 0x7F)) | {ord(c) for c in "\u00a0\u2010\u2011–—‘’“”…"}
"""Kept whatever the text holds: a reading system sets its own words, and hyphens, in the font."""

FEATURES = ["kern", "liga", "clig", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum", "pnum", "onum"]

SHAPING = [
    "init",
    "medi",
    "fina",
    "isol",
    "med2",
    "fin2",
    "fin3",
    "rlig",
    "calt",
    "rclt",
    "curs",
    "stch",
    "nukt",
    "akhn",
    "rphf",
    "rkrf",
    "pref",
    "blwf",
    "half",
    "pstf",
    "vatu",
    "cjct",
    "cfar",
    "pres",
    "abvs",
    "blws",
    "psts",
    "haln",
    "dist",
    "abvm",
    "blwm",
    "ljmo",
    "vjmo",
    "tjmo",
]
"""What scripts need whose letters change with their neighbours (OpenType, script development)."""

_SHAPED = re.compile("[\u0590-\u1cff\ua840-\uabff\ufb1d-\ufdff\ufe70-\ufeff]")

NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
"""Entries of the name table that stay: copyright, the names, the licence and its address."""


def subset(font: bytes, text: str, keep: Keep = not_kept) -> bytes:
    """A TrueType font with only the characters of `text` and ALWAYS; same input, same bytes."""
    features = [*FEATURES, *SHAPING] if _SHAPED.search(text) else FEATURES
    characters = sorted(ALWAYS | {ord(c) for c in text})
    made_by = repr((version("fonttools"), features, NAMES, characters))
    return keep(f"{key_of(made_by, font)}.ttf", lambda: _cut(font, characters, features))


@contextlib.contextmanager
def _names_of_axes_alone() -> Iterator[None]:
    """Have fontTools look for names in small tables only: a quarter of the time goes into looking
    through the layout tables, where only features name any that are not kept (ss01, cv01, size)."""
    from fontTools.ttLib.tables._n_a_m_e import NameRecordVisitor

    known = NameRecordVisitor.TABLES
    NameRecordVisitor.TABLES = tuple(t for t in known if t not in ("GSUB", "GPOS"))
    try:
        yield
    finally:
        NameRecordVisitor.TABLES = known


def _cut(font: bytes, characters: list[int], features: list[str]) -> bytes:
    from fontTools import subset as cutter
    from fontTools.ttLib import TTFont

    options = cutter.Options()
    options.layout_features = features
    options.name_IDs = NAMES
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["DSIG", "FFTM"]
    cut = TTFont(io.BytesIO(font), recalcTimestamp=False)
    work = cutter.Subsetter(options)
    work.populate(unicodes=characters)
    with _names_of_axes_alone():
        work.subset(cut)
    cut.flavor = None  # Kindle's conversion and Adobe's engine take plain TrueType only
    out = io.BytesIO()
    cut.save(out, reorderTables=True)
    return out.getvalue()
