"""Links: every address leads to a file of the book, of the right kind, and to a place in it."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.book import Book, Reference
from presskit.inspect.epub.vocabulary import (
    DRAWING,
    FONTS,
    MEDIA,
    PAGE,
    PICTURES,
    SHEET,
)

_MAIL = r"[^\s@,?]+@[^\s@,?]+"
_FORMS = {
    "mailto": re.compile(rf"mailto:({_MAIL}(,{_MAIL})*(\?\S*)?|\?\S+)", re.IGNORECASE),
    "tel": re.compile(r"tel:\+?[\d().*#-]+(;\S+)?", re.IGNORECASE),
}
"""Addresses of mail and telephone (RFC 6068, RFC 3966)."""
_OURS = re.compile(
    r"(localhost|[\w.-]+\.local|127(\.\d+){3}|0\.0\.0\.0|10(\.\d+){3}|192\.168(\.\d+){2})"
    r"(:\d+)?(/|$)",
    re.IGNORECASE,
)
"""Hosts that are somebody's own machine or house (RFC 6761, RFC 1918)."""

NAMES = {
    "page": "the link", "picture": "the picture", "style": "the style sheet", "font": "the font",
    "media": "the recording", "script": "the script", "frame": "the frame", "cited": "the source",
    "other": "the address",
}  # fmt: skip
"""What messages call a reference of each kind."""
KINDS = {
    "style": ({SHEET}, "a style sheet"),
    "picture": (PICTURES, "a picture"),
    "font": (FONTS, "a font"),
}


def check(book: Book) -> Iterator[Diagnostic]:
    """EPUB 3.3, 3.6 and 4.2.5: addresses of pages, drawings, style sheets and old contents."""
    seen: set[tuple[str, int, str, str]] = set()
    for reference in book.references:
        key = (reference.source, reference.line, reference.kind, reference.value)
        if key in seen:
            continue
        seen.add(key)
        for message, hint in _one(book, reference):
            yield book.say("PK705", reference.source, reference.line, message, hint)
    for element in book.package.metadata:
        if element.get("href") and element.get("rel"):
            yield from _linked(book, element.get("href") or "")


def _one(book: Book, reference: Reference) -> Iterator[tuple[str, str]]:
    address, shown = reference.address, reference.value[:80]
    name = NAMES[reference.kind]
    what = f"{name} {shown!r}"
    if address.fault and address.kind in ("broken", "book", "web"):
        yield f"{name}: {address.fault}", "Write a path from this file, or an address."
    if address.scheme in _FORMS and not _FORMS[address.scheme].fullmatch(reference.value.strip()):
        yield (
            f"{what} is no address of its kind",
            "Write mailto:ann@example.org, tel:+441632960123.",
        )
    near = get_close_matches(address.scheme, ("http", "https", "mailto"), 1, 0.75)
    if address.kind == "other" and near and address.scheme != "mailto":
        yield f"{what} begins with {address.scheme}:", f"Was {near[0]}: meant?"
    if address.kind == "web" and _OURS.match(reference.value.strip().partition("//")[2]):
        yield f"{what} leads to somebody’s own machine", "Write the address that all can reach."
    if address.kind == "other" and address.scheme == "file":
        yield f"{what} leads to a file of somebody’s machine", "Put the file into the book."
    if address.kind != "book":
        return
    item = book.item(address.name)
    if address.name not in book.names:
        other = next((n for n in book.names if n.casefold() == address.name.casefold()), "")
        also = f"; there is {other}" if other else ""
        yield (
            f"{what} leads to nothing: {address.name} is not in the book{also}",
            "Mend the address.",
        )
    elif item is None:
        yield f"{what} leads to a file that the manifest does not list", "List the file."
    else:
        yield from _kind(book, reference, item.media_type, what)
    yield from _fragment(book, reference, what)


def _kind(
    book: Book, reference: Reference, media_type: str, what: str
) -> Iterator[tuple[str, str]]:
    """Whether what is there is what the link wants."""
    wanted = KINDS.get(reference.kind)
    if wanted and media_type not in wanted[0]:
        yield f"{what} leads to {media_type or 'nothing'}, not to {wanted[1]}", "Mend the address."
    elif reference.kind == "media" and media_type not in MEDIA | PICTURES | {"text/vtt"}:
        yield f"{what} leads to {media_type}, not to sound or film", "Mend the address."
    elif reference.kind == "page" and _apart(book, reference.address.name):
        if media_type in (PAGE, DRAWING):
            hint = "Add it to the spine, or strike the link."
            yield f"{what} leads to a page that is not in the order of reading", hint
        else:
            yield f"{what} leads to {media_type}, which is not a page", "Link to the page it is on."


def _apart(book: Book, name: str) -> bool:
    """Whether a file is not read in order; of a book without an order that is said once."""
    return bool(book.package.order) and name not in book.package.order


def _fragment(book: Book, reference: Reference, what: str) -> Iterator[tuple[str, str]]:
    address = reference.address
    if "#" in reference.value and not address.fragment:
        yield f"{what} leads nowhere: nothing stands behind #", "Name the id of the place."
    if not address.fragment or address.fragment.startswith(("epubcfi(", "xywh=", "t=", "svgView(")):
        return
    tree = book.trees.get(address.name)
    if tree and address.fragment not in tree.order:
        hint = "Name an id that is there."
        yield f"{what}: {address.name} has no id {address.fragment!r}", hint
    item = book.item(address.name)
    if item and item.media_type in (SHEET, *(PICTURES - {DRAWING})):
        yield f"{what}: {item.media_type} has no places to name", "Strike what follows #."


def _linked(book: Book, href: str) -> Iterator[Diagnostic]:
    address = resolve(book.package.name, href)
    broken = address.kind == "broken" or (
        address.kind == "book" and address.name not in book.names and not href.startswith("#")
    )
    if broken:
        message = f"link {href[:80]!r} leads to nothing"
        yield book.say("PK705", book.package.name, 0, message, "Mend the address.")
