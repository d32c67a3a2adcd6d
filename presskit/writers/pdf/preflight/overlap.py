"""Texts that lie over each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from weasyprint.formatting_structure import boxes

from presskit.diagnostics import Diagnostic
from presskit.writers.pdf.preflight.sheets import Sheets, baseline, has_text, start

TOUCH = 1.5
"""CSS pixels by which inks may meet in both directions: rounding, and generous estimates."""

_TALL = set("bdfhijklt§&%!?/()[]{}|“”‘’\"'")
_DEEP = set("gjpqyQ()[]{}|/")


@dataclass(frozen=True, slots=True)
class Ink:
    """Where a piece of text has its ink, in pixels from the top left; `block` is its paragraph."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    block: Any

    def meets(self, other: "Ink") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > TOUCH and down > TOUCH


def overlaps(sheets: Sheets) -> list[Diagnostic]:
    """One error for each pair of blocks on a page whose words lie over each other."""
    found: dict[tuple[int, int, int], Diagnostic] = {}
    hint = "Give one of them more room: the style sheet places it, or the text outgrew it."
    for number, page in enumerate(sheets.pages):
        inks = list(_inks(page._page_box, None))
        for one, other in combinations(inks, 2):
            key = (number, id(one.block), id(other.block))
            if one.block is not other.block and key not in found and one.meets(other):
                message = f"“{start(one.text)}” and “{start(other.text)}” lie over each other"
                element = other.block.element if sheets.place(one.block.element) is None else None
                element = one.block.element if element is None else element
                found[key] = sheets.finding("PK517", number, message, element, hint)
    return list(found.values())


def _inks(box: Any, block: Any) -> Iterator[Ink]:
    """The ink of every text in a box; turned boxes are left out, their places are not known."""
    if box.style["visibility"] == "hidden" or box.style["transform"]:
        return
    if has_text(box):
        yield _ink(box, block)
    inner = box if isinstance(box, boxes.BlockContainerBox) else block
    children = getattr(box, "all_children", None)
    for child in children() if children else ():
        yield from _inks(getattr(child, "_box", child), inner)


def _ink(box: Any, block: Any) -> Ink:
    """By the letters of a text: capitals are about 0.7 em high, small letters 0.5, tails 0.2."""
    size, line = box.style["font_size"], baseline(box)
    tall = any(c.isupper() or c.isdigit() or c in _TALL for c in box.text)
    deep = any(c in _DEEP for c in box.text)
    top, bottom = line - size * (0.7 if tall else 0.5), line + size * (0.2 if deep else 0)
    return Ink(box.position_x, top, box.position_x + box.width, bottom, box.text, block)
