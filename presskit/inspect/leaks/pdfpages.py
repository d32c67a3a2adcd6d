"""The pages of a PDF as a library draws them: their words, and words that nobody sees."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presskit.inspect.leaks.pieces import Found, Piece, Spot, Walk

HINT = "Who selects the page's text, or has it read out, gets it: take it out."
INVISIBLE = (3, 7)
"""Modes of drawing text that leave nothing on the page (ISO 32000-1, 9.3.6)."""

OUTSIDE = 2.0
"""Points that text may lie over the page's edge before it counts as outside."""

SMALLEST = 0.75
"""Points of the smallest letters: heads of tables that are there to be heard have one point."""

DRAWN = 3.0
"""Points of letters that leave a trace on a page drawn with a pixel to the point."""

OVER = "words that go on over pages"
"""The place of words that no single page has."""

ALIKE = 8
"""So far apart, of 255, are colours that the eye takes for one."""


@dataclass(frozen=True, slots=True)
class Set:
    """Letters that are set together: how many, their box from the left and the foot, their mode.

    `size` is that of the letters, in points; `solid` says that there is more than a dash or a dot.
    """

    letters: int
    box: tuple[float, float, float, float]
    mode: int
    size: float
    solid: bool


def walk(data: bytes, spot: Spot) -> Walk:
    """Words of every page, and which of them are not seen."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield spot.say("PK728", "the PDF cannot be opened: nobody read its pages", "Make it again.")
        return
    words = []
    try:
        for number in range(len(document)):
            here = spot.part(f"page {number + 1}")
            try:
                for found in _page(document[number], here):
                    words += [found.text] if isinstance(found, Piece) else []
                    yield found
            except pypdfium2.PdfiumError:
                yield here.say("PK728", "the page cannot be drawn", "Make it again.")
    finally:
        document.close()
    if len(words) > 1:
        yield Piece(spot.part(OVER), "\n".join(words), "whole")


def _page(page: Any, here: Spot) -> Iterator[Found]:
    textpage = page.get_textpage()
    yield Piece(here, textpage.get_text_range(), "words")
    sets = list(_sets(page, textpage))
    textpage.close()
    box = page.get_bbox()
    invisible = [one for one in sets if one.mode in INVISIBLE]
    outside = [one for one in sets if _outside(one.box, box)]
    small = [one for one in sets if one.size < SMALLEST]
    known = {id(one) for one in (*invisible, *outside, *small)}
    rest = [one for one in sets if one.solid and one.size >= DRAWN and id(one) not in known]
    for found, how in (
        (invisible, "drawn invisibly"),
        (outside, "outside of the page"),
        (small, "too small to be seen"),
        (_unseen(page, rest, box), "covered, or in the colour of their ground"),
    ):
        if count := sum(one.letters for one in found):
            message = f"{count} letters are {how}" if count > 1 else f"a letter is {how}"
            yield here.say("PK724", message, HINT)
    page.close()


def _sets(page: Any, textpage: Any) -> Iterator[Set]:
    from pypdfium2 import raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        words = item.extract().replace("\0", "").strip()
        if words:
            box, size = item.get_bounds(), item.get_font_size() * _scale(item)
            form = item.container
            while form is not None:  # its coordinates are those of the form that it is in
                box, size = form.get_matrix().on_rect(*box), size * _scale(form)
                form = form.container
            solid = any(c.isalnum() for c in words)
            yield Set(len(words), box, raw.FPDFTextObj_GetTextRenderMode(item.raw), size, solid)


def _scale(item: Any) -> float:
    """How much larger things are on the page than where they are drawn."""
    m = item.get_matrix()
    return math.sqrt(abs(m.a * m.d - m.b * m.c))


def _outside(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    beyond = (box[2] < page[0] - OUTSIDE, box[0] > page[2] + OUTSIDE)
    return any(beyond) or box[3] < page[1] - OUTSIDE or box[1] > page[3] + OUTSIDE


def _unseen(page: Any, sets: list[Set], box: tuple[float, ...]) -> list[Set]:
    """Those of the letters that leave no trace where they are drawn."""
    if not sets:
        return []
    picture = page.render(scale=1, no_smoothtext=False).to_pil().convert("RGB")
    found = []
    for one in sets:
        left, foot, right, top = one.box
        corners = (left - box[0], box[3] - top, right - box[0], box[3] - foot)
        x1, y1 = (max(0, int(n)) for n in corners[:2])
        x2, y2 = min(picture.width, int(corners[2]) + 1), min(picture.height, int(corners[3]) + 1)
        if x1 < x2 and y1 < y2:
            extremes = picture.crop((x1, y1, x2, y2)).getextrema()
            if all(high - low <= ALIKE for low, high in extremes):
                found.append(one)
    return found
