"""Which words each page begins with, read off the layout that is written.

Wrapping words in spans would move lines in kerned type and fill a tagged PDF with them. So this
follows the characters of each element through WeasyPrint's box tree, which is private: the
version is pinned, and a test holds the pages of the PDF against those that the booklet names.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes

from presskit.document import Block, Layout, Start
from presskit.pagination import Piece, fold, pieces

_HYPHENS = "-\u2010"
"""What the layout may add at the end of a line."""

_FURNITURE = ("::before", "::after", "::marker", "::footnote-call", "::footnote-marker")
"""Boxes whose words the style sheet made."""


class _StrayError(Exception):
    """A text of the layout is not the next one of its element."""


def followed(laid_out: Any, layout: Layout) -> Layout:
    """The layout with the blocks that each page begins with, or with where that was lost."""
    first = _boxes(laid_out.pages[0]._page_box)
    root = next(box.element for box in first if box.element_tag == "html")
    found = pieces(root)
    text = _Text(found)
    starts = []
    for folio, page in zip(layout.folios, laid_out.pages, strict=True):
        try:
            starts.append(tuple(text.page(page._page_box)))
        except _StrayError as error:
            return replace(layout, stray=f"page {folio}, at “{error}”")
    blocks: tuple[Block, ...] = tuple(piece.block for piece in found)
    return replace(layout, blocks=blocks, starts=tuple(starts))


def _boxes(box: Any) -> Iterator[Any]:
    """The boxes of a page in the order of its text, without what stands in its margins."""
    if isinstance(box, boxes.MarginBox) or (box.element_tag or "").endswith(_FURNITURE):
        return
    yield box
    children = getattr(box, "all_children", None)
    for child in children() if children else ():
        yield from _boxes(getattr(child, "_box", child))


class _Text:
    """The characters of each element's own text, and how many of them are set by now."""

    def __init__(self, found: list[Piece]) -> None:
        self.own: dict[Any, list[tuple[str, Start]]] = {}
        self.pictures: dict[Any, int] = {}
        self.done: dict[Any, int] = {}
        for number, piece in enumerate(found):
            if piece.picture:
                self.pictures[piece.element] = number
            at = 0
            for run in piece.runs:
                for character, _ in fold(run.text):
                    own = self.own.setdefault(run.owner, [])
                    own.append((character, Start(number, at)))
                    at += 1

    def page(self, page_box: Any) -> list[Start]:
        """Where the page takes up each block that is on it, in the order of the text."""
        first: dict[int, Start] = {}
        for box in _boxes(page_box):
            start = self._start(box)
            if start and (start.block not in first or start.done < first[start.block].done):
                first[start.block] = start
        return [first[number] for number in sorted(first)]

    def _start(self, box: Any) -> Start | None:
        """Where in its block a box of text begins; None for a box that sets no text anew."""
        if isinstance(box, boxes.ReplacedBox):
            picture = self.pictures.get(box.element)
            return None if picture is None else Start(picture, 0)
        if not isinstance(box, boxes.TextBox) or box.element not in self.own:
            return None
        own, start = self.own[box.element], self.done.get(box.element, 0)
        at = start
        for character, _ in fold(box.text):
            if at < len(own) and own[at][0] == character:
                at += 1
            elif character in _HYPHENS:
                continue
            elif at == start == len(own):
                return None  # the head of a table, again
            else:
                raise _StrayError(box.text.strip())
        self.done[box.element] = at
        return own[start][1] if at > start else None
