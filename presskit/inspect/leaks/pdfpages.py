"""The pages of a PDF as a library draws them: their words, and words that nobody sees."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presskit.inspect.leaks.pieces import Found, Piece, Spot, Walk

HINT = "Who selects the page's text, or has it read out, gets it: take it out."
INVISIBLE = (3, 7)
"""Modes of drawing text that leave nothing on the page (ISO 32000-1, 9.3.6)."""

OUTSIDE = 2.0
"""Points that text may lie over the page's edge before it counts as outside."""

PALE = 200
"""From here on, of 255, a colour could be that of the paper."""

ALIKE = 8
"""So far apart, of 255, are colours that the eye takes for one."""


@dataclass(frozen=True, slots=True)
class Set:
    """Letters that are set together: how many, their box from the left and the foot, their mode.

    The box is None within a form, where it is not the page's; `pale` says that they are light, or
    not opaque.
    """

    letters: int
    box: tuple[float, float, float, float] | None
    mode: int
    pale: bool


def walk(data: bytes, spot: Spot) -> Walk:
    """Words of every page, and which of them are not seen."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield spot.say("PK728", "the PDF cannot be opened: nobody read its pages", "Make it again.")
        return
    try:
        for number in range(len(document)):
            here = spot.part(f"page {number + 1}")
            try:
                yield from _page(document[number], here)
            except pypdfium2.PdfiumError:
                yield here.say("PK728", "the page cannot be drawn", "Make it again.")
    finally:
        document.close()


def _page(page: Any, here: Spot) -> Iterator[Found]:
    textpage = page.get_textpage()
    yield Piece(here, textpage.get_text_range(), "words")
    sets = list(_sets(page, textpage))
    textpage.close()
    box = page.get_bbox()
    invisible = [one for one in sets if one.mode in INVISIBLE]
    outside = [one for one in sets if one.box and _outside(one.box, box)]
    pale = [one for one in sets if one.pale and one.box and one not in (*invisible, *outside)]
    for found, how in (
        (invisible, "drawn invisibly"),
        (outside, "outside of the page"),
        (_unseen(page, pale, box), "in the colour of their ground"),
    ):
        if count := sum(one.letters for one in found):
            message = f"{count} letters are {how}" if count > 1 else f"a letter is {how}"
            yield here.say("PK724", message, HINT)
    page.close()


def _sets(page: Any, textpage: Any) -> Iterator[Set]:
    from pypdfium2 import raw

    colour = [ctypes.c_uint() for _ in range(4)]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        letters = len("".join(item.extract().split("\0")).strip())
        if letters:
            given = raw.FPDFPageObj_GetFillColor(item.raw, *colour)
            red, green, blue, opaque = (c.value for c in colour)
            pale = bool(given) and (min(red, green, blue) >= PALE or opaque < 26)
            box = item.get_bounds() if item.level == 0 else None
            yield Set(letters, box, raw.FPDFTextObj_GetTextRenderMode(item.raw), pale)


def _outside(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    beyond = (box[2] < page[0] - OUTSIDE, box[0] > page[2] + OUTSIDE)
    return any(beyond) or box[3] < page[1] - OUTSIDE or box[1] > page[3] + OUTSIDE


def _unseen(page: Any, pale: list[Set], box: tuple[float, ...]) -> list[Set]:
    """Those of the letters that leave no trace where they are drawn."""
    if not pale:
        return []
    picture = page.render(scale=1, no_smoothtext=False).to_pil().convert("RGB")
    found = []
    for one in pale:
        left, foot, right, top = one.box or box
        corners = (left - box[0], box[3] - top, right - box[0], box[3] - foot)
        x1, y1 = (max(0, int(n)) for n in corners[:2])
        x2, y2 = min(picture.width, int(corners[2]) + 1), min(picture.height, int(corners[3]) + 1)
        if x1 < x2 and y1 < y2:
            extremes = picture.crop((x1, y1, x2, y2)).getextrema()
            if all(high - low <= ALIKE for low, high in extremes):
                found.append(one)
    return found
