"""Photographs in as many pixels as their place asks for.

A page is laid out with stand-ins that have the originals' proportions and nothing else; when the
sizes are known, each photograph is made at its largest one and put in their place.
"""

from math import ceil
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.formatting_structure import boxes
from weasyprint.images import get_image_from_uri
from weasyprint.layout.replaced import replacedbox_layout

from presskit.document import Document, Photograph, Resource
from presskit.writers.pdf import engine
from presskit.writers.pdf.preflight.sheets import within

PPI = {"screen": 200, "press": 300}
"""Pixels to the inch, by what a file is for."""

INCH = 96
"""CSS pixels to the inch."""


def stand_in(photograph: Photograph) -> Resource:
    """An empty drawing of the photograph's proportions, under its name."""
    size = f'width="{photograph.width}" height="{photograph.height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'
    return Resource(photograph.name, "image/svg+xml", svg.encode())


def develop(laid_out: Any, document: Document, fetcher: engine.DeclaredOnly) -> None:
    """Put the photographs in place of their stand-ins, each made once for each of its crops, at
    its largest size."""
    ppi = PPI["press" if document.press else "screen"]
    named = {engine.BASE + p.name: p for p in document.photographs}
    places: dict[tuple[str, float | None], list[Any]] = {}
    for page in laid_out.pages:
        for box in within(page._page_box):
            address = _address(box)
            if address in named:
                places.setdefault((address, _cropped(box)), []).append(box)
    for (address, ratio), boxes_of_it in places.items():
        photograph = named[address]
        edge = max(ceil(_longest(box, ratio) / INCH * ppi) for box in boxes_of_it)
        data = photograph.made(edge, ratio)
        name = photograph.name if ratio is None else f"{photograph.name}?{ratio}"
        fetcher.serve(Resource(name, photograph.media_type, data))
        image = get_image_from_uri({}, fetcher, DEFAULT_OPTIONS, engine.BASE + name)
        for box in boxes_of_it:
            box.replacement = image


def _cropped(box: Any) -> float | None:
    """The ratio of the place, where it shows a part of the picture only."""
    if box.style["object_fit"] != "cover":
        return None
    ratio = box.width / box.height
    width, height, _, _ = replacedbox_layout(box)
    return round(ratio, 3) if abs(width / height / ratio - 1) > SAME else None


SAME = 0.005
"""How far two ratios may be apart, as a share, and still be the same to the eye."""


def _address(box: Any) -> str:
    """The full address of the picture that an img shows; empty for other boxes."""
    if not isinstance(box, boxes.ReplacedBox) or box.element is None:
        return ""
    return engine.BASE + (box.element.get("src") or "")


def _longest(box: Any, ratio: float | None) -> float:
    """The longer side, in CSS pixels, of the picture as it is placed."""
    if ratio is not None:
        return float(max(box.width, box.height))
    width, height, _, _ = replacedbox_layout(box)
    return float(max(width, height))
