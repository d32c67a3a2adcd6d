"""A PDF/X-4 file, not certified: a plain file that gets what a print shop asks for.

WeasyPrint's own pdf/x variants write every CSS gradient as an invalid shading and leave pictures
in an RGB that nobody defines. Here RGB is defined (DefaultRGB), the printing condition is named
and its profile embedded, and device-cmyk colours stay what they are (ISO 15930-7).
"""

import html
import re
import uuid
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from presskit.diagnostics import Diagnostic
from presskit.document import Document, Press, Resource
from presskit.writers.pdf.finish import follow, label_pages, settle_ends
from presskit.writers.pdf.preflight.sheets import POINT

LEAF = 4
"""Pages of one sheet folded once: a stitched kit has a multiple of them."""

_BLANK = "presskit-blank"
_CORNERS = (
    *(f"{edge}-{place}" for edge in ("top", "bottom") for place in ("left", "center", "right")),
    *(f"{edge}-{place}" for edge in ("left", "right") for place in ("top", "middle", "bottom")),
    *(f"{edge}-{side}-corner" for edge in ("top", "bottom") for side in ("left", "right")),
)
STYLE = Resource(
    "press.css",
    "text/css",
    (
        f".{_BLANK} {{ page: {_BLANK}; break-before: page; break-after: page; height: 1pt }}\n"
        f"@page {_BLANK} {{ {' '.join(f'@{c} {{ content: none }}' for c in _CORNERS)} }}\n"
    ).encode(),
)
"""Blank pages have the theme's paper, and neither heads nor folios."""


def blanks_for(pages: int) -> int:
    """How many blank pages make so many pages a multiple of four; a leaf is not stitched."""
    return -pages % LEAF if pages > 2 else 0


def insert_blanks(root: Element, blanks: int) -> None:
    """Put blank pages before the last section, so that it stays the outside of the back.

    The section starts a page of its own from then on, whether there are blank pages or none.
    """
    parent = next(root.iter("main"), root)
    last = parent[-1]
    last.set("style", "break-before: page; " + (last.get("style") or ""))
    at = list(parent).index(last)
    for _ in range(blanks):
        parent.insert(at, Element("div", {"class": _BLANK, "data-sparse": ""}))


def unbled(laid_out: Any, press: Press) -> list[Diagnostic]:
    """Whether the style sheet gave its pages the bleed that was asked for."""
    asked = press.bleed / POINT
    if all(abs(side - asked) < 0.1 for page in laid_out.pages for side in page.bleed.values()):
        return []
    message = f"the pages have no bleed of {press.bleed:g} pt"
    hint = "Set bleed in the @page rule of the style sheet, and draw grounds as far: see g.bleed."
    return [Diagnostic("PK520", message, None, hint)]


def finisher(document: Document, press: Press, folios: tuple[str, ...]) -> Callable[..., None]:
    """A function for WeasyPrint's write_pdf, which calls it with its document and the PDF."""

    def finish(_laid_out: Any, pdf: Any) -> None:
        pages = [pdf.objects[n] for n in pdf.pages["Kids"][::3]]
        for page in pages:
            page["BleedBox"] = pydyf.Array(page["MediaBox"])  # the sheet has no marks outside
            page["Group"] = _blending()
        _blend_in_cmyk(pdf)
        _print_black_over(pdf)
        _define_rgb(pdf, follow(pdf, pages[0]["Resources"]))
        pdf.catalog["OutputIntents"] = pydyf.Array([_intent(pdf, press)])
        pdf.info["Trapped"] = "/False"
        _describe(pdf, document, pages[0]["TrimBox"])
        label_pages(pdf, folios)
        settle_ends(pdf)

    return finish


def _blending() -> Any:
    keys = {"Type": "/Group", "S": "/Transparency", "I": "true", "CS": "/DeviceCMYK"}
    return pydyf.Dictionary(keys)


def _blend_in_cmyk(pdf: Any) -> None:
    """A group that blends in RGB would turn black type within it into four inks."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and "Group" in item.extra:
            item.extra["Group"]["CS"] = "/DeviceCMYK"


_FILL = re.compile(rb"(?:\S+ )+(?:scn|rg|g|k)")
_BLACK = b"0 0 0 1 scn"


def _print_black_over(pdf: Any) -> None:
    """Let black alone print over what lies below it, and every other colour knock it out.

    Black type that is cut out of a ground shows the sheet round its letters as soon as the plates
    do not meet (ISO 32000-1, 8.6.7; overprint mode 1, so that the inks below stay).
    """
    states = {
        "over": pydyf.Dictionary({"Type": "/ExtGState", "op": "true", "OP": "false", "OPM": 1}),
        "out": pydyf.Dictionary({"Type": "/ExtGState", "op": "false", "OP": "false", "OPM": 1}),
    }
    for state in states.values():
        pdf.add_object(state)
    for item in pdf.objects:
        if isinstance(item, dict) and "ExtGState" in item:
            item["ExtGState"].update({name: s.reference for name, s in states.items()})
        elif isinstance(item, pydyf.Stream) and _BLACK in item.stream:
            item.stream[:] = list(_overprinted(item.stream))


def _overprinted(operators: list[Any]) -> Iterator[Any]:
    for operator in operators:
        yield operator
        if isinstance(operator, bytes) and _FILL.fullmatch(operator):
            yield b"/over gs" if operator == _BLACK else b"/out gs"


def _define_rgb(pdf: Any, resources: Any) -> None:
    """Say which RGB pictures are in (ISO 32000-1, 8.6.5.6): all pages share one dictionary."""
    data = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    extra = pydyf.Dictionary({"N": 3, "Alternate": "/DeviceRGB"})
    profile = pydyf.Stream([data], extra, compress=True)
    pdf.add_object(profile)
    space = pydyf.Array(("/ICCBased", profile.reference))
    follow(pdf, resources["ColorSpace"])["DefaultRGB"] = space


def _intent(pdf: Any, press: Press) -> Any:
    """The printing condition, with its profile (ISO 15930-7, 6.2)."""
    profile = pydyf.Stream([press.profile], pydyf.Dictionary({"N": 4}), compress=True)
    pdf.add_object(profile)
    return pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(press.condition),
            "OutputCondition": pydyf.String(press.about),
            "RegistryName": pydyf.String(press.registry),
            "Info": pydyf.String(press.about),
            "DestOutputProfile": profile.reference,
        }
    )


_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<pdf:Trapped>False</pdf:Trapped>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>presskit</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{identifier}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def _describe(pdf: Any, document: Document, trim: Any) -> None:
    """Metadata that name the version and agree with the information dictionary (ISO 15930-7, 6.7).

    The identifier stays when the text is corrected; another size of sheet has another.
    """
    said = document.metadata
    name = f"press {' '.join(f'{float(v):.0f}' for v in trim)}"
    xml = _XMP.format(
        producer=html.escape(pdf.info["Producer"].string),
        date=said.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        identifier=uuid.uuid5(uuid.UUID(said.identifier), name),
        title=html.escape(said.title),
    )
    extra = pydyf.Dictionary({"Type": "/Metadata", "Subtype": "/XML"})
    stream = pydyf.Stream([xml.encode()], extra)
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference
