"""What WeasyPrint 70 leaves undone in a tagged PDF, mended on its objects before writing.

Running heads and folios become artifacts, header cells get a scope, figures a bounding box in
points, links the print flag and their words, pages their printed labels (ISO 32000-1, 12.4.2 and
14.8; ISO 14289-1).
"""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pydyf

from presskit.writers.pdf import links

_REFERENCE = re.compile(rb"(\d+) 0 R")
_POINTS = 0.75  # CSS pixels to points


def finisher(folios: tuple[str, ...], leftwards: bool = False) -> Callable[[Any, Any], None]:
    """A function for WeasyPrint's write_pdf, which calls it with its document and the PDF."""

    def finish(document: Any, pdf: Any) -> None:
        pages = [pdf.objects[n] for n in pdf.pages["Kids"][::3]]
        root = follow(pdf, pdf.catalog.get("StructTreeRoot", b""))
        reachable: set[int] = set()
        for element, path in _elements(pdf, root):
            reachable.add(element.number)
            if element["S"] == "/TH":
                scope = "/Column" if "/THead" in path else "/Row"
                element["A"].setdefault("Scope", scope)
            if element["S"] == "/Figure":
                _bounding_box(element, pages, document)
            if element["S"] == "/Link" and "/Link" in path:
                element["S"] = "/Span"
        links.describe(document)
        _artifacts(pdf, root, pages, reachable)
        for item in pdf.objects:
            if isinstance(item, dict) and item.get("Type") == "/Annot":
                item.setdefault("F", 4)  # print
        label_pages(pdf, folios)
        _declare_ua(pdf)
        pdf.catalog["PageLayout"] = "/TwoPageRight"
        if leftwards:
            pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(
                {**(pdf.catalog.get("ViewerPreferences") or {}), "Direction": "/R2L"}
            )
        settle_ends(pdf)

    return finish


def follow(pdf: Any, reference: Any) -> Any:
    """The object that a reference stands for; None for what is no reference."""
    data = reference if isinstance(reference, bytes) else getattr(reference, "data", b"")
    match = _REFERENCE.fullmatch(data)
    return pdf.objects[int(match[1])] if match else None


def _elements(pdf: Any, root: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every structure element, with the tags above it."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(follow(pdf, kid), ()) for kid in root["K"]]
    while waiting:
        element, path = waiting.pop()
        yield element, path
        for kid in element["K"]:
            child = follow(pdf, kid) if isinstance(kid, bytes) else None
            if child is not None and "S" in child:
                waiting.append((child, (*path, element["S"])))


def _bounding_box(element: Any, pages: list[Any], document: Any) -> None:
    """WeasyPrint gives CSS pixels from the top left; PDF wants points from the bottom left."""
    number = next(i for i, page in enumerate(pages) if page.reference == element["Pg"])
    x1, y1, x2, y2 = element["A"]["BBox"]
    height = document.pages[number].height
    corners = (x1, height - y2, x2, height - y1)
    element["A"]["BBox"] = pydyf.Array(round(v * _POINTS, 3) for v in corners)


def _artifacts(pdf: Any, root: Any, pages: list[Any], reachable: set[int]) -> None:
    """Marked content that no element owns is page furniture: say so."""
    numbers = follow(pdf, root["ParentTree"])["Nums"]
    for i, page in enumerate(pages):
        owners = numbers[2 * i + 1]
        loose = {n for n, owner in enumerate(owners) if follow(pdf, owner).number not in reachable}
        items = follow(pdf, page["Contents"]).stream
        for j, item in enumerate(items):
            if isinstance(item, dict) and item.get("MCID") in loose:
                items[j - 1] = "/Artifact"
                items[j] = b"<</Type /Pagination>>"
        for n in loose:
            owners[n] = b"null"
        while owners and owners[-1] == b"null":
            owners.pop()


_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""The declaration of PDF/UA-1, with the extension schema that PDF/A asks for it (ISO 19005-3)."""


def _declare_ua(pdf: Any) -> None:
    """Say PDF/UA-1 beside PDF/A in the metadata, which stay readable without decompression."""
    metadata = follow(pdf, pdf.catalog["Metadata"])
    metadata.compress = False
    if b"pdfuaid:part" not in metadata.stream[0]:
        whole = metadata.stream[0].replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>", 1)
        metadata.stream[0] = whole


def settle_ends(pdf: Any) -> None:
    """Let no compressed stream end with a carriage return.

    With the line feed that the writer sets before `endstream` it would look like one end of line,
    and checkers that search for `endstream` find the stream a byte short. The last byte is that
    of the data's checksum (RFC 1950), so that one blank more makes another.
    """
    for item in pdf.objects:
        if not isinstance(item, pydyf.Stream) or not item.compress:
            continue
        data = b"\n".join(pydyf._to_bytes(part) for part in item.stream)
        if zlib.adler32(data) & 0xFF != ord("\r"):
            continue
        if {"Length1", "N", "Width"} & set(item.extra):  # fonts, profiles, pictures: to the byte
            item.compress = False
        else:
            item.stream.append(b"")


def label_pages(pdf: Any, folios: tuple[str, ...]) -> None:
    """Page labels equal to the printed folios."""
    entries: list[Any] = []
    for index, folio in enumerate(folios):
        entries += [index, pydyf.Dictionary({"P": pydyf.String(folio)})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(entries)})
