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
    """Put the photographs in place of their stand-ins, each made once, at its largest size."""
    ppi = PPI["press" if document.press else "screen"]
    named = {engine.BASE + p.name: p for p in document.photographs}
    places: dict[str, list[Any]] = {}
    for page in laid_out.pages:
        for box in within(page._page_box):
            address = _address(box)
            if address in named:
                places.setdefault(address, []).append(box)
    for address, boxes_of_it in places.items():
        photograph = named[address]
        edge = max(ceil(_longest(box) / INCH * ppi) for box in boxes_of_it)
        fetcher.serve(Resource(photograph.name, photograph.media_type, photograph.made(edge)))
        image = get_image_from_uri({}, fetcher, DEFAULT_OPTIONS, address)
        for box in boxes_of_it:
            box.replacement = image


def _address(box: Any) -> str:
    """The full address of the picture that an img shows; empty for other boxes."""
    if not isinstance(box, boxes.ReplacedBox) or box.element is None:
        return ""
    return engine.BASE + (box.element.get("src") or "")


def _longest(box: Any) -> float:
    """The longer side, in CSS pixels, of the whole picture, what object-fit hides included."""
    width, height, _, _ = replacedbox_layout(box)
    return float(max(width, height))
