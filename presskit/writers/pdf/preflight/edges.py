"""Text and pictures over the edge of their box or of the page."""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from presskit.diagnostics import Diagnostic
from presskit.writers.pdf.preflight.sheets import POINT, Sheets, has_text, start, within

SLACK = 1.5
"""CSS pixels by which a line may pass its box: rounding of the layout."""

_HINT = "Shorten the text, or give its box more room in the style sheet."
_PICTURE_HINT = "Make the picture smaller in the style sheet, or give its box more room."


def edges(sheets: Sheets) -> list[Diagnostic]:
    """What is beyond the page, longer than its line, below its box, or cut by a page's foot."""
    found: dict[tuple[int, str], Diagnostic] = {}
    for number, page in enumerate(sheets.pages):
        for box, message in _overset(page):
            hint = _PICTURE_HINT if isinstance(box, boxes.ReplacedBox) else _HINT
            finding = sheets.finding("PK503", number, message, box.element, hint)
            found.setdefault((number, message), finding)
    return list(found.values())


def picture_name(box: Any) -> str:
    """How a message calls a picture: by its file's name, or by what it shows."""
    source = str(box.element.get("src") or "").rpartition("/")[2]
    said = box.element.get("alt") or box.element.findtext("{http://www.w3.org/2000/svg}title")
    return f"the picture {source}" if source else f"the drawing “{start(said or 'untitled')}”"


def _overset(page: Any) -> Iterator[tuple[Any, str]]:
    for box in within(page._page_box):
        if isinstance(box, boxes.ReplacedBox | boxes.TextBox):
            yield from _off_page(box, page)
        if isinstance(box, boxes.BlockContainerBox):
            yield from _long_lines(box)
            yield from _wide_pictures(box)
            yield from _cut(box)
        if isinstance(box, boxes.BlockBox) and box.style["height"] != "auto":
            yield from _full_box(box)


def _cut(box: Any) -> Iterator[tuple[Any, str]]:
    """A placed box that the page's foot divides: its rest lands on other text, or nowhere."""
    if box.style["position"] == "absolute" and "bottom" in box.remove_decoration_sides:
        first = next((b for b in _contents(box) if has_text(b)), None)
        name = f"“{start(first.text)}”" if first is not None else f"a box of {box.element_tag}"
        yield box, f"{name} is cut in two by the page's foot"


def _off_page(box: Any, page: Any) -> Iterator[tuple[Any, str]]:
    """Text by its baseline, a picture by its frame, against the sheet with its bleed."""
    bleed = page.bleed
    if isinstance(box, boxes.ReplacedBox):
        left, top, width, height = _frame(box)
        name = picture_name(box)
        above = top < -bleed["top"] - 1
        low = top + height
    elif has_text(box):
        left, width, low = box.position_x, box.width, box.position_y + box.baseline
        name, above = f"“{start(box.text)}”", False
    else:
        return
    aside = left + width > page.width + bleed["right"] + 1 or left < -bleed["left"] - 1
    if aside or above or low > page.height + bleed["bottom"] + 1:
        yield box, f"{name} runs off the page"


def _frame(picture: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is seen of a picture, in pixels."""
    return picture.content_box_x(), picture.content_box_y(), picture.width, picture.height


def _long_lines(block: Any) -> Iterator[tuple[Any, str]]:
    if not (block.children and isinstance(block.children[0], boxes.LineBox)):
        return
    left = block.content_box_x()
    for line in block.children:
        for box in _flowing(line):
            if has_text(box):
                aside = left - box.position_x if block.style["direction"] == "rtl" else 0
                over = max(box.position_x + box.width - left - block.width, aside)
                if over > SLACK and _in_flow(box, line):
                    message = f"“{start(box.text)}” is {over * POINT:.0f} pt too long for its line"
                    yield block, message


def _flowing(box: Any) -> Iterator[Any]:
    """What is in a line but for what is placed by itself."""
    for child in getattr(box, "children", ()):
        if child.is_in_normal_flow():
            yield child
            yield from _flowing(child)


def _in_flow(box: Any, line: Any) -> bool:
    """Whether the box stands in this line: an absolutely placed one has a box of its own."""
    return bool(
        line.position_y - 1 <= box.position_y + box.height / 2 <= line.position_y + line.height + 1
    )


def _wide_pictures(block: Any) -> Iterator[tuple[Any, str]]:
    """Pictures wider than the box they stand in; one that hangs out by a margin of its own may."""
    edge = block.content_box_x() + block.width
    for child in block.children:
        row = child.children if isinstance(child, boxes.LineBox) else (child,)
        for box in row:
            if not (isinstance(box, boxes.ReplacedBox) and box.is_in_normal_flow()):
                continue
            left, _, width, _ = _frame(box)
            over = left + width - edge
            if over > SLACK and box.margin_left >= 0 and box.margin_right >= 0:
                yield box, f"{picture_name(box)} is {over * POINT:.0f} pt too wide for its box"


def _full_box(block: Any) -> Iterator[tuple[Any, str]]:
    if not isinstance(block.height, int | float) or not block.children:
        return
    edge = block.content_box_y() + block.height

    def low(box: Any) -> float:
        # The baseline counts: display type is set with less leading than its descenders need.
        picture = isinstance(box, boxes.ReplacedBox)
        return float(sum(_frame(box)[1::2]) if picture else box.position_y + box.baseline)

    lowest = max(_contents(block), key=low, default=None)
    over = (low(lowest) - edge) * POINT if lowest is not None else 0
    if lowest is not None and over > SLACK:
        name = f"“{start(lowest.text)}”" if has_text(lowest) else picture_name(lowest)
        yield lowest, f"{name} is {over:.0f} pt below its box"


def _contents(box: Any) -> Iterator[Any]:
    """Texts and pictures in a box; a theme marks what may hang out of its box with data-hang."""
    if box.element is not None and box.element.get("data-hang") is not None:
        return
    if has_text(box) or isinstance(box, boxes.ReplacedBox):
        yield box
    children = getattr(box, "all_children", None)
    for child in children() if children else ():
        yield from _contents(getattr(child, "_box", child))
