"""Characters that no font of a theme has, found before anything is laid out."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from presskit.diagnostics import Diagnostic, Location
from presskit.load import Sources, place, values
from presskit.model import Film
from presskit.theme import Theme


@cache
def _characters(font: Path) -> frozenset[int] | None:
    """The characters of a font file; None when it cannot be read as one."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(font, lazy=True) as opened:
            return frozenset(opened.getBestCmap() or ())
    except (TTLibError, OSError, ValueError, struct.error):
        return None


def missing(film: Film, sources: Sources, theme: Theme) -> Iterator[Diagnostic]:
    """A diagnostic for each text that holds a character no font of the theme has."""
    known: set[int] = set()
    for font in theme.tokens.fonts:
        file = theme.find("assets", font.file)
        characters = _characters(file) if file else frozenset[int]()
        if characters is None:
            where = Location(f"templates/{theme.name}/theme.yaml")
            message = f"the font file {font.file} is damaged, or not a font"
            yield Diagnostic("PK405", message, where, "Get the file again, as TTF or OTF.")
        known |= characters or frozenset()
    for name, path, value in values(film):
        if not isinstance(value, str) or path[-1:] == ("file",):  # our files have other names
            continue
        lost = sorted({c for c in value if ord(c) not in known and not c.isspace()})
        if lost:
            shown = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in lost)
            where = place(sources, name, path)
            hint = "Add a font that has it under fonts: in the theme's theme.yaml, or rewrite it."
            yield Diagnostic("PK314", f"no font of the theme has {shown}", where, hint)
