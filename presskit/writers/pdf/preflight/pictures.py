"""Pictures with too few pixels for the size they are printed at."""

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.replaced import replacedbox_layout

from presskit.diagnostics import Diagnostic
from presskit.document import Photograph
from presskit.writers.pdf.preflight.edges import picture_name
from presskit.writers.pdf.preflight.sheets import Sheets, within

INCH = 96
"""CSS pixels to the inch."""

MM = 25.4 / INCH


def coarse(sheets: Sheets, photographs: Sequence[Photograph], ppi: int) -> list[Diagnostic]:
    """A warning for each picture under `ppi` pixels to the inch, an error under half of it.

    A photograph is judged by the pixels of its original, or of the part of it that is shown: the
    file placed may have fewer.
    """
    originals = {p.name: (p.width, p.height) for p in photographs}
    found: dict[tuple[int, str], Diagnostic] = {}
    for number, page in enumerate(sheets.pages):
        for box in within(page._page_box):
            for name, image, size in (*_placed(box), *_grounds(box)):
                source = box.element.get("src") if box.element is not None else None
                pixels: tuple[float, float] = (image.width, image.height)
                if source in originals:
                    pixels = _shown(originals[source], box)
                has = min(p / (s / INCH) for p, s in zip(pixels, size, strict=True))
                if has < ppi - 0.5:
                    found[number, name] = _say(sheets, number, box.element, name, has, ppi, size)
    return list(found.values())


def _shown(original: tuple[int, int], box: Any) -> tuple[float, float]:
    """The pixels of the original that its place shows: all, or those that fill it."""
    width, height = original
    if box.style["object_fit"] != "cover":
        return original
    ratio = box.width / box.height
    return min(width, height * ratio), min(height, width / ratio)


def _say(
    sheets: Sheets,
    page: int,
    element: Any,
    name: str,
    has: float,
    ppi: int,
    size: tuple[float, float],
) -> Diagnostic:
    width, height = (round(s * MM) for s in size)
    needs = " × ".join(f"{round(s / INCH * ppi)}" for s in size)
    message = f"{name} has {has:.0f} pixels to the inch at {width} × {height} mm; {ppi} are needed"
    hint = f"Ask for a file of at least {needs} pixels, or show it smaller."
    return sheets.finding("PK512" if has < ppi / 2 else "PK511", page, message, element, hint)


_Placed = tuple[str, Any, tuple[float, float]]
"""A picture's name, its decoded image, and its size on the page in CSS pixels."""


def _placed(box: Any) -> Iterator[_Placed]:
    """A picture in the text, at the size that object-fit gives it."""
    if isinstance(box, boxes.ReplacedBox) and _is_photograph(box.replacement):
        width, height, _, _ = replacedbox_layout(box)
        if width and height:
            yield picture_name(box), box.replacement, (width, height)


def _grounds(box: Any) -> Iterator[_Placed]:
    """Pictures behind a box or a page; `size` is that of one tile."""
    for layer in box.background.layers if getattr(box, "background", None) else ():
        if _is_photograph(layer.image) and all(layer.size):
            yield "the picture behind the text", layer.image, layer.size


def _is_photograph(image: Any) -> bool:
    """Whether an image has pixels; drawings have none."""
    return hasattr(image, "mode")
