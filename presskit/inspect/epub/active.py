"""What acts or asks outside: scripts, frames, forms, files that would come over the network."""

import re
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.links import NAMES
from presskit.inspect.epub.trees import Element, Tree, local, space
from presskit.inspect.epub.vocabulary import EPUB, PICTURES, SVG

_SCRIPTED = ("noscript", "canvas", "dialog")
_FRAMES = frozenset(["iframe", "frame", "object", "embed", "applet", "portal", "fencedframe"])
_FORMS = frozenset(["form", "input", "button", "select", "textarea", "keygen"])
_ACTING = ("javascript", "vbscript", "data", "blob")
_CSS = re.compile(r"expression\s*\(|-moz-binding|behavior\s*:|javascript\s*:", re.IGNORECASE)
Found = Iterator[tuple[int | Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """A booklet is read without a network, and runs nothing (EPUB 3.3, 3.6 and 6.1.3)."""
    for name, tree in book.trees.items():
        for where, message, hint in _elements(tree):
            yield book.say("PK710", name, where, message, hint)
    for reference in book.references:
        shown, scheme = reference.value.strip()[:80], reference.address.scheme
        name = NAMES[reference.kind]
        source, line = reference.source, reference.line
        if scheme in _ACTING and not (scheme == "data" and reference.kind in ("picture", "font")):
            message = f"{name} {shown!r} is not an address: it acts"
            yield book.say("PK710", source, line, message, "Link to a page.")
        elif scheme == "data" and reference.kind in ("picture", "font"):
            message = f"{name} is written into its own address"
            yield book.say("PK710", source, line, message, "Put it into the book as a file.")
        if reference.address.kind == "web" and reference.kind not in ("page", "cited"):
            message = f"{name} {shown!r} would come over the network"
            yield book.say("PK710", source, line, message, "Put the file into the book.")
    for item in book.package.items:
        if "://" in item.href or item.href.startswith("//"):
            message = f"the item {item.href[:80]!r} would come over the network"
            hint = "Put the file into the book."
            yield book.say("PK710", book.package.name, item.line, message, hint)
        elif item.media_type.endswith(("javascript", "ecmascript")):
            hint = "Leave it out: shops refuse books that act."
            yield book.say("PK710", book.package.name, item.line, f"{item.name} is a script", hint)
    for sheet in book.sheets:
        if found := _CSS.search(sheet.text):
            at = sheet.text.count("\n", 0, found.start()) + 1
            message = f"{found.group()!r} in a style runs a script"
            yield book.say("PK710", sheet.name, at, message, "Leave it out.")


def _drawn(element: Element) -> bool:
    """Whether an object is a picture, as an img is one."""
    return local(element) == "object" and (element.get("type") or "").strip().lower() in PICTURES


def _elements(tree: Tree) -> Found:
    for element in tree.elements:
        name = local(element).lower()
        if name == "script" and "json" not in (element.get("type") or ""):
            yield element, "a script", "Leave it out: most reading systems run none."
        elif name in _FRAMES and not _drawn(element):
            yield element, f"a frame ({name})", "Put what it shows into the page."
        elif name in _SCRIPTED and space(element) != SVG:
            yield element, f"{name}, which is for scripts", "Put what it shows into the page."
        elif name in _FORMS and space(element) != SVG:
            yield element, f"part of a form ({name})", "A book has nowhere to send it."
        elif name in ("trigger", "switch") and space(element) == EPUB:
            yield element, f"epub:{name}, which EPUB gave up", "Leave it out."
        elif name == "foreignobject":
            yield element, "a drawing holds a page (foreignObject)", "Draw it."
        elif (
            name in ("animate", "animatetransform", "animatemotion", "set")
            and space(element) == SVG
        ):
            yield element, "a drawing moves", "Make it stand still: readers ask for it."
        for key in element.attrib:
            plain = str(key)
            if plain.lower().startswith("on") and not plain.startswith("{"):
                yield element, f"{plain} runs a script", "Leave it out."
            elif plain in ("ping", "srcdoc", "contenteditable"):
                yield element, f"{plain} makes the page act", "Leave it out."
        if name == "meta" and (element.get("http-equiv") or "").strip().lower() == "refresh":
            yield element, "the page leads elsewhere by itself", "Leave it out."
