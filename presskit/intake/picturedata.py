"""What a photograph says of itself: XMP, then IPTC's older form (IIM), then Exif.

Damaged metadata says nothing; whether the picture itself is damaged is asked elsewhere.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presskit.images.kinds import SUFFIXES
from presskit.invisible import FORBIDDEN, unseen

MAX_XMP = 1_000_000
MAX_FIELD = 10_000

Said = Mapping[str, Sequence[str]]
"""Texts by field of PictureData, as they stand in the file."""


@dataclass(frozen=True, slots=True)
class PictureData:
    """What a photograph says; a text is empty where it says nothing. `suffix` is its true one."""

    suffix: str = ""
    title: str = ""
    headline: str = ""
    caption: str = ""
    photographer: str = ""
    credit: str = ""
    copyright: str = ""
    terms: str = ""
    alt: str = ""
    persons: tuple[str, ...] = ()


def read(file: Path) -> PictureData:
    """What the photograph says, from the first of XMP, IIM and Exif that says it."""
    from PIL import Image

    try:
        with Image.open(file, formats=tuple(SUFFIXES)) as image:
            if image.format == "PNG":
                image.load()  # what it says may stand behind its pixels
            # an MPO is a JPEG with a smaller one behind it, as telephones make them
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            suffix = SUFFIXES[kind][0]
            said = [_quietly(part, image) for part in (_xmp, _iim, _exif)]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return PictureData()
    texts = {name: _first(said, name) for name in _JOINED}
    return PictureData(suffix, **texts, persons=_persons(said))


def _quietly(part: Callable[[Any], Said], image: Any) -> Said:
    try:
        return part(image)
    except Exception:  # noqa: BLE001  # what the libraries raise over damaged metadata is anything
        return {}


def plain(text: str) -> str:
    """Words on one line, in Unicode NFC, without characters that no content file may hold."""
    folded = " ".join(text.replace("\0", " ").split())
    words = " ".join(unicodedata.normalize("NFC", FORBIDDEN.sub("", folded)).split())
    while lost := next(unseen(words), None):
        words = words[: lost.index] + words[lost.index + 1 :]
    return " ".join(words.split())


_JOINED = {
    "title": "", "headline": "", "caption": "", "photographer": ", ", "credit": ", ",
    "copyright": "", "terms": "", "alt": "",
}  # fmt: skip
"""What several values of a field are joined with; if with nothing, the first one stands."""

_UNSAID = re.compile(
    r"(olympus|konica minolta|minolta|sony|kodak|samsung|fujifilm)?\s*(digital camera|dsc|"
    r"camera pictures)|dcim[\\/].*|untitled|default|charset=ascii|binary comment",
    re.IGNORECASE,
)
"""What cameras write where a caption should stand."""


def _first(said: Sequence[Said], name: str) -> str:
    for part in said:
        values = [value for text in part.get(name, ()) if (value := _sane(text))]
        if values:
            return _JOINED[name].join(dict.fromkeys(values)) if _JOINED[name] else values[0]
    return ""


def _sane(text: str) -> str:
    words = plain(text) if len(text) <= MAX_FIELD else ""
    return "" if _UNSAID.fullmatch(words) else words


def _persons(said: Sequence[Said]) -> tuple[str, ...]:
    names = (plain(name) for part in said for name in part.get("persons", ()))
    return tuple(dict.fromkeys(name for name in names if name))


# ------------------------------------------------------------ XMP

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = {
    f"{_DC}title": "title",
    f"{_PHOTOSHOP}Headline": "headline",
    f"{_DC}description": "caption",
    f"{_DC}creator": "photographer",
    f"{_PHOTOSHOP}Credit": "credit",
    f"{_DC}rights": "copyright",
    "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms": "terms",
    "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility": "alt",
    "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}PersonInImage": "persons",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _xmp(image: Any) -> Said:
    packet = image.info.get("xmp") or b""
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    data = data.strip(b"\0 \t\r\n")
    # No declarations: nothing is then to be expanded. The zeros are those of UTF-16.
    if not data or len(data) > MAX_XMP or b"<!DOCTYPE" in data.replace(b"\0", b""):
        return {}
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    found: dict[str, list[str]] = {}
    for rdf in etree.fromstring(data, parser).iter(f"{_RDF}RDF"):
        for about in rdf.iterfind(f"{_RDF}Description"):
            for key, value in about.attrib.items():
                if name := _XMP.get(str(key)):
                    found.setdefault(name, []).append(str(value))
            for child in about:
                if name := _XMP.get(str(child.tag)):
                    found.setdefault(name, []).extend(_values(child))
    return found


def _values(element: Any) -> Iterator[str]:
    """The items of a list, one language of several, or the text itself."""
    for kind in ("Seq", "Bag"):
        for item in element.iterfind(f"{_RDF}{kind}/{_RDF}li"):
            yield _words(item)
    versions = list(element.iterfind(f"{_RDF}Alt/{_RDF}li"))
    if versions:
        default = (v for v in versions if v.get(_LANG) == "x-default" and _words(v).strip())
        yield _words(next(default, versions[0]))
    elif not len(element):
        yield element.text or ""


def _words(item: Any) -> str:
    value = item.find(f".//{_RDF}value")  # beside it stand qualifiers
    return "".join((item if value is None else value).itertext())


# ------------------------------------------------------------ IIM

_IIM = {
    "title": (2, 5),
    "headline": (2, 105),
    "caption": (2, 120),
    "photographer": (2, 80),
    "credit": (2, 110),
    "copyright": (2, 116),
}
_UTF_8 = b"\x1b%G"


def _iim(image: Any) -> Said:
    from PIL.IptcImagePlugin import getiptcinfo

    info = getiptcinfo(image) or {}
    declared = _UTF_8 in _several(info.get((1, 90)))
    return {
        name: [_decoded(data, declared) for data in _several(info.get(dataset))]
        for name, dataset in _IIM.items()
    }


def _several(value: bytes | list[bytes] | None) -> list[bytes]:
    return [v for v in (value if isinstance(value, list) else [value]) if v]


def _decoded(data: bytes, declared: bool) -> str:
    """The text; who does not say the charset wrote UTF-8, Windows' Latin 1, or an old Mac's."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if declared:
            return data.decode("utf-8", "ignore")
    # Where an old Mac has its accented letters, Windows has little but dashes, dots and quotes.
    letters = set(data) & set(range(0x80, 0xA0)) - {0x80, 0x85, *range(0x91, 0x98)}
    return data.decode("mac_roman" if letters else "cp1252", "ignore")


# ------------------------------------------------------------ Exif

_EXIF = {"caption": 0x010E, "photographer": 0x013B, "copyright": 0x8298}


def _exif(image: Any) -> Said:
    exif = image.getexif()
    return {name: _ascii(exif.get(tag)) for name, tag in _EXIF.items()}


def _ascii(value: object) -> list[str]:
    """By the standard it is ASCII; programs write UTF-8, and Pillow reads it as Latin 1."""
    if isinstance(value, bytes):
        return [_decoded(value, declared=False)]
    if not isinstance(value, str):
        return []
    try:
        return [value.encode("latin-1").decode("utf-8")]
    except UnicodeError:
        return [value]
