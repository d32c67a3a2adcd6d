"""A layout as the detectors read it: boxes, the elements they are of, the content behind them."""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from presskit.diagnostics import Diagnostic, Location

POINT = 0.75
"""Points to a CSS pixel, the unit of WeasyPrint's layout."""


class Sheets:
    """The pages of a layout, with what the elements of their boxes say."""

    def __init__(self, laid_out: Any, origins: tuple[Location, ...] = ()) -> None:
        self.pages = laid_out.pages
        self.origins = origins
        first = within(self.pages[0]._page_box)
        self.root = next(box.element for box in first if box.element_tag == "html")
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def lineage(self, element: Any) -> Iterator[Any]:
        """The element, and those that it stands in, from the inside out."""
        while element is not None:
            yield element
            element = self.parents.get(element)

    def marked(self, element: Any, name: str) -> bool:
        """Whether a theme has marked the element, or one that it stands in."""
        return any(e.get(name) is not None for e in self.lineage(element))

    def place(self, element: Any) -> Location | None:
        """Where a text came from: the data-from of the nearest element that has one."""
        for outer in self.lineage(element):
            if mark := outer.get("data-from"):
                n, _, line = mark.partition(":")
                start = self.origins[int(n)]
                return Location(start.path, start.line + int(line or 0), start.column)
        return None

    def finding(self, code: str, page: int, message: str, element: Any, hint: str) -> Diagnostic:
        """A diagnostic of a page; pages count from 0 here, and from 1 in what people read."""
        return Diagnostic(code, f"page {page + 1}: {message}", self.place(element), hint)


def within(box: Any) -> Iterator[Any]:
    """A box and all boxes in it, the absolutely placed ones too."""
    yield box
    children = getattr(box, "all_children", None)
    for child in children() if children else ():
        yield from within(getattr(child, "_box", child))


def body(page: Any) -> Iterator[Any]:
    """The boxes of a page without its margins: no running head, no folio."""
    for child in page._page_box.children:
        if not isinstance(child, boxes.MarginBox):
            yield from within(getattr(child, "_box", child))


def has_text(box: Any) -> bool:
    return isinstance(box, boxes.TextBox) and bool(box.text.strip())


def baseline(box: Any) -> float:
    """The distance of a text's baseline from the top of the page, in pixels."""
    return float(box.position_y + box.baseline)


def start(text: str) -> str:
    """The first words of a text, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
