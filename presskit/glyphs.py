"""Characters that no font of a theme has, found before anything is laid out."""

import struct
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from presskit.diagnostics import Diagnostic, Location
from presskit.invisible import IGNORABLE
from presskit.load import Sources, place, values
from presskit.model import Film
from presskit.scripts import FONTS, script
from presskit.source import read_text
from presskit.theme import Theme

SHOWN = 8
"""Characters of a script that are named; of an alphabet that lacks, some are enough."""


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
    """A diagnostic for each script, or kind of sign, that no font of the theme has in full."""
    known: set[int] = set()
    for font in theme.tokens.fonts:
        file = theme.find("assets", font.file)
        characters = _characters(file) if file else frozenset[int]()
        if characters is None:
            where = Location(f"templates/{theme.name}/theme.yaml")
            message = f"the font file {font.file} is damaged, or not a font"
            hint = "Get the file again, as TTF or OTF: a collection (TTC) is not read."
            yield Diagnostic("PK405", message, where, hint)
        known |= characters or frozenset()
    lost: dict[str, dict[str, Location]] = {}
    for name, path, value in values(film):
        if not isinstance(value, str) or path[-1:] == ("file",):  # our files have other names
            continue
        for character in IGNORABLE.sub("", value):
            if ord(character) in known or character.isspace():
                continue
            of_script = lost.setdefault(script(character), {})
            if character not in of_script:
                of_script[character] = _found(character, place(sources, name, path), theme)
    for called, characters_of in lost.items():
        first = min(characters_of.values(), key=lambda where: (where.path, where.line or 0))
        yield Diagnostic("PK314", _lacking(called, characters_of), first, _remedy(called, theme))


def _found(character: str, value: Location, theme: Theme) -> Location:
    """Where a character stands in the file that a value begins in; the value if it is not found."""
    file = theme.project.root / value.path
    lines = read_text(file, value.path)[0].split("\n")[(value.line or 1) - 1 :]
    for number, line in enumerate(lines, value.line or 1):
        column = line.find(character, (value.column or 1) - 1 if number == value.line else 0)
        if column >= 0:
            return Location(value.path, number, column + 1)
    return value


def _lacking(called: str, characters: Collection[str]) -> str:
    shown = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in sorted(characters)[:SHOWN])
    more = f" and {len(characters) - SHOWN} more" if len(characters) > SHOWN else ""
    return f"no font of the theme has {shown}{more}{f', in {called}' if called else ''}"


def _remedy(called: str, theme: Theme) -> str:
    """How a font is added, line by line."""
    if not called:
        return "Rewrite it, or add a font that has it: docs/fonts.md tells how."
    family = FONTS.get(called, f"Noto Sans {called}")
    file = f"{family.replace(' ', '')}-Regular.ttf"
    return (
        f"Put a font of that script into assets/fonts/, for example {family},"
        f" and add to templates/{theme.name}/theme.yaml:\n"
        "    fonts:\n"
        f"      - {{family: {family}, weight: 400, file: fonts/{file}, booklet: true}}"
    )
