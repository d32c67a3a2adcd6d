"""XHTML, SVG, OPF and every other XML: texts, values, comments, links, and text that is hidden."""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from presskit.inspect.epub.vocabulary import words_of
from presskit.inspect.leaks import hidden, sheets
from presskit.inspect.leaks.pieces import Found, Inner, Link, Piece, Spot, Walk

COMMENT_HINT = "Receivers can read it. Take it out of the template, drawing or text it is in."
LARGEST = 64 << 20

_INLINE = words_of(
    """
    a abbr b bdi bdo cite code data dfn em i kbd mark q rp rt ruby s samp small span strong sub sup
    time tspan u var wbr r t
    """
)
"""Elements within a line, of XHTML, SVG and Word: words go on over their edges."""

_LINKS = {"a": ("href",), "area": ("href",), "iframe": ("src",), "form": ("action",),
          "link": ("href",), "reference": ("href",), "Relationship": ("Target",),
          "object": ("data",), "embed": ("src",), "script": ("src",), "base": ("href",),
          "img": ("src",), "image": ("href",), "use": ("href",)}  # fmt: skip
_XLINK = "{http://www.w3.org/1999/xlink}"
_CODE = ("style", "script")


def walk(
    data: bytes,
    spot: Spot,
    files: Mapping[str, str] | None = None,
    inner: Inner = lambda *_: iter(()),
) -> Walk:
    """What an XML file has; `files` are the style sheets beside it, by name."""
    root = _root(data)
    if root is None:
        text = data.decode("utf-8-sig", "replace")
        yield from _broken(text, spot)
        return
    yield from _prolog(root, spot)
    texts = _Texts(spot, inner)
    yield from texts.read(root)
    yield from hidden.find(root, spot, files or {})


def _root(data: bytes) -> Any:
    if len(data) > LARGEST:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


_COMMENTS = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_TARGET = re.compile(r"\bhref\s*=\s*[\"']([^\"']*)", re.IGNORECASE)


def _broken(text: str, spot: Spot) -> Iterator[Found]:
    """Markup that is no XML: read as text, with its tags and without."""
    for match in _COMMENTS.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield from comment(match[1], spot, line)
    for match in _TARGET.finditer(text):
        yield Link(spot, match[1], text.count("\n", 0, match.start()) + 1)
    yield Piece(spot, text, "data", 1)
    yield Piece(spot, _TAG.sub("", text), "words", 1)


def comment(text: str, spot: Spot, line: int = 0) -> Iterator[Found]:
    """A comment, and what it says."""
    if text.strip():
        yield Piece(spot, text, "data", line)
        # What it says is not repeated: it may be what is withheld.
        yield spot.say("PK725", f"a comment of {len(text.strip())} letters", COMMENT_HINT, line)


def _prolog(root: Any, spot: Spot) -> Iterator[Found]:
    """Comments and instructions before and behind the root element."""
    for step in (root.itersiblings(preceding=True), root.itersiblings()):
        for node in step:
            yield from _node(node, spot)
    if (info := root.getroottree().docinfo) is not None and info.internalDTD is not None:
        yield Piece(spot, info.doctype or "", "data", 1)


def _node(node: Any, spot: Spot) -> Iterator[Found]:
    line = node.sourceline or 0
    if node.tag is etree.Comment:
        yield from comment(node.text or "", spot, line)
    elif node.tag is etree.PI and node.target != "xpacket":
        yield Piece(spot, node.text or "", "data", line)


class _Texts:
    """Words of a tree, gathered block by block, each with the line that it begins at."""

    def __init__(self, spot: Spot, inner: Inner) -> None:
        self.spot = spot
        self.inner = inner
        self.gathered: list[str] = []
        self.line = 0
        self.whole: list[str] = []
        self.at = 1

    def read(self, root: Any) -> Iterator[Found]:
        """Every block of words, every element's values, links and comments."""
        for event, element in etree.iterwalk(root, ("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                yield from _node(element, self.spot)
            elif isinstance(element.tag, str):
                yield from self._element(event, element)
            if event != "start" and element is not root:
                self._add(element.tail, element)
        yield from self._block()
        # Words go on from block to block where a title is broken into lines.
        yield Piece(self.spot, "".join(self.whole), "whole", 1)

    def _element(self, event: str, element: Any) -> Iterator[Found]:
        name = element.tag.rpartition("}")[2]
        if name not in _INLINE:
            yield from self._block()
        if event != "start":
            return
        yield from _values(element, name, self.spot)
        yield from _within(element, self.spot, self.inner)
        if name in _CODE:
            text, line = element.text or "", element.sourceline or 0
            yield from (
                sheets.walk(text, self.spot, line)
                if name == "style"
                else _code(text, self.spot, line)
            )
        else:
            self._add(element.text, element)

    def _add(self, text: str | None, element: Any) -> None:
        parent = element.getparent()
        if text and not (parent is not None and parent.tag is etree.Comment):
            self.line = self.line or element.sourceline or 0
            self.gathered.append(text)

    def _block(self) -> Iterator[Found]:
        text = "".join(self.gathered)
        if text.strip():
            yield Piece(self.spot, text, "block", self.line)
            # As many ends of lines as the file has up to here, so that places are its own.
            ends = "\n" * max(1, self.line - self.at)
            self.whole += [ends, text]
            self.at += len(ends) + text.count("\n")
        self.gathered, self.line = [], 0


def _code(text: str, spot: Spot, line: int) -> Iterator[Found]:
    yield Piece(spot, text, "code", line)


def _values(element: Any, name: str, spot: Spot) -> Iterator[Found]:
    """What an element's attributes say, and where they lead."""
    line = element.sourceline or 0
    values = [
        str(value)
        for key, value in element.attrib.items()
        if key != "style" and not _CARRIED.match(str(value))
    ]
    if values:
        yield Piece(spot, "\n".join(values), "data", line)
    for key in _LINKS.get(name, ()):
        target = element.get(key) or element.get(f"{_XLINK}{key}")
        if target is not None and not (name in _PICTURES and target.startswith("data:")):
            yield Link(spot, _inside(target, name, element), line)
    if style := element.get("style"):
        yield from sheets.walk(style, spot, line, attribute=True)


_CARRIED = re.compile(r"data:[^,;]*(?:;[^,;]*)*;base64,", re.IGNORECASE)


def _within(element: Any, spot: Spot, inner: Inner) -> Iterator[Found]:
    """Files that stand in an attribute: data: with the bytes in letters (RFC 2397)."""
    for value in map(str, element.attrib.values()):
        if match := _CARRIED.match(value):
            letters = re.sub(r"[^A-Za-z0-9+/]", "", value[match.end() :])
            # One letter too many is half a byte.
            letters = letters[: len(letters) - (len(letters) % 4 == 1)]
            data = base64.b64decode(letters + "=" * (-len(letters) % 4))
            yield from inner(data, spot.part(f"a file in line {element.sourceline or 0}"))


_PICTURES = ("img", "image", "use", "object")


def _inside(target: str, name: str, element: Any) -> str:
    """A part of an office document begins its addresses with a slash; it is beside this one."""
    inner = name == "Relationship" and element.get("TargetMode") != "External"
    return target.lstrip("/") if inner else target
