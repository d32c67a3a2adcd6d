"""Manifest and spine: what the package lists, and what there is (EPUB 3.3, 5.6 and 5.7)."""

import re
from collections import Counter
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.package import Item
from presskit.inspect.epub.trees import Element, Tree, local, space
from presskit.inspect.epub.vocabulary import (
    CORE,
    DRAWING,
    ITEM_PROPERTIES,
    MATHML,
    OLD_CONTENTS,
    PAGE,
    PICTURES,
    SVG,
    XHTML,
)

_CONTENT = re.compile(
    r"\.(xhtml|html|htm|svg|css|jpe?g|png|gif|webp|ttf|otf|woff2?|js|ncx)$", re.IGNORECASE
)
_SCRIPTS = ("text/javascript", "application/javascript", "application/ecmascript", "module", "")
_LITTER = re.compile(r"(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX/|\._)", re.IGNORECASE)
_SPREADS = ("page-spread-left", "page-spread-right")
_SMIL = "application/smil+xml"
Found = Iterator[tuple[int | Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """Both ways between manifest and container; the spine; what items say of themselves."""
    for rule in (_items, _once, _fallbacks, _spine, _contents, _cover):
        for where, message, hint in rule(book):
            yield book.say("PK703", book.package.name, where, message, hint)
    for item in book.package.items:
        tree = book.trees.get(item.name)
        if tree and item.media_type in (PAGE, DRAWING):
            for message, hint in _properties(book, item, tree):
                yield book.say("PK703", item.name, 1, message, hint)
    yield from _unlisted(book)
    yield from _wished(book)


def _items(book: Book) -> Found:
    package = book.package
    for item in package.items:
        shown = item.href[:80] or item.id
        if not item.id:
            yield item.line, f"the item {shown} has no id", "Give it one: the spine needs it."
        address = resolve(package.name, item.href)
        if address.kind == "web":
            continue
        if fault := address.fault:
            yield item.line, f"the item {item.id!r}: {fault}", "Write the path from the package."
        if address.kind != "book":
            continue
        if address.fragment:
            yield item.line, f"the item {shown} has a fragment", "A file is listed without #."
        if item.name == package.name or item.name.startswith("META-INF/"):
            hint = "It lists what the book is made of, nothing of the container."
            yield item.line, f"{item.name} cannot be in the manifest", hint
        elif item.name not in book.names:
            other = next((n for n in book.names if n.casefold() == item.name.casefold()), "")
            also = f"; its name there is {other}" if other else ""
            yield item.line, f"{item.name} is not in the book{also}", "Put it there, or strike it."
        if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", item.media_type):
            yield item.line, f"{shown} has no media type", "For instance image/jpeg."
        prefixed = {p for p in item.properties if ":" in p}
        for name in sorted(item.properties - ITEM_PROPERTIES - prefixed):
            yield item.line, f"{shown} has the unknown property {name!r}", "Look the name up."
    for element in package.root.iter("*"):
        spoken = element.get("media-overlay") if local(element) == "item" else None
        overlay = package.by_id.get((spoken or "").strip())
        if spoken is not None and (overlay is None or overlay.media_type != _SMIL):
            yield (
                element,
                f"media-overlay {spoken!r} names no SMIL file",
                "Name its item, by the id.",
            )
    parts = [local(e) for e in package.root]
    there = [p for p in ("metadata", "manifest", "spine", "guide", "collection") if p in parts]
    if [p for p in dict.fromkeys(parts) if p in there] != there:
        yield package.root, f"its parts are not in order: {', '.join(there)}", "Sort them."


def _once(book: Book) -> Found:
    package = book.package
    for name, count in Counter(i.name for i in package.items if i.name).items():
        if count > 1:
            line = [i.line for i in package.items if i.name == name][1]
            yield line, f"{name} is listed {count} times", "List it once."
    if len(package.navigation) != 1 and package.modern:
        hint = "One item, an XHTML file, has the property nav."
        yield 0, f"{len(package.navigation) or 'no'} items have the property nav", hint
    for item in package.navigation:
        if item.media_type != PAGE:
            yield item.line, "the item with the property nav is not XHTML", "It is a page."


def _fallbacks(book: Book) -> Found:
    """EPUB 3.3, 3.4: what is no core media type needs something to show in its place."""
    package = book.package
    shown = {r.address.name for r in book.references if r.kind in ("picture", "media", "frame")}
    shown |= set(package.order)
    for item in package.items:
        if item.media_type not in CORE and item.name in shown and not item.fallback:
            hint = "Convert it to a type that EPUB has, or name a fallback."
            yield item.line, f"{item.name} is {item.media_type}, without a fallback", hint
        seen = {item.id}
        following = item.fallback
        while following:
            if following in seen or following not in package.by_id:
                what = "leads in a circle" if following in seen else "names no item"
                yield item.line, f"the fallback {following!r} of {item.id} {what}", "Name an item."
                break
            seen.add(following)
            following = package.by_id[following].fallback


def _spine(book: Book) -> Found:
    package = book.package
    spine = package.part("spine")
    if not any(turn.linear for turn in package.spine):
        yield (
            package.root if spine is None else spine,
            "the spine has nothing to read",
            "List pages.",
        )
    linked = {r.address.name for r in book.references if r.kind == "page" and r.address.name}
    for turn, count in Counter(t.idref for t in package.spine).items():
        line = [t.line for t in package.spine if t.idref == turn][-1]
        item = package.by_id.get(turn)
        if item is None:
            yield line, f"the spine names {turn!r}, which is no item", "Name an item by its id."
            continue
        if count > 1:
            yield line, f"the spine has {turn!r} {count} times", "A file is read once."
        if item.media_type not in (PAGE, DRAWING) and not item.fallback:
            yield line, f"{item.name} cannot be read: it is {item.media_type}", "List pages only."
        linear = all(t.linear for t in package.spine if t.idref == turn)
        if not linear and item.name not in linked:
            hint = "Link to it, or make it linear."
            yield line, f"{item.name} is out of the order of reading, and no link leads there", hint
    for element in package.root.iter("*"):
        if local(element) == "itemref" and element.get("linear") not in (None, "yes", "no"):
            yield element, f"linear is {element.get('linear')!r}", "It is yes or no."
    declared = re.findall(r"([\w.-]+):\s", f"{package.root.get('prefix') or ''} ")
    for element in package.root.iter("*"):
        for name in (
            (element.get("properties") or "").split() if local(element) == "itemref" else ()
        ):
            prefix, colon, _ = name.partition(":")
            if (prefix not in (*declared, "rendition")) if colon else (name not in _SPREADS):
                yield element, f"the itemref has the unknown property {name!r}", "Look it up."
    way = None if spine is None else spine.get("page-progression-direction")
    if spine is not None and way not in (None, "ltr", "rtl", "default"):
        yield spine, f"page-progression-direction is {way!r}", "It is ltr, rtl or default."


def _contents(book: Book) -> Found:
    """The contents of EPUB 2 are named by the spine."""
    package = book.package
    spine = package.part("spine")
    old = [i for i in package.items if i.media_type == OLD_CONTENTS]
    if spine is None:
        return
    named = spine.get("toc")
    item = package.by_id.get((named or "").strip())
    if named is not None and (item is None or item.media_type != OLD_CONTENTS):
        yield spine, f"the spine’s toc {named!r} names no NCX", "Name the item of the NCX."
    if old and named is None:
        yield spine, "the spine has no toc, though there is an NCX", "Write toc, and the NCX’s id."


def _cover(book: Book) -> Found:
    """The cover in the way of EPUB 3, and in that of EPUB 2, which Kobo and Kindle read."""
    package = book.package
    covers = [i for i in package.items if "cover-image" in i.properties]
    if len(covers) > 1:
        yield covers[1].line, "more than one item has the property cover-image", "One is the cover."
    for item in covers:
        if item.media_type not in PICTURES:
            yield item.line, f"the cover {item.name} is not a picture", "It is a JPEG."
    for element in package.metadata:
        if (element.get("name") or "") == "cover":
            named = package.by_id.get((element.get("content") or "").strip())
            if named is None or named.media_type not in PICTURES:
                hint = "content is the id of the cover’s item."
                yield element, f"the cover {element.get('content')!r} is no picture", hint
            elif covers and named not in covers:
                yield element, "two pictures are called the cover", "Name the same in both ways."
            elif not covers and package.modern:
                hint = "Give it the property cover-image."
                yield element, f"{named.name} is the cover for old readers only", hint


def _properties(book: Book, item: Item, tree: Tree) -> Iterator[tuple[str, str]]:
    """EPUB 3.3, D.5: what a page holds is said in the manifest, and nothing else is."""
    used = set()
    for element in tree.elements:
        where, name = space(element), local(element)
        if where == SVG and item.media_type == PAGE:
            used.add("svg")
        elif where == MATHML:
            used.add("mathml")
        if name == "script" and (element.get("type") or "").strip().lower() in _SCRIPTS:
            used.add("scripted")
        if name == "form" and where == XHTML:
            used.add("scripted")
        if any(str(a).startswith("on") for a in element.attrib):
            used.add("scripted")
    loaded = ("picture", "media", "font", "script", "style", "frame", "other")
    if any(
        r.source == item.name and r.kind in loaded and r.address.kind == "web"
        for r in book.references
    ):
        used.add("remote-resources")
    told = {"svg", "mathml", "scripted", "remote-resources"} & item.properties
    for name in sorted(used - told):
        yield f"the manifest does not say that it is {name}", f"Add {name} to its properties."
    for name in sorted(told - used):
        yield f"the manifest says {name}, and it is not", f"Strike {name} from its properties."


def _unlisted(book: Book) -> Iterator[Diagnostic]:
    known = {"mimetype", book.package.name, *book.package.by_name}
    for name in sorted(book.names):
        if not name.isascii():
            hint = "Use a-z: old e-readers do not open it."
            yield book.say("PK713", name, 0, "its name has letters beyond ASCII", hint)
        if _LITTER.search(name):
            yield book.say("PK713", name, 0, "some system left it there", "Leave it out.")
    for name in sorted(book.names - known):
        if name.startswith("META-INF/"):
            continue
        content = bool(_CONTENT.search(name))
        hint = "List it in the manifest, or leave it out of the book."
        message = "it is in the book and not in its manifest"
        yield book.say("PK703" if content else "PK713", name, 0, message, hint)


def _wished(book: Book) -> Iterator[Diagnostic]:
    package, where = book.package, book.package.name
    covers = [i for i in package.items if "cover-image" in i.properties]
    old = [e for e in package.metadata if e.get("name") == "cover"]
    if not covers:
        hint = "Shops ask for one: the property cover-image."
        yield book.say("PK713", where, 0, "no picture is declared as the cover", hint)
    elif not old:
        hint = 'Add <meta name="cover" content="the item’s id"/>.'
        yield book.say("PK713", where, 0, "the cover is not declared for Kobo and Kindle", hint)
    yield from _cover_page(book, covers)
    smil = any(i.media_type == _SMIL for i in package.items)
    if smil:
        return
    used = {r.address.name for r in book.references} | set(package.order)
    for item in package.items:
        apart = item.properties & {"nav", "cover-image"} or item.media_type == OLD_CONTENTS
        fallback = any(i.fallback == item.id for i in package.items)
        if item.name in book.names and item.name not in used and not apart and not fallback:
            hint = "Use it or leave it out."
            yield book.say("PK713", where, item.line, f"nothing uses {item.name}", hint)


def _cover_page(book: Book, covers: list[Item]) -> Iterator[Diagnostic]:
    shown = {(r.source, r.address.name) for r in book.references}
    for reference in book.package.guide if covers else ():
        page = resolve(book.package.name, reference.get("href") or "").name
        told = reference.get("type") == "cover" and page in book.pages
        if told and (page, covers[0].name) not in shown:
            message = "the cover’s page does not show the cover"
            yield book.say("PK713", page, 0, message, f"Show {covers[0].name} on it.")
