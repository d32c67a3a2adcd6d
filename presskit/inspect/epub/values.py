"""Values of style sheets: lengths with their units, fonts that are there under that name."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from presskit.inspect.epub.sheets import Declaration, Sheet, tokens
from presskit.inspect.epub.vocabulary import words_of

_SIDES = ("", "-top", "-right", "-bottom", "-left")
LENGTHS = (
    words_of(
        """text-indent width height min-width max-width min-height max-height top right bottom left
        font-size letter-spacing word-spacing border-spacing border-width outline-width
        vertical-align border-radius"""
    )
    | {f"{box}{side}" for box in ("margin", "padding") for side in _SIDES}
    | {f"border{side}{what}" for side in _SIDES for what in ("", "-width")}
)
"""Properties in which a bare number is nothing, but for 0 (CSS 2.2, 4.3.2)."""
_OLD_UNITS = words_of("em ex px in cm mm pt pc deg grad rad ms s hz khz")
_VIEW = words_of("vw vh vi vb vmin vmax")
UNITS = (
    _OLD_UNITS
    | _VIEW
    | {f"{size}{unit}" for size in "sld" for unit in _VIEW}
    | words_of(
        """rem rex ch rch cap rcap ic ric lh rlh cqw cqh cqi cqb cqmin cqmax q turn dpi dpcm dppx x
        fr st db"""
    )
)
"""CSS Values and Units 4, and those of sound and resolution."""

Found = Iterator[tuple[int, str, str]]


def lengths(sheet: Sheet) -> Found:
    """Numbers that want a unit, and units that nobody knows."""
    for declaration in sheet.declarations:
        name, line = declaration.name, declaration.line
        for token in declaration.value if name in LENGTHS else ():
            if token.type == "number" and token.value:
                shown = token.serialize()
                yield (
                    line,
                    f"{name}: {shown} has no unit",
                    "Write em or %, right behind the number.",
                )
        for token in () if name.startswith("--") else tokens(declaration.value):
            if token.type == "dimension" and token.lower_unit not in UNITS:
                yield line, f"{name}: {token.unit!r} is not a unit", "Look the unit up."


def new_units(sheet: Sheet) -> Found:
    """Units and ways to write a colour that came after CSS 2.1."""
    hint = 'Put it into a second sheet, linked with media="(min-width: 0px)".'
    for declaration in sheet.declarations:
        for token in tokens(declaration.value):
            if token.type == "dimension" and token.lower_unit in UNITS - _OLD_UNITS:
                yield declaration.line, f"{token.unit}: old engines drop the declaration", hint
            elif _slashed(token):
                shown = f"{token.lower_name}() with a slash"
                yield declaration.line, f"{shown}: old engines drop the declaration", hint


def _slashed(token: Any) -> bool:
    """Whether a colour is written as in CSS Color 4: rgb(0 0 0 / 50%)."""
    colour = token.type == "function" and token.lower_name in ("rgb", "hsl", "rgba", "hsla")
    return colour and any(t.type == "literal" and t.value == "/" for t in token.arguments)


def misspelt(families: list[tuple[Declaration, str]], declared: set[str]) -> Found:
    """A font of the book that a rule calls by a name that is almost its own."""
    for declaration, family in families:
        if family in declared:
            continue
        other = next((name for name in sorted(declared) if _alike(family, name)), "")
        if other:
            hint = "Write its name as @font-face has it."
            yield declaration.line, f"there is no font {family!r}, but {other!r}", hint


def _alike(one: str, other: str) -> bool:
    """Whether two names are the same but for blanks, or for a slip in one long word."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    words, others = one.split(), other.split()
    pairs = [(a, b) for a, b in zip(words, others, strict=False) if a != b]
    if len(words) != len(others) or len(pairs) != 1 or min(map(len, pairs[0])) < 5:
        return False
    return SequenceMatcher(None, *pairs[0]).ratio() >= 0.8
