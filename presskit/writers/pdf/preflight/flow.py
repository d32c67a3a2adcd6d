"""Where pages break: headings and lines left alone, and pages with next to nothing on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from presskit.diagnostics import Diagnostic
from presskit.writers.pdf.preflight.sheets import Sheets, baseline, body, has_text, start

LEAST = 1 / 3
"""How full a page is at least, measured from the top of its type area."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_FORCED = {"page", "left", "right", "recto", "verso", "always", "all"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text or a picture in the flow, with the boxes that it stands in."""

    page: int
    column: int
    path: tuple[Any, ...]
    box: Any

    @property
    def element(self) -> Any:
        return self.path[-1].element

    @property
    def text(self) -> str:
        texts = [b.text for b in self.box.descendants() if has_text(b)]
        return start(" ".join(texts)) if texts else "a picture"


def pieces(sheets: Sheets) -> list[Piece]:
    """The flow of the whole document, in the order it is read. Placed boxes are not of it."""
    found: list[Piece] = []
    for number, page in enumerate(sheets.pages):
        for child in page._page_box.children:
            if isinstance(child, boxes.BlockBox) and child.is_in_normal_flow():
                found += _pieces(child, number, 0, ())
    return found


def _pieces(box: Any, page: int, column: int, path: tuple[Any, ...]) -> Iterator[Piece]:
    header = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
    if header or not box.is_in_normal_flow():  # heads of tables stand on every page
        return
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        if isinstance(box, boxes.ReplacedBox) or any(map(has_text, box.descendants())):
            yield Piece(page, column, path or (box,), box)
        return
    if box.is_column:
        column = id(box)
    for child in getattr(box, "children", ()):
        if not hasattr(child, "_box"):
            yield from _pieces(child, page, column, (*path, box))


def breaks(sheets: Sheets) -> list[Diagnostic]:
    """Headings and single lines that a page break has parted from their text."""
    flow = pieces(sheets)
    return [*_headings(sheets, flow), *_lines(sheets, flow)]


def _headings(sheets: Sheets, flow: list[Piece]) -> Iterator[Diagnostic]:
    hint = "Keep it with its text in the style sheet (break-after: avoid), or shorten the page."
    for last, following in pairwise(flow):
        heading = next((e for e in sheets.lineage(last.element) if e.tag in _HEADINGS), None)
        parted = last.page != following.page or (last.column and last.column != following.column)
        if heading is None or not parted or heading in sheets.lineage(following.element):
            continue
        if _meant(sheets, last, following) or _more_below(sheets, last):
            continue
        foot = "page" if last.page != following.page else "column"
        message = f"the heading “{last.text}” is alone at the {foot}'s foot"
        yield sheets.finding("PK513", last.page, message, heading, hint)


def _meant(sheets: Sheets, last: Piece, following: Piece) -> bool:
    """Whether the style sheet asks for a break here."""
    if last.page != following.page:
        before, after = (sheets.pages[p.page]._page_box.page_type for p in (last, following))
        if before.name != after.name:
            return True
    shared = {id(b.element) for b in last.path} & {id(b.element) for b in following.path}
    starts = (b.style["break_before"] for b in following.path if id(b.element) not in shared)
    ends = (b.style["break_after"] for b in last.path if id(b.element) not in shared)
    return any(value in _FORCED for value in (*starts, *ends))


def _more_below(sheets: Sheets, piece: Piece) -> bool:
    """Whether anything stands below a line on its page, placed boxes too."""
    foot = piece.box.position_y + piece.box.height
    shown = (b for b in body(sheets.pages[piece.page]) if has_text(b))
    return any(baseline(b) - 0.5 * b.style["font_size"] > foot for b in shown)


def _lines(sheets: Sheets, flow: list[Piece]) -> Iterator[Diagnostic]:
    hint = "Reword the paragraph so that it runs a line longer or shorter."
    paragraphs: dict[int, list[list[Piece]]] = {}
    for piece in flow:
        if isinstance(piece.box, boxes.LineBox):
            parts = paragraphs.setdefault(id(piece.element), [])
            if parts and (parts[-1][-1].page, parts[-1][-1].column) == (piece.page, piece.column):
                parts[-1].append(piece)
            else:
                parts.append([piece])
    for parts in paragraphs.values():
        for part, which, side in ((parts[0], "first", "foot"), (parts[-1], "last", "top")):
            if len(parts) > 1 and len(part) == 1:
                alone = part[0]
                message = f"a {which} line is alone at the {side}: “{alone.text}”"
                yield sheets.finding("PK515", alone.page, message, alone.element, hint)


def empty_pages(sheets: Sheets) -> list[Diagnostic]:
    """Pages that text runs over to, and that are less than a third full.

    A page is meant so when the style sheet asks for a break before it, as it does for a section
    that opens one, or when the theme marks its section with data-sparse. Boxes of a set height
    and pictures count as full, whatever is in them.
    """
    hint = "Shorten what runs over to it; a theme marks a page that is meant so with data-sparse."
    found = []
    for last, first in pairwise(pieces(sheets)):
        if last.page == first.page or _meant(sheets, last, first):
            continue
        number, area = first.page, sheets.pages[first.page]._page_box
        shown = [b for b in body(sheets.pages[number]) if _fills(b)]
        if any(sheets.marked(b.element, "data-sparse") for b in shown):
            continue
        lowest = max(shown, key=_foot, default=None)
        full = (_foot(lowest) - area.content_box_y()) / area.height if lowest else 0
        if lowest is not None and full < LEAST:
            message = f"less than a third of it is filled, {full:.0%}"
            found.append(sheets.finding("PK514", number, message, lowest.element, hint))
    return found


def _fills(box: Any) -> bool:
    """Texts, pictures, and boxes whose height the style sheet sets."""
    if has_text(box) or isinstance(box, boxes.ReplacedBox):
        return True
    named = box.element is not None and box.element_tag not in ("html", "body")
    return named and isinstance(box, boxes.BlockBox) and box.style["height"] != "auto"


def _foot(box: Any) -> float:
    return baseline(box) if has_text(box) else float(box.position_y + box.margin_height())
