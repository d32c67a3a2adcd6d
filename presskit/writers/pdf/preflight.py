"""What a layout shows before it is printed: text over an edge, characters in foreign fonts.

Reads WeasyPrint's box tree, which is private: the version is pinned, and tests with planted
faults hold every detector.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from presskit.diagnostics import Diagnostic, Location
from presskit.document import Document

SLACK = 1.5
"""CSS pixels by which a line may pass its box: rounding of the layout."""

_HINT = "Shorten the text, or give its box more room in the style sheet."


def _within(box: Any) -> Iterator[Any]:
    """A box and all boxes in it, the absolutely placed ones too."""
    yield box
    children = getattr(box, "all_children", None)
    for child in children() if children else ():
        yield from _within(getattr(child, "_box", child))


def _origin(box: Any, origins: tuple[Location, ...]) -> Location | None:
    """Where the text of a box came from, by the data-from of its nearest element."""
    element = box.element
    mark = element.get("data-from") if element is not None else None
    if not mark:
        return None
    n, _, line = mark.partition(":")
    start = origins[int(n)]
    return Location(start.path, start.line + int(line), start.column)


def edges(laid_out: Any, origins: tuple[Location, ...]) -> list[Diagnostic]:
    """Text beyond the page, lines beyond their box, boxes fuller than their height."""
    found: dict[tuple[int, str], Diagnostic] = {}
    before: set[int] = set()
    for number, page in enumerate(laid_out.pages, 1):
        placed = {id(b.element): b for b in _within(page._page_box) if _is_placed(b)}
        cut = ((b, f"{_label(b)} is cut in two by the page's foot") for b in _kept(placed, before))
        before = set(placed)
        for box, message in (*_overset(page), *cut):
            place = _origin(box, origins)
            message = f"page {number}: {message}"
            found.setdefault((number, message), Diagnostic("PK503", message, place, _HINT))
    return list(found.values())


def _is_placed(box: Any) -> bool:
    return box.element is not None and bool(box.style["position"] == "absolute")


def _kept(placed: dict[int, Any], before: set[int]) -> Iterator[Any]:
    """Absolutely placed boxes that began on the page before: their rest lands on other text."""
    return (box for key, box in placed.items() if key in before)


def _label(box: Any) -> str:
    first = next(_texts(box), None)
    return f"“{_start(first.text)}”" if first else f"a box of {box.element_tag}"


def _overset(page: Any) -> Iterator[tuple[Any, str]]:
    bleed = page.bleed
    right = page.width + bleed["right"] + 1
    bottom = page.height + bleed["bottom"] + 1
    for box in _within(page._page_box):
        if isinstance(box, boxes.TextBox) and box.text.strip():
            beyond = box.position_x + box.width > right or box.position_x < -bleed["left"] - 1
            if beyond or box.position_y + box.baseline > bottom:
                yield box, f"“{_start(box.text)}” runs off the page"
        if isinstance(box, boxes.BlockContainerBox):
            yield from _long_lines(box)
        if isinstance(box, boxes.BlockBox) and box.style["height"] != "auto":
            yield from _full_box(box)


def _long_lines(block: Any) -> Iterator[tuple[Any, str]]:
    if not (block.children and isinstance(block.children[0], boxes.LineBox)):
        return
    edge = block.content_box_x() + block.width
    for line in block.children:
        for box in _within(line):
            if isinstance(box, boxes.TextBox) and box.text.strip():
                over = box.position_x + box.width - edge
                if over > SLACK and _in_flow(box, line):
                    yield (
                        block,
                        f"“{_start(box.text)}” is {over * 0.75:.0f} pt too long for its line",
                    )


def _in_flow(box: Any, line: Any) -> bool:
    """Whether the box stands in this line: an absolutely placed one has a box of its own."""
    return bool(
        line.position_y - 1 <= box.position_y + box.height / 2 <= line.position_y + line.height + 1
    )


def _full_box(block: Any) -> Iterator[tuple[Any, str]]:
    if not isinstance(block.height, (int, float)) or not block.children:
        return
    edge = block.content_box_y() + block.height
    # The baseline counts: display type is set with less leading than its descenders need.
    lowest = max(_texts(block), key=lambda b: b.position_y + b.baseline, default=None)
    if lowest is not None:
        over = (lowest.position_y + lowest.baseline - edge) * 0.75
        if over > SLACK:
            yield lowest, f"“{_start(lowest.text)}” is {over:.0f} pt below its box"


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes in a box; a theme marks what may hang out of its box with data-hang."""
    if box.element is not None and box.element.get("data-hang") is not None:
        return
    if isinstance(box, boxes.TextBox) and box.text.strip():
        yield box
    children = getattr(box, "all_children", None)
    for child in children() if children else ():
        yield from _texts(getattr(child, "_box", child))


def _start(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def foreign_fonts(laid_out: Any, document: Document) -> list[Diagnostic]:
    """Characters that the theme's fonts lack, set in a font from elsewhere or in none."""
    ours = {face.family for face in document.faces}
    found = []
    for font in laid_out.fonts.values():
        family = font.family
        if family not in ours:
            characters = "".join(sorted(set("".join(font.to_unicode.values()))))
            message = f"“{characters}” was set in {family}, which is not a font of the theme"
            hint = "Add a font that has the characters to the theme's fonts."
            found.append(Diagnostic("PK502", message, None, hint))
    return found
