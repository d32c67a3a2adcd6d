"""XML of a book, read strictly (EPUB 3.3, 3.9): well-formed, in UTF-8, without a DTD's subset."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from lxml import etree

from presskit.inspect.epub.vocabulary import EPUB, XHTML, XML

Element = etree._Element
LARGEST = 32 << 20

_DECLARED = re.compile(rb"\s*<\?xml\s([^>]*?)\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s>\[]+)([^>\[]*)(\[)?")
_PUBLIC = ("-//NISO//DTD ncx 2005-1//EN", "-//W3C//DTD SVG 1.1//EN", "-//W3C//DTD MathML 3.0//EN")
"""External identifiers that a document may have (EPUB 3.3, 3.9)."""


@dataclass(frozen=True)
class Tree:
    """A parsed file of the book. Comments are not part of it."""

    name: str
    root: Element

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(self.root.iter("*"))

    @cached_property
    def order(self) -> dict[str, int]:
        """Ids, and the place of each one's first element in the document."""
        found: dict[str, int] = {}
        for place, element in enumerate(self.elements):
            if name := element.get("id"):
                found.setdefault(name, place)
        return found

    def named(self, *names: str) -> Iterator[Element]:
        """Elements of XHTML by name."""
        return self.root.iter(*(f"{{{XHTML}}}{name}" for name in names))


@lru_cache(1024)
def _split(tag: str) -> tuple[str, str]:
    where, _, name = tag.rpartition("}")
    return where.removeprefix("{"), name


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return _split(str(element.tag))[1]


def space(element: Element) -> str:
    """An element's namespace."""
    return _split(str(element.tag))[0]


def words(element: Element) -> str:
    """An element's text on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def types(element: Element) -> list[str]:
    """What an element is, by epub:type."""
    return (element.get(f"{{{EPUB}}}type") or "").split()


def language(element: Element) -> str:
    return element.get(f"{{{XML}}}lang") or ""


def line_of(element: Element) -> int:
    """The line that an element begins at, or 0."""
    number: Any = element.sourceline  # its stub has no type
    return number or 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a file from being read, or is wrong with the way it is written."""

    message: str
    hint: str
    line: int = 0
    column: int = 0


def parse(name: str, data: bytes, page: bool) -> tuple[Tree | None, list[Fault]]:
    """Read a file as XML; `page` for XHTML, whose doctype can only be <!DOCTYPE html>."""
    if len(data) > LARGEST:
        return None, [Fault("it is too large to be looked at", "Split it.")]
    faults = list(_encoding(data))
    if faults:
        return None, faults
    text = data.decode("utf-8-sig")
    faults = list(_prolog(text, page))
    if any("subset" in fault.message for fault in faults):
        return None, faults
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        hint = "Mend it: most reading systems show nothing of such a file, or its first part only."
        message = f"it is not well-formed XML: {_plain(error.msg or '')}"
        return None, [*faults, Fault(message, hint, max(line, 0), max(column, 0))]
    for entity in root.iter(etree.Entity):
        hint = "Write the character itself, or its number."
        faults.append(Fault(f"the entity {entity.text} is not declared", hint, line_of(entity)))
    return Tree(name, root), faults


def _plain(message: str) -> str:
    return re.sub(r", line \d+, column \d+.*$", "", message)


def _encoding(data: bytes) -> Iterator[Fault]:
    if not data.strip():
        yield Fault("the file is empty", "Fill it, or take it out of the package.")
        return
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4].count(0) > 1:
        yield Fault("it is UTF-16", "Save it as UTF-8: old reading systems know nothing else.")
        return
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    said = declared.group(1).decode("latin-1") if declared else ""
    encoding = re.search(r"encoding\s*=\s*[\"']([^\"']*)", said)
    if encoding and encoding.group(1).lower() not in ("utf-8", "utf8"):
        yield Fault(f"it declares the encoding {encoding.group(1)[:40]!r}", "Save it as UTF-8.", 1)
    if re.search(r"version\s*=\s*[\"']1\.[1-9]", said):
        yield Fault("it is XML 1.1", "EPUB is made of XML 1.0.", 1)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Fault("it is not UTF-8", "Save it as UTF-8.", line)


def _prolog(text: str, page: bool) -> Iterator[Fault]:
    """What stands before the root element: a document type, and what it may be."""
    root = re.search(r"<[A-Za-z_]", text)
    doctype = _DOCTYPE.search(text, 0, root.start() if root else len(text))
    if not doctype:
        return
    line = text.count("\n", 0, doctype.start()) + 1
    name, outside, subset = doctype.groups()
    if subset:
        hint = "Write <!DOCTYPE html>, and characters as they are."
        yield Fault("its document type has an internal subset (entities)", hint, line)
    legacy = "about:legacy-compat" in outside
    allowed = not outside.strip() or legacy or any(p in outside for p in _PUBLIC)
    if not allowed or (page and (name != "html" or (outside.strip() and not legacy))):
        hint = "Write <!DOCTYPE html>." if page else "Leave it out."
        yield Fault("its document type is not one that EPUB 3 has", hint, line)


_CONTROL = re.compile("[\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_TWICE = re.compile("Ã[\x80-\xbf©¨¼¶¤Ÿ]|â€[\x80-\xbf™œž“”¦]|Â[\xa0©®°·»«]")
"""What UTF-8 looks like when it was taken for Latin-1 and encoded again."""


def strange(text: str) -> str:
    """What is wrong with the characters of a text, or nothing."""
    if bad := _CONTROL.search(text):
        return f"the control character U+{ord(bad.group()):04X}"
    if "\ufffd" in text:
        return "the sign U+FFFD: a character was lost"
    if bad := _OVERRIDE.search(text):
        return f"U+{ord(bad.group()):04X}, which turns the direction of reading"
    if bad := _TWICE.search(text):
        return f"{bad.group()!r}: text that was encoded twice"
    return ""
