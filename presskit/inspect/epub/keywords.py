"""Words, colours and signs that a value of CSS can have (CSS 2.2 and the modules after it)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import tinycss2.color3

from presskit.inspect.epub.sheets import Declaration, Sheet
from presskit.inspect.epub.values import LENGTHS, UNITS
from presskit.inspect.epub.vocabulary import words_of

_ANY = words_of("inherit initial unset revert revert-layer")
_BREAKS = "auto always avoid left right page column avoid-page avoid-column recto verso all region"
_LINES = "none hidden dotted dashed solid double groove ridge inset outset"
_OVER = "visible hidden clip scroll auto overlay"
WORDS = {
    name: words_of(words) | _ANY
    for name, words in {
        "display": """none block inline inline-block list-item run-in table inline-table
            table-row-group table-header-group table-footer-group table-row table-column-group
            table-column table-cell table-caption flex inline-flex grid inline-grid flow-root flow
            contents ruby ruby-base ruby-text subgrid math -webkit-box -ms-flexbox""",
        "float": "none left right inline-start inline-end footnote page",
        "clear": "none left right both inline-start inline-end",
        "position": "static relative absolute fixed sticky -webkit-sticky",
        "visibility": "visible hidden collapse",
        "text-align": "left right center justify start end match-parent justify-all -webkit-center",
        "font-weight": "normal bold bolder lighter",
        "font-style": "normal italic oblique",
        "text-transform": "none capitalize uppercase lowercase full-width full-size-kana math-auto",
        "white-space": """normal nowrap pre pre-wrap pre-line break-spaces collapse preserve wrap
            preserve-breaks balance pretty stable""",
        "list-style-position": "inside outside",
        "border-style": _LINES,
        **{f"border-{side}-style": _LINES for side in ("top", "right", "bottom", "left")},
        "border-collapse": "collapse separate",
        "caption-side": "top bottom block-start block-end inline-start inline-end",
        "empty-cells": "show hide",
        "table-layout": "auto fixed",
        "overflow": _OVER, "overflow-x": _OVER, "overflow-y": _OVER,
        "page-break-before": _BREAKS, "page-break-after": _BREAKS, "page-break-inside": _BREAKS,
        "break-before": _BREAKS, "break-after": _BREAKS, "break-inside": _BREAKS,
        "hyphens": "none manual auto", "-webkit-hyphens": "none manual auto",
        "box-sizing": "content-box border-box",
    }.items()
}  # fmt: skip
"""Properties whose words are counted, with all of them."""
COLOURS = words_of(
    """color background-color border-color border-top-color border-right-color border-bottom-color
    border-left-color outline-color text-decoration-color column-rule-color caret-color"""
)
_SYSTEM = words_of(
    """canvas canvastext linktext visitedtext activetext buttonface buttontext buttonborder field
    fieldtext highlight highlighttext selecteditem selecteditemtext mark marktext graytext
    accentcolor accentcolortext window windowtext rebeccapurple auto currentcolor"""
)
_POSITIVE = words_of("font-size width height min-width min-height max-width max-height") | {
    f"padding{side}" for side in ("", "-top", "-right", "-bottom", "-left")
}
_QUOTES = "“”„‟‘’‚«»"  # noqa: RUF001  # these are what is looked for

Found = Iterator[tuple[int, str, str]]


def check(sheet: Sheet) -> Found:
    """Every value; those with a function or a variable are not looked into."""
    for declaration in sheet.declarations:
        if declaration.name.startswith("--") or declaration.around[-1:] == ("font-face",):
            continue
        for message, hint in _one(declaration):
            yield declaration.line, f"{declaration.name}: {message}", hint


def _one(declaration: Declaration) -> Iterator[tuple[str, str]]:
    name = declaration.name
    solid = [t for t in declaration.value if t.type not in ("whitespace", "comment")]
    for token in solid:
        if token.type == "literal" and token.value in ("!", "%", "=", "<", ">", "$", "&"):
            yield f"{token.value!r} stands alone", "Look for a slip: !important, 50%."
        elif token.type == "ident" and set(token.value) & set(_QUOTES):
            yield (
                f"{token.value[:40]} has quotation marks of print",
                'Write " or a plain apostrophe.',
            )
        elif token.type == "ident" and not _word(name, token.lower_value):
            yield f"{token.value!r} is not one of its words", "Look the word up."
        elif name in COLOURS and not _colour(token):
            yield (
                f"{token.serialize()[:40]!r} is no colour",
                "Write #rgb, #rrggbb or a name of CSS.",
            )
        elif name in _POSITIVE and _number(token) < 0:
            yield f"{token.serialize()} is less than nothing", "It is 0 or more."
    if name in LENGTHS:
        for number, following in pairwise(solid):
            apart = following.type == "ident" and following.lower_value in UNITS
            if apart and number.type == "number" and not number.value:
                yield f"the unit {following.value} stands apart", "Write it behind the number."


def _word(name: str, word: str) -> bool:
    return name not in WORDS or word in WORDS[name] or word.startswith("-")


def _colour(token: Any) -> bool:
    if token.type == "ident":
        value = token.lower_value
        known = value in _ANY | _SYSTEM or value.startswith("-")
        return known or tinycss2.color3.parse_color(token) is not None
    if token.type == "hash":
        digits = token.value
        return len(digits) in (3, 4, 6, 8) and all(c in "0123456789abcdefABCDEF" for c in digits)
    return token.type not in ("number", "dimension", "percentage", "string")


def _number(token: Any) -> float:
    sized = token.type in ("number", "dimension", "percentage")
    return float(token.value) if sized else 0.0
