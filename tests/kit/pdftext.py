"""The words of a tagged PDF as assistive technology reads them, with pdfium."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium


def tagged(page: pypdfium2.PdfPage) -> list[str]:
    """The marked texts of a page in the order of its tags; no furniture, and nothing in figures."""
    texts: dict[int, str] = {}
    textpage = page.get_textpage()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        number = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
        size = pdfium.FPDFTextObj_GetText(thing.raw, textpage.raw, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        pdfium.FPDFTextObj_GetText(thing.raw, textpage.raw, buffer, size)
        text = bytes(buffer).decode("utf-16-le").rstrip("\0")
        texts[number] = texts.get(number, "") + text
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    count = pdfium.FPDF_StructTree_CountChildren(tree)
    roots = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count)]
    return [texts.get(n, "") for root in roots for n in _contents(root)]


def _contents(element: object) -> Iterator[int]:
    """Numbers of the marked contents of an element, and of those below, in order."""
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    if buffer.raw.decode("utf-16-le").rstrip("\0") == "Figure":
        return
    for n in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
        if child:
            yield from _contents(child)
        elif (number := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, n)) >= 0:
            yield number  # -1 stands for what is no text, and for the furniture of a page
