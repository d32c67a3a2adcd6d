"""Contents and landmarks: they are there, lead somewhere, and say what it is (EPUB 3.3, 7)."""

from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.access import HEADINGS
from presskit.inspect.epub.address import Address, resolve
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.trees import Element, Tree, local, types, words
from presskit.inspect.epub.vocabulary import SEMANTICS, XHTML

Entry = tuple[Element, str, Address]
"""A link of the contents, its label, where it leads."""
Found = Iterator[tuple[int | Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """The navigation document."""
    for item in book.package.navigation:
        tree = book.pages.get(item.name)
        if tree is None:
            continue
        navs = [(kind, nav) for nav in tree.named("nav") for kind in types(nav)]
        for where, message, hint in _kinds(navs, tree):
            yield book.say("PK706", item.name, where, message, hint)
        for kind, nav in navs:
            for where, message, hint in (*_list(nav), *_targets(book, kind, entries(tree, nav))):
                yield book.say("PK706", item.name, where, message, hint)
            if kind == "landmarks":
                for where, message, hint in _landmarks(nav):
                    yield book.say("PK706", item.name, where, message, hint)
        for kind, nav in navs:
            if kind == "toc":
                found = entries(tree, nav)
                for where, message, hint in (*_order(book, found), *_labels(book, found)):
                    yield book.say("PK713", item.name, where, message, hint)
                for where, message, hint in _complete(book, found):
                    yield book.say("PK713", item.name, where, message, hint)
        if "landmarks" not in (kind for kind, _ in navs):
            hint = "Add a nav with epub:type landmarks: cover, contents, start of the text."
            yield book.say("PK713", item.name, 0, "there are no landmarks", hint)


def entries(tree: Tree, nav: Element) -> list[Entry]:
    """The links of a list."""
    return [
        (link, words(link), resolve(tree.name, link.get("href") or ""))
        for link in nav.iter(f"{{{XHTML}}}a")
    ]


def _kinds(navs: list[tuple[str, Element]], tree: Tree) -> Found:
    kinds = [kind for kind, _ in navs]
    if "toc" not in kinds:
        hint = "Add a nav with epub:type toc."
        yield tree.root, "the contents are missing (a nav with epub:type toc)", hint
    for kind in ("toc", "landmarks", "page-list"):
        if kinds.count(kind) > 1:
            second = [nav for k, nav in navs if k == kind][1]
            yield second, f"there is more than one {kind}", "One is enough."


def _list(nav: Element) -> Found:
    """EPUB 3.3, 7.4: a heading if you like, one list, items of a link or a label with a list."""
    lists = [e for e in nav if local(e) == "ol"]
    if len(lists) != 1:
        yield nav, f"it holds {len(lists) or 'no'} lists (ol), not one", "A nav is one list."
    for other in nav:
        if local(other) not in ("ol", *HEADINGS):
            yield other, f"{local(other)} stands in a nav", "It holds a heading and one list."
    for one in nav.iter(f"{{{XHTML}}}ol"):
        if not any(local(e) == "li" for e in one):
            yield one, "a list of the contents is empty", "Fill it or strike it."
    for item in nav.iter(f"{{{XHTML}}}li"):
        loose = [t.strip() for t in (item.text, *(e.tail for e in item)) if t and t.strip()]
        if loose and len(item):
            yield item, f"text stands beside an entry: {loose[0][:40]!r}", "Put it into the link."
        parts = [local(e) for e in item]
        if parts not in (["a"], ["a", "ol"], ["span", "ol"]):
            hint = "An item is a link, or a link or label with a list below it."
            yield item, f"an item holds {', '.join(parts) or 'nothing'}", hint
    for link in nav.iter(f"{{{XHTML}}}a"):
        if link.get("href") is None:
            yield link, f"the entry {words(link)!r} leads nowhere", "Give it an address."


def _targets(book: Book, kind: str, found: list[Entry]) -> Found:
    for link, text, address in found:
        if address.kind in ("web", "other"):
            yield link, f"the entry {text!r} leads out of the book", "Lead it to a page."
        elif address.kind == "book" and address.name in book.names:
            if book.package.order and address.name not in book.package.order:
                hint = "List it in the spine, or strike the entry."
                yield link, f"the entry {text!r} leads out of the order of reading", hint
            elif kind in ("toc", "landmarks") and _unseen(book, address):
                yield link, f"the entry {text!r} leads to a hidden place", "Lead it to text."


def _unseen(book: Book, address: Address) -> bool:
    """Whether a place is hidden from readers, which Kindle refuses."""
    tree = book.trees.get(address.name)
    if tree is None or not address.fragment or address.fragment not in tree.order:
        return False
    element = tree.elements[tree.order[address.fragment]]
    if local(element) == "nav":  # reading systems show it in a way of their own
        return False
    return any(e.get("hidden") is not None for e in (element, *element.iterancestors()))


def _landmarks(nav: Element) -> Found:
    seen: set[tuple[str, str]] = set()
    for link in nav.iter(f"{{{XHTML}}}a"):
        kinds, href = types(link), (link.get("href") or "").strip()
        if not kinds:
            hint = "epub:type says what it is: cover, toc, bodymatter."
            yield link, f"the landmark {words(link)!r} has no type", hint
        for kind in kinds:
            if ":" not in kind and kind not in SEMANTICS:
                yield (
                    link,
                    f"the landmark {words(link)!r} is {kind!r}, which is none",
                    "Look it up.",
                )
            if (kind, href) in seen:
                yield link, f"the landmark {kind} is there twice", "Name it once."
            seen.add((kind, href))


def _order(book: Book, found: list[Entry]) -> Found:
    """EPUB 3.3, 7.4.2: contents follow the order of reading, and that of the page."""
    before = (-1, -1)
    for link, text, address in found:
        tree = book.trees.get(address.name)
        if tree is None or address.name not in book.package.order:
            continue
        at = (book.package.order[address.name], tree.order.get(address.fragment, -1))
        if at < before:
            yield (
                link,
                f"the entry {text!r} leads back before the one above it",
                "Sort the contents.",
            )
        before = max(at, before)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _heading(tree: Tree, fragment: str) -> Element | None:
    """The heading at a place: the place itself, or the first one within it."""
    names = [f"{{{XHTML}}}{name}" for name in HEADINGS]
    if not fragment:
        return next(tree.root.iter(*names), None)
    if fragment not in tree.order:
        return None
    return next(tree.elements[tree.order[fragment]].iter(*names), None)


def _said(heading: Element) -> set[str]:
    """A heading’s words, with and without its small print and its notes."""
    plain = [heading.text or ""]
    for part in heading:
        quiet = local(part) in ("small", "sup") or "noteref" in types(part)
        plain += ["" if quiet else "".join(map(str, part.itertext())), part.tail or ""]
    return {_plain(words(heading)), _plain("".join(plain)), _plain(heading.get("title") or "")}


def _labels(book: Book, found: list[Entry]) -> Found:
    """Whoever follows an entry should find the words that it said."""
    differ, seen = [], 0
    for link, text, address in found:
        tree = book.pages.get(address.name)
        heading = _heading(tree, address.fragment) if tree else None
        if heading is not None and words(heading):
            seen += 1
            if _plain(text) not in _said(heading):
                differ.append((link, text, words(heading)))
    hint = "Say the same in both."
    if len(differ) > 4 and len(differ) * 2 > seen:
        link, text, head = differ[0]
        also = f"{len(differ)} entries differ from their headings, for instance"
        yield link, f"{also} {text[:60]!r} from {head[:60]!r}", hint
        return
    for link, text, head in differ:
        yield link, f"the entry {text[:60]!r} leads to the heading {head[:60]!r}", hint


def _complete(book: Book, found: list[Entry]) -> Found:
    """Pages with a heading, and headings of a level of which the page has others listed."""
    listed = {address.name for _, _, address in found}
    for name, tree in book.chapters.items():
        heads = [h for h in tree.named(*HEADINGS) if words(h)]
        own = any("nav" in i.properties for i in book.package.items if i.name == name)
        if heads and name not in listed and not own:
            message = f"{name} ({words(heads[0])[:40]!r}) is not in the contents"
            yield 0, message, "List it."
        aims = {a.fragment for _, _, a in found if a.name == name and a.fragment}
        hit = [h for h in heads if (h.get("id") or "") in aims]
        for level in sorted({local(h) for h in hit if local(h) != "h1"}):
            lost = [h for h in heads if local(h) == level and h not in hit]
            for heading in lost:
                if not _reached(heading, aims):
                    message = f"{words(heading)[:40]!r} in {name} is not in the contents"
                    yield 0, message, "List it as its neighbours are."


def _reached(heading: Element, aims: set[str]) -> bool:
    """Whether an entry leads to the section that a heading heads."""
    parent = heading.getparent()
    near = [heading, *heading.iterancestors()] if parent is not None else [heading]
    return any((e.get("id") or "") in aims for e in near)
