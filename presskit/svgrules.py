"""What a drawing (SVG) may hold: shapes and words, which refer to themselves and nothing else;
and what no page of XHTML may hold round it.

What is not on the lists is refused, not taken out: every output gets the bytes that were drawn.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

MAX_ELEMENTS = 50_000
"""Elements that one drawing may have, and as many again by what its references repeat."""

_DEEP = 32
"""References that may lead from one to the next."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)

_ELEMENTS = """
svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath
title desc clipPath mask linearGradient radialGradient stop pattern marker image style
"""
ELEMENTS = frozenset(_ELEMENTS.split())

_ATTRIBUTES = """
id class style lang role version width height viewBox preserveAspectRatio x y x1 y1 x2 y2
dx dy cx cy r rx ry fx fy fr d points transform opacity overflow display visibility color
fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset vector-effect
paint-order mix-blend-mode isolation clip-path clip-rule clipPathUnits mask maskUnits
maskContentUnits gradientUnits gradientTransform spreadMethod offset stop-color
stop-opacity patternUnits patternContentUnits patternTransform marker-start marker-mid
marker-end markerWidth markerHeight markerUnits refX refY orient font-family font-size
font-style font-weight font-stretch font-variant text-anchor text-decoration
text-rendering shape-rendering image-rendering color-interpolation letter-spacing
word-spacing dominant-baseline alignment-baseline baseline-shift textLength lengthAdjust
rotate startOffset href
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())

_NAMED = re.compile(r"(?:aria|data)-[a-z-]+\Z")
_XML_ONES = {f"{{{_XML}}}space", f"{{{_XML}}}lang"}
_HREFS = {"href", f"{{{_XLINK}}}href"}
_RASTER = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+\Z")
_OWN = re.compile(r"#[^\s\"'()<>]+\Z")
_URL = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_STYLE = re.compile(r"@|\\|expression\s*\(|(?:image-set|src|image)\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a drawing may not hold; `sign` is how it can be found in a template."""

    message: str
    sign: str = ""


class DrawingError(ValueError):
    """A drawing that may not be used; the message says why."""


def checked(svg: str) -> str:
    """The drawing as it is; raises DrawingError when it holds what a drawing may not."""
    try:
        root = etree.fromstring(svg.encode(), _PARSER)
    except etree.XMLSyntaxError as error:
        raise DrawingError(f"the drawing is not well-formed: {error.msg}") from None
    for fault in faults(root):
        raise DrawingError(fault.message)
    return svg


def faults(page: etree._Element) -> Iterator[Fault]:
    """All that the drawings of a page, or the one that it is, may not hold."""
    about: Any = page.getroottree().docinfo
    if about.internalDTD is not None and any(about.internalDTD.iterentities()):
        yield Fault("a DOCTYPE may not declare entities", "<!ENTITY")
    for root in _drawings(page):
        if root is page and about.doctype:
            yield Fault("a DOCTYPE is not allowed in a drawing", "<!DOCTYPE")
        for before in root.itersiblings(preceding=True) if root is page else ():
            yield from _of_one(before)
        for element in root.iter():
            yield from _of_one(element)
        yield from _of_all(root)


_RUNNING = """
script noscript iframe frame frameset object embed applet portal audio video track base
form input button select textarea
"""
_RUNS = frozenset(_RUNNING.split())
"""Elements that run, play, ask or load; engines pass over most of them without a word."""

_AWAY = re.compile(r"(?!data:image/)[a-z][a-z0-9+.-]*:|/|\\\\", re.IGNORECASE)


def leads_away(address: str) -> bool:
    """Whether an address of a picture or a font is that of a disk or of the network."""
    return bool(_AWAY.match(address.strip()))


def page_faults(page: etree._Element) -> Iterator[Fault]:
    """What a page holds that runs, or that loads something from elsewhere unseen."""
    for element in page.iter(etree.Element):
        name = _name(element)
        if name.lower() in _RUNS:
            yield Fault(f"<{name}> is not allowed in a page", f"<{name}")
        for key in map(str, element.attrib):
            if key.lower().startswith("on"):
                yield Fault(f"{key}= is not allowed in a page", f"{key}=")
        rules = [str(element.get("style", "")), (element.text or "") if name == "style" else ""]
        for address in (match[2] for match in _URL.finditer(" ".join(rules))):
            if leads_away(address):
                yield Fault(f"{_shown(address)} is asked for, and is not in the kit", address[:40])


