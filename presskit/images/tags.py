"""What a picture says of itself: what is private in a file, and what is written into ours.

Nothing of a file's own metadata reaches an output. What is written is taken from the ledger, under
the names of the IPTC Photo Metadata Standard: as XMP, and as IIM for older software.
"""

import re
import struct
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

_GPS, _EXIF, _MAKER = 0x8825, 0x8769, 0x927C
_SERIALS = {0xA431, 0xA435, 0xC62F, 0xA430}
"""Exif: serial numbers of body and lens, of the camera, and its owner's name."""

_THUMBNAIL = 0x0201
_COMMENT = 0x9286

_XMP = (
    ("a position", rb"exif:GPS|GPSLatitude"),
    ("serial numbers", rb"SerialNumber"),
    ("an editing history", rb"xmpMM:History|xmpMM:DerivedFrom|photoshop:DocumentAncestors"),
    ("a thumbnail", rb"xmp:Thumbnails"),
    ("paths of somebody's disk", rb"file://|[A-Z]:\\\\|/Users/|/home/|\\\\\\\\\w"),
)
"""What XMP can hold that is nobody's business, and how it is known there."""


@dataclass(frozen=True, slots=True)
class Said:
    """What our pictures say of themselves, in plain words; empty where nobody knows."""

    title: str = ""
    caption: str = ""
    creator: str = ""
    credit: str = ""
    copyright: str = ""
    terms: str = ""
    alt: str = ""
    persons: tuple[str, ...] = ()


def private(image: Any) -> tuple[str, ...]:
    """Kinds of private data that an opened picture holds, in words."""
    found: list[str] = []
    try:
        exif = image.getexif()
        inner = exif.get_ifd(_EXIF)
        if exif.get_ifd(_GPS):
            found.append("a position")
        if _MAKER in inner or _SERIALS & (set(exif) | set(inner)):
            found.append("serial numbers")
        if _THUMBNAIL in exif.get_ifd(1):
            found.append("a thumbnail")
        if inner.get(_COMMENT, b"").strip(b"\x00 ASCIUNODE"):
            found.append("comments")
    except Exception:  # noqa: BLE001  # damaged Exif is thrown away like any other
        found.append("damaged metadata")
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    data = packet.encode() if isinstance(packet, str) else packet
    found += [called for called, mark in _XMP if re.search(mark, data)]
    if image.info.get("comment") or getattr(image, "text", None):
        found.append("comments")
    if image.info.get("photoshop"):
        found.append("an editor's notes")
    return tuple(dict.fromkeys(found))


_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
{fields}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def packet(said: Said) -> bytes:
    """An XMP packet with the fields that are known; empty when there are none."""
    fields = [
        _alternatives("dc:title", said.title),
        _alternatives("dc:description", said.caption),
        _listed("dc:creator", "Seq", (said.creator,)),
        _simple("photoshop:Credit", said.credit),
        _alternatives("dc:rights", said.copyright),
        _simple("xmpRights:Marked", "True" if said.copyright else ""),
        _alternatives("xmpRights:UsageTerms", said.terms),
        _alternatives("Iptc4xmpCore:AltTextAccessibility", said.alt),
        _listed("Iptc4xmpExt:PersonInImage", "Bag", said.persons),
    ]
    known = "\n".join(filter(None, fields))
    return _PACKET.format(fields=known).encode() if known else b""


def _simple(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _alternatives(name: str, text: str) -> str:
    """A text that could stand there in several languages."""
    item = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>" if text else ""


def _listed(name: str, kind: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


_UTF_8 = b"\x1b%G"
"""The character set of a record (IIM 4.2, 1:90), as ISO 2022 names it."""

_DATASETS = ((5, "title", 64), (40, "terms", 256), (80, "creator", 32), (110, "credit", 32),
             (116, "copyright", 128), (120, "caption", 2000))  # fmt: skip
"""Fields of record 2 of IIM 4.2, and the bytes that each may have."""


def iim(said: Said) -> bytes:
    """The same in IPTC's older form, as a JPEG's segment; empty when nothing is known.

    A text that is longer than its field may be is left to XMP: cut off, it would be another.
    """
    texts = ((number, getattr(said, name).encode(), most) for number, name, most in _DATASETS)
    fields = [_dataset(2, number, text) for number, text, most in texts if 0 < len(text) <= most]
    if not fields:
        return b""
    record = _dataset(1, 90, _UTF_8) + _dataset(2, 0, b"\x00\x04") + b"".join(fields)
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record
    body = b"Photoshop 3.0\x00" + resource + bytes(len(record) % 2)
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def _dataset(record: int, number: int, data: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data
