"""Characters that no font of a theme has, found before anything is laid out."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from presskit.diagnostics import Diagnostic
from presskit.load import Sources, place, values
from presskit.model import Film
from presskit.theme import Theme


@cache
def _characters(font: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def missing(film: Film, sources: Sources, theme: Theme) -> Iterator[Diagnostic]:
    """A diagnostic for each text that holds a character no font of the theme has."""
    fonts = [file for f in theme.tokens.fonts if (file := theme.find("assets", f.file))]
    known = frozenset[int]().union(*(_characters(font) for font in fonts))
    for name, path, value in values(film):
        if not isinstance(value, str):
            continue
        lost = sorted({c for c in value if ord(c) not in known and not c.isspace()})
        if lost:
            shown = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in lost)
            where = place(sources, name, path)
            hint = "Add a font that has it under fonts: in the theme's theme.yaml, or rewrite it."
            yield Diagnostic("PK314", f"no font of the theme has {shown}", where, hint)
