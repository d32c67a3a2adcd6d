"""Style sheets made fit for scripts and directions that their templates know nothing of."""

import re
from collections.abc import Collection, Sequence

from presskit.scripts import Direction

_FONT_FACE = r"@font-face\s*\{[^}]*\}"
_SIDES = {"left": "right", "right": "left"}
_STRING = r"\"(?:\\.|[^\"\\])*\""
_COMMENT = r"/\*.*?\*/"

# The margins and boxes of left-hand and right-hand pages are inner and outer ones: they stay.
_SPREAD = r"@page[^{]*:(?:left|right)[^{]*\{(?:[^{}]|\{[^{}]*\})*\}"
_SIDE = (
    r"(?<![\w.#-])(?P<name>(?:margin-|padding-|border-)?(?P<side>left|right)(?:-\w+)?)"
    r"(?=\s*:(?!\w))"
)
_VALUE = r"(?<![\w-])(?P<key>text-align|float|clear)\s*:\s*(?P<to>left|right)\b"
_BOX = r"@(?P<place>top|bottom)-(?P<corner>left|right)(?=[\s{-])"
_FOUR = (
    r"(?P<box>(?<![\w-])(?:margin|padding|border-width|inset)\s*:\s*)"
    r"(?P<top>-?[\w.%]+)\s+(?P<right>-?[\w.%]+)\s+(?P<bottom>-?[\w.%]+)\s+(?P<left>-?[\w.%]+)"
    r"(?=\s*[;}!])"
)
_SPACED = r"(?P<spaced>letter-spacing\s*:\s*)[^;}]+"
_TURN = re.compile(
    "|".join((f"(?P<kept>{_COMMENT}|{_STRING}|{_SPREAD})", _FOUR, _SIDE, _VALUE, _BOX, _SPACED)),
    re.DOTALL,
)

_JOINED = '[dir="rtl"] { letter-spacing: 0 !important }'
_ON_RIGHT = '[dir="ltr"] { text-align: right } '
_ON_LEFT = ", ".join(f'h{level}[dir="rtl"]' for level in range(1, 7)) + " { text-align: left }"


def with_stand_ins(css: str, faces: Collection[str], stand_ins: Sequence[str]) -> str:
    """The sheet, in which each face of the theme is followed by those that stand in for it."""
    if not stand_ins:
        return css
    others = "".join(f', "{family}"' for family in stand_ins)
    named = "|".join(re.escape(face) for face in faces)
    pattern = re.compile(rf'({_FONT_FACE})|(\bfont(?:-family)?\s*:[^;}}{{]*?"(?:{named})")')
    return pattern.sub(lambda m: m[1] or m[2] + others, css)


def mirrored(css: str) -> str:
    """The sheet for pages that are read from right to left: what is left is right.

    Letters of such scripts join, so none is spaced out.
    """
    return _TURN.sub(_turned, css)


def _turned(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found["kept"]:
        return found["kept"]
    if found["box"]:
        return f"{found['box']}{found['top']} {found['left']} {found['bottom']} {found['right']}"
    if found["name"]:
        return found["name"].replace(found["side"], _SIDES[found["side"]], 1)
    if found["key"]:
        return f"{found['key']}: {_SIDES[found['to']]}"
    if found["spaced"]:
        return f"{found['spaced']}0"
    return f"@{found['place']}-{_SIDES[found['corner']]}"


def for_direction(css: str, direction: Direction, mixed: bool) -> str:
    """The sheet for pages of a direction; `mixed` if they have texts of the other one too.

    What is short stands where the page begins: headings, and on pages read from right to left all.
    """
    if direction == "rtl":
        css = mirrored(css)
    if not mixed:
        return css
    if direction == "ltr":
        return f"{css}\n{_JOINED} {_ON_LEFT}\n"
    return f"{_ON_RIGHT}{css}\n{_JOINED}\n"  # the first gives way to what a class says
