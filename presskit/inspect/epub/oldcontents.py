"""Contents and guide of EPUB 2, for old Kindles and Digital Editions (NCX 2005-1, OPF 2.0)."""

import re
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.navigation import entries
from presskit.inspect.epub.trees import Element, Tree, local, types, words
from presskit.inspect.epub.vocabulary import NCX, OLD_CONTENTS, words_of

GUIDE = words_of(
    """cover title-page toc index glossary acknowledgements bibliography colophon copyright-page
    dedication epigraph foreword loi lot notes preface text"""
)
_LANDMARK = {"cover": "cover", "toc": "toc", "text": "bodymatter", "bodymatter": "text"}
_PARTS = ("head", "docTitle", "docAuthor", "navMap", "pageList", "navList")
Found = Iterator[tuple[int | Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """The NCX by itself and beside the contents; the guide beside the landmarks."""
    olds = [i for i in book.package.items if i.media_type == OLD_CONTENTS]
    for item in olds:
        tree = book.trees.get(item.name)
        if tree is None:
            continue
        for rule in (_shape, _points, _order):
            for where, message, hint in rule(book, tree):
                yield book.say("PK706", item.name, where, message, hint)
        for where, message, hint in _beside(book, tree):
            yield book.say("PK706", item.name, where, message, hint)
    if not olds and book.package.modern:
        hint = "Add an NCX: old Kindles and Digital Editions know nothing else."
        yield book.say("PK713", book.package.name, 0, "there are no contents for old readers", hint)
    for where, message, hint in _guide(book):
        yield book.say("PK706", book.package.name, where, message, hint)


def _shape(book: Book, tree: Tree) -> Found:
    root = tree.root
    if root.tag != f"{{{NCX}}}ncx":
        yield root, f"its root is not ncx in {NCX}", "It is a table of contents of EPUB 2."
        return
    given = [e.get("content") for e in root.iter(f"{{{NCX}}}meta") if e.get("name") == "dtb:uid"]
    unique = (book.package.root.get("unique-identifier") or "").strip()
    wanted = [words(e) for e in book.package.dublin("identifier") if e.get("id") == unique]
    if wanted and (given or [None])[0] != wanted[0]:
        shown = (given or [None])[0]
        yield root, f"its dtb:uid {shown!r} is not the book’s {wanted[0]!r}", "Say the same."
    if root.get("version") != "2005-1":
        yield root, f"its version is {root.get('version')!r}", "It is 2005-1."
    there = [local(e) for e in root if local(e) in _PARTS]
    if there != sorted(there, key=_PARTS.index):
        yield root, f"its parts are not in order: {', '.join(there)}", "Sort them."
    for name in ("docTitle", "navMap"):
        parts = list(root.iter(f"{{{NCX}}}{name}"))
        if len(parts) != 1:
            yield root, f"it has {len(parts) or 'no'} {name}, not one", "Add it."
    titles = [words(e) for e in book.package.dublin("title")]
    for title in root.iter(f"{{{NCX}}}docTitle"):
        if titles and words(title) not in titles:
            yield title, f"its title {words(title)[:60]!r} is not the book’s", "Say the same."
    yield from _counts(tree)
    for label in root.iter(f"{{{NCX}}}text"):
        if not words(label):
            yield label, "a label is empty", "Write what it leads to."


def _counts(tree: Tree) -> Found:
    """What the head says of the lists."""
    pages = sum(1 for _ in tree.root.iter(f"{{{NCX}}}pageTarget"))
    values = [e.get("value") or "" for e in tree.root.iter(f"{{{NCX}}}pageTarget")]
    highest = max((int(v) for v in values if re.fullmatch(r"[0-9]{1,8}", v)), default=0)
    depth = max((_depth(p) for p in tree.root.iter(f"{{{NCX}}}navPoint")), default=0)
    for element in tree.root.iter(f"{{{NCX}}}meta"):
        name, said = element.get("name"), (element.get("content") or "").strip()
        known = {"dtb:depth": depth, "dtb:totalPageCount": pages, "dtb:maxPageNumber": highest}
        there = known.get(name or "")
        # Many tools write 0 for a depth or a highest page, and no reader looks at it.
        quiet = "" if name == "dtb:totalPageCount" else "0"
        if there is not None and said not in (str(there), quiet):
            yield element, f"{name} is {said!r}, there are {there}", "Count again."


def _depth(point: Element) -> int:
    return 1 + sum(1 for _ in point.iterancestors(f"{{{NCX}}}navPoint"))


def _points(_: Book, tree: Tree) -> Found:
    for point in tree.root.iter(f"{{{NCX}}}navPoint", f"{{{NCX}}}pageTarget"):
        if not point.get("id") and local(point) == "navPoint":
            yield point, f"a {local(point)} has no id", "Give it one."
        parts = [local(e) for e in point]
        if parts.count("navLabel") != 1 or parts.count("content") != 1:
            yield point, f"a {local(point)} has not one label and one address", "Give it both."
        content = point.find(f"{{{NCX}}}content")
        address = resolve(tree.name, content.get("src") or "") if content is not None else None
        if address and address.kind in ("web", "other"):
            yield point, "an entry leads out of the book", "Lead it to a page."
    seen: set[tuple[str, str]] = set()
    for target in tree.root.iter(f"{{{NCX}}}pageTarget"):
        kind, value = target.get("type") or "", target.get("value") or ""
        if kind not in ("front", "normal", "special"):
            yield target, f"the type of a page is {kind!r}", "It is front, normal or special."
        if value and (kind, value) in seen:
            yield target, f"page {value} is there twice", "Every page has a value of its own."
        seen.add((kind, value))
    if not any(True for _ in tree.root.iter(f"{{{NCX}}}navPoint")):
        yield tree.root, "it lists nothing", "List the chapters."


def _order(_: Book, tree: Tree) -> Found:
    """playOrder begins with 1, grows by 1, and the same place has the same number."""
    seen: dict[str, str] = {}
    last = 0
    for point in tree.root.iter(f"{{{NCX}}}navPoint", f"{{{NCX}}}pageTarget"):
        number = (point.get("playOrder") or "").strip()
        content = point.find(f"{{{NCX}}}content")
        place = (content.get("src") or "") if content is not None else ""
        if not number:
            continue
        if not (number.isascii() and number.isdecimal()) or len(number) > 8:
            yield point, f"playOrder is {number[:20]!r}", "It is a number from 1."
            continue
        if seen.get(number, place) != place:
            yield point, f"playOrder {number} is used for two places", "Count from 1."
        elif int(number) < last:
            yield point, f"playOrder {number} comes after {last}", "Count from 1."
            return
        seen[number] = place
        last = max(last, int(number))


def _beside(book: Book, tree: Tree) -> Found:
    """Old and new readers get the same contents."""
    navs = [book.pages[i.name] for i in book.package.navigation if i.name in book.pages]
    new = [
        (text, address.name, address.fragment)
        for page in navs
        for nav in page.named("nav")
        if "toc" in types(nav)
        for _, text, address in entries(page, nav)
    ]
    if not new:
        return
    for place, point in enumerate(tree.root.iter(f"{{{NCX}}}navPoint")):
        label, content = point.find(f"{{{NCX}}}navLabel"), point.find(f"{{{NCX}}}content")
        address = resolve(tree.name, (content.get("src") or "") if content is not None else "")
        text = words(label) if label is not None else ""
        one = (text, address.name, address.fragment)
        hint = "Make both from the same list."
        if place >= len(new):
            yield point, f"the entry {text!r} is not in the contents", hint
            return
        if one != new[place]:
            message = f"the entry {text!r} stands where the contents have {new[place][0]!r}"
            if text == new[place][0]:
                message = f"the entry {text!r} leads elsewhere than in the contents"
            yield point, message, hint
            return
    count = sum(1 for _ in tree.root.iter(f"{{{NCX}}}navPoint"))
    if count < len(new):
        yield tree.root, f"the entry {new[count][0]!r} of the contents is missing", "Add it."


def _guide(book: Book) -> Found:
    """OPF 2.0, 2.6; what it names stands where the landmarks say."""
    package = book.package
    marks: dict[str, str] = {}
    for item in package.navigation:
        page = book.pages.get(item.name)
        for nav in page.named("nav") if page else ():
            for link, _, address in (
                entries(page, nav) if page and "landmarks" in types(nav) else ()
            ):
                for kind in types(link):
                    marks.setdefault(kind, address.name)
    seen: set[tuple[str, str]] = set()
    for reference in package.guide:
        kind, href = (reference.get("type") or "").strip(), reference.get("href") or ""
        address = resolve(package.name, href)
        if kind not in GUIDE and not kind.startswith("other."):
            yield reference, f"the guide’s type {kind!r} is none", "It is cover, toc, text ..."
        if address.kind != "book" or address.name not in book.names:
            yield reference, f"the guide’s {kind} leads to nothing: {href[:80]!r}", "Mend it."
        elif address.name not in package.by_name:
            yield reference, f"the guide’s {kind} is not in the manifest", "List the file."
        elif address.fragment and address.name in book.trees:
            if address.fragment not in book.trees[address.name].order:
                message = f"the guide’s {kind}: {address.name} has no id {address.fragment!r}"
                yield reference, message, "Mend it."
        elif marks.get(_LANDMARK.get(kind, "-"), address.name) != address.name:
            yield reference, f"the guide’s {kind} is not where the landmark is", "Say the same."
        if (kind, href) in seen:
            yield reference, f"the guide’s {kind} is there twice", "Name it once."
        seen.add((kind, href))
