"""What a layout shows before it is printed, as diagnostics.

Reads WeasyPrint's box tree, which is private: the version is pinned, and tests with planted
faults hold every detector.
"""

from typing import Any

from presskit.diagnostics import Diagnostic
from presskit.document import Document
from presskit.writers.pdf.preflight.edges import edges
from presskit.writers.pdf.preflight.flow import breaks, empty_pages
from presskit.writers.pdf.preflight.fonts import foreign_fonts
from presskit.writers.pdf.preflight.hyphens import Kept, keep, ladders, settled
from presskit.writers.pdf.preflight.onepage import overfull
from presskit.writers.pdf.preflight.overlap import overlaps
from presskit.writers.pdf.preflight.pictures import coarse
from presskit.writers.pdf.preflight.sheets import Sheets

__all__ = ["PRESS_PPI", "SCREEN_PPI", "Kept", "examine", "foreign_fonts", "keep", "settled"]

SCREEN_PPI = 150
"""Pixels to the inch that a picture needs on a screen and on an office printer."""

PRESS_PPI = 300
"""Pixels to the inch that a print shop asks for."""


def examine(laid_out: Any, document: Document) -> list[Diagnostic]:
    """Everything that is wrong with the pages, in the order of the detectors."""
    sheets = Sheets(laid_out, document.origins)
    return overfull(sheets) or [
        *edges(sheets),
        *coarse(sheets, document.photographs, PRESS_PPI if document.press else SCREEN_PPI),
        *breaks(sheets),
        *empty_pages(sheets),
        *ladders(sheets),
        *overlaps(sheets),
    ]
