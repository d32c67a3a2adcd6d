"""Documents of a set number of pages: boxes that must hold their text, and nothing run over.

A theme marks a box of a set height with data-room, and the texts in it with data-field, which
says what of the content they print. On the body, data-pages is how many pages there may be, and
data-called how a message calls the document.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from presskit.diagnostics import Diagnostic
from presskit.writers.pdf.preflight.edges import SLACK
from presskit.writers.pdf.preflight.sheets import Sheets, baseline, body, has_text, within


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its baseline from the top of the page, its leading, whose text it is.

    `letters` are all characters but blanks.
    """

    page: int
    base: float
    leading: float
    field: Any
    letters: int


def overfull(sheets: Sheets) -> list[Diagnostic]:
    """For each box that is too full, the longest text in it and by how many lines it is over.

    What else is wrong with such pages follows from that: lines cut by the foot, text over text.
    """
    found: list[Diagnostic] = []
    for room in (e for e in sheets.root.iter() if e.get("data-room") is not None):
        pieces = [(n, b) for n, page in enumerate(sheets.pages) for b in _of(room, body(page))]
        lines = [line for n, box in pieces for line in _lines(sheets, n, box)]
        excess = _excess(lines, *pieces[0]) if pieces else 0
        if excess > SLACK:
            found.append(_too_long(sheets, lines, excess + _lost(lines)))
    return found or _run_over(sheets)


def _of(element: Any, among: Iterator[Any]) -> Iterator[Any]:
    """The boxes of an element that hold its text: a block makes one a page."""
    return (b for b in among if b.element is element and isinstance(b, boxes.BlockBox))


def _lines(sheets: Sheets, page: int, box: Any) -> Iterator[Line]:
    for line in within(box):
        texts = [b for b in within(line) if has_text(b)] if isinstance(line, boxes.LineBox) else ()
        if texts:
            marked = (e for e in sheets.lineage(line.element) if e.get("data-field") is not None)
            letters = sum(_letters(box.text) for box in texts)
            yield Line(page, max(map(baseline, texts)), line.height, next(marked, None), letters)


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _excess(lines: list[Line], page: int, room: Any) -> float:
    """How far the lines pass the box's foot or head, in pixels; on later pages, all of them do."""
    head, foot = room.content_box_y(), room.content_box_y() + room.height
    here = [line for line in lines if line.page == page]
    below = max((line.base - foot for line in here), default=0.0)
    above = max((head - line.base + line.leading / 2 for line in here), default=0.0)
    later = {(line.page, round(line.base)): line.leading for line in lines if line.page > page}
    return max(below, above, 0.0) + sum(later.values())


def _lost(lines: list[Line]) -> float:
    """The height, in pixels, of lines that are nowhere: a placed box ends at the page's foot."""
    height = 0.0
    for field in dict.fromkeys(line.field for line in lines if line.field is not None):
        own = [line for line in lines if line.field is field]
        shown = sum(line.letters for line in own)
        missing = _letters("".join(field.itertext())) - shown
        if missing > 0.05 * shown:  # capitals and hyphens make a small difference
            rows = {(line.page, round(line.base)): line.leading for line in own}
            height += sum(rows.values()) * missing / shown
    return height


def _too_long(sheets: Sheets, lines: list[Line], excess: float) -> Diagnostic:
    """The longest text of a box is the one to shorten; the hint names the others."""
    rows: dict[Any, dict[tuple[int, int], float]] = {}
    for line in lines:
        if line.field is not None:
            rows.setdefault(line.field, {})[line.page, round(line.base)] = line.leading
    if not rows:
        return _say(sheets, lines[-1], 1, "")
    first, *others = sorted(rows, key=lambda field: -sum(rows[field].values()))
    longest = next(line for line in lines if line.field is first)
    shared = ", ".join(_name(field) for field in others[:5])
    hint = f"Shorten it, or what shares its box: {shared}." if shared else "Shorten it."
    return _say(sheets, longest, math.ceil((excess - SLACK) / longest.leading), hint)


def _say(sheets: Sheets, line: Line, over: int, hint: str) -> Diagnostic:
    name = _name(line.field) if line.field is not None else "a text without data-field"
    noun = "line" if over == 1 else "lines"
    message = f"{name}: {over} {noun} too long for {_called(sheets)}"
    place = sheets.place(line.field) if line.field is not None else None
    return Diagnostic("PK503", message, place, hint)


def _run_over(sheets: Sheets) -> list[Diagnostic]:
    """The texts that stand on a page more than there may be, each with its lines there."""
    limit = int(_body(sheets).get("data-pages") or len(sheets.pages))
    counts: dict[Any, set[tuple[int, int]]] = {}
    first: dict[Any, Line] = {}
    for number, page in enumerate(sheets.pages[limit:], limit):
        for line in _lines(sheets, number, page._page_box):
            counts.setdefault(line.field, set()).add((number, round(line.base)))
            first.setdefault(line.field, line)
    hint = "Shorten it, or give its box more room in the style sheet."
    return [_say(sheets, first[field], len(rows), hint) for field, rows in counts.items()]


def _body(sheets: Sheets) -> Any:
    return next(e for e in sheets.root.iter() if e.tag == "body")


def _called(sheets: Sheets) -> str:
    return _body(sheets).get("data-called") or "its pages"


def _name(field: Any) -> str:
    return str(field.get("data-field"))