def _drawings(page: etree._Element) -> Iterator[etree._Element]:
    """The outermost svg elements; of HTML's parsers some do not mind capitals."""
    found = [e for e in page.iter(etree.Element) if _name(e).lower() == "svg"]
    inner = {id(e) for one in found for e in one.iterdescendants(etree.Element)}
    return (e for e in found if id(e) not in inner)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _of_one(element: etree._Element) -> Iterator[Fault]:
    """What is wrong with one element, its attributes and, of a style sheet, its rules."""
    if isinstance(element, etree._Comment):
        return
    if not isinstance(element.tag, str):
        yield Fault(f"{_shown(str(element))} is not allowed in a drawing", "<?")
        return
    name, space = _name(element), etree.QName(element).namespace
    if name not in ELEMENTS or space not in (_SVG, None):
        yield Fault(f"<{name}> is not allowed in a drawing", f"<{name}")
    if name == "style" and (wrong := _reaching(element.text or "")):
        yield Fault(f"{wrong} is not allowed in the styles of a drawing", wrong)
    for key, value in element.attrib.items():
        yield from _of_attribute(name, str(key), str(value))


def _of_attribute(name: str, key: str, value: str) -> Iterator[Fault]:
    shown = etree.QName(key).localname
    if key in _HREFS:
        raster = name == "image" and _RASTER.match(value)
        if not (raster or (name != "image" and _OWN.match(value))):
            message = f"<{name}> refers to {_shown(value)}, which is not in the drawing"
            yield Fault(message, value[:40])
    elif key not in ATTRIBUTES | _XML_ONES and not _NAMED.match(key):
        yield Fault(f"{shown}= is not allowed in a drawing", f"{shown}=")
    elif wrong := (_reaching(value) if key == "style" else _elsewhere(value)):
        yield Fault(f"{shown}= refers to {_shown(wrong)}, which is not in the drawing", wrong[:40])


def _reaching(rules: str) -> str:
    """What in CSS reaches out of the drawing, or hides that it does; empty when nothing does."""
    match = _STYLE.search(rules)
    return match.group() if match else _elsewhere(rules)


def _elsewhere(value: str) -> str:
    """The first address in a value that is none of the drawing's own; empty when all are."""
    addresses = [match[2] for match in _URL.finditer(value)]
    if len(addresses) < len(re.findall(r"url\(", value, re.IGNORECASE)):
        return value  # a bracket that does not close: engines close it at the end
    return next((a or "nothing" for a in addresses if not _OWN.match(a)), "")


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _of_all(root: etree._Element) -> Iterator[Fault]:
    """A drawing that is too large, by itself or by what its references repeat."""
    size = sum(1 for _ in root.iter())
    if size > MAX_ELEMENTS:
        yield Fault(f"the drawing has {size:,} elements; {MAX_ELEMENTS:,} are allowed")
        return
    parts = {str(e.get("id")): e for e in root.iter(etree.Element) if e.get("id")}
    named = {name: _references(part) for name, part in parts.items()}
    weights: dict[str, int] = {}
    try:
        total = size + sum(_weight(name, parts, named, weights, 0) for name in _references(root))
    except RecursionError:
        yield Fault("the drawing’s references lead back to themselves, or do not end", "<use")
        return
    if total > 2 * MAX_ELEMENTS:
        message = f"the drawing’s references make {total:,} elements of it"
        yield Fault(f"{message}; {2 * MAX_ELEMENTS:,} are allowed", "<use")


def _references(part: etree._Element) -> list[str]:
    """The ids that an element and what is in it refer to."""
    found = []
    for element in part.iter(etree.Element):
        for key, value in element.attrib.items():
            if str(key) in _HREFS:
                found.append(str(value).removeprefix("#"))
            else:
                found += [match[2].removeprefix("#") for match in _URL.finditer(str(value))]
    return found


def _weight(
    name: str,
    parts: dict[str, etree._Element],
    named: dict[str, list[str]],
    weights: dict[str, int],
    depth: int,
) -> int:
    """How many elements a reference stands for; raises RecursionError when it never ends."""
    if name not in parts:
        return 0
    if depth > _DEEP:
        raise RecursionError
    if name not in weights:
        inner = (_weight(one, parts, named, weights, depth + 1) for one in named[name])
        weights[name] = sum(1 for _ in parts[name].iter()) + sum(inner)
    return weights[name]
