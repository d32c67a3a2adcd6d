"""Pages of the printed edition: the list, the markers in the text, their order and their source."""

from collections import Counter
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.trees import Element, Tree, local, types, words
from presskit.inspect.epub.vocabulary import NCX, OLD_CONTENTS, XHTML

Found = Iterator[tuple[str, int | Element, str, str]]
Place = tuple[str, str]
"""A file and an id in it."""


def markers(tree: Tree) -> list[Element]:
    """Where pages of the printed edition begin."""
    return [e for e in tree.elements if "pagebreak" in types(e) or e.get("role") == "doc-pagebreak"]


def label(marker: Element) -> str:
    """The number a marker stands for."""
    return (marker.get("aria-label") or marker.get("title") or words(marker)).strip()


def check(book: Book) -> Iterator[Diagnostic]:
    """EPUB Accessibility 1.1, 3.2: pages can be found, and they are those of a named edition."""
    marks = {
        (name, mark.get("id") or ""): mark
        for name, tree in book.chapters.items()
        for mark in markers(tree)
    }
    listed = [e for item in book.package.navigation for e in _listed(book, item.name)]
    there = any(_lists(book, item.name) for item in book.package.navigation)
    if not marks and not there:
        return
    for name, where, message, hint in (
        *_markers(marks, listed),
        *_entries(book, marks, listed),
        *_source(book, there),
        *_old(book, listed),
    ):
        yield book.say("PK707", name, where, message, hint)


def _lists(book: Book, name: str) -> list[Element]:
    tree = book.pages.get(name)
    return [n for n in tree.named("nav") if "page-list" in types(n)] if tree else []


def _listed(book: Book, name: str) -> list[tuple[str, Element, str, Place]]:
    """Entries of the page list: their file, element, label and the place they lead to."""
    found = []
    for nav in _lists(book, name):
        for link in nav.iter(f"{{{XHTML}}}a"):
            address = resolve(name, link.get("href") or "")
            place = (address.name, address.fragment) if address.kind == "book" else ("", "")
            found.append((name, link, words(link), place))
    return found


def _markers(marks: dict[Place, Element], listed: list[tuple[str, Element, str, Place]]) -> Found:
    aims = {place for *_, place in listed}
    for place, mark in marks.items():
        name, hint = place[0], "Give it id, epub:type, role and aria-label."
        if not place[1]:
            yield name, mark, "a page marker has no id: nothing leads to it", hint
        elif listed and place not in aims:
            yield name, mark, f"page {label(mark)!r} is not in the page list", "List it."
        if not label(mark):
            yield name, mark, "a page marker says no number", hint
        if local(mark) not in ("span", "div", "hr", "a"):
            yield name, mark, f"a page marker is a {local(mark)}", "Make it an empty span or div."
    if marks and not listed:
        name, mark = next(iter(marks))[0], next(iter(marks.values()))
        yield name, mark, "pages are marked, and there is no page list", "Add one to the contents."


def _entries(
    book: Book, marks: dict[Place, Element], listed: list[tuple[str, Element, str, Place]]
) -> Found:
    before: tuple[int, int] = (-1, -1)
    number = 0
    count = Counter(text for _, _, text, _ in listed)
    for name, link, text, place in listed:
        mark = marks.get(place)
        if place[0] in book.trees and mark is None:
            message = f"page {text!r} leads to a place that is no page marker"
            yield name, link, message, "Lead it to the marker of its page."
        elif mark is not None and label(mark) != text:
            message = f"page {text!r} leads to the marker of page {label(mark)!r}"
            yield name, link, message, "Say the same number in both."
        if count[text] > 1:
            count[text] = 0
            yield name, link, f"page {text!r} is in the list more than once", "List it once."
        at = _where(book, place)
        if at < before:
            yield (
                name,
                link,
                f"page {text!r} comes before the one listed above it",
                "Sort the list.",
            )
        before = max(at, before)
        if text.isdecimal() and text.isascii() and len(text) < 9:
            if int(text) < number:
                yield name, link, f"page {text} is listed after page {number}", "Sort the list."
            number = max(int(text), number)


def _where(book: Book, place: Place) -> tuple[int, int]:
    tree = book.trees.get(place[0])
    return book.package.order.get(place[0], -1), tree.order.get(place[1], -1) if tree else -1


def _source(book: Book, there: bool) -> Found:
    """The edition that the numbers are of (EPUB Accessibility 1.1, 3.2.4)."""
    package = book.package
    old = package.meta("source-of")
    if not package.meta("pageBreakSource") and not old and not package.meta("dcterms:source"):
        hint = "Name the edition in pageBreakSource."
        yield package.name, 0, "there are page numbers, and nobody says of which edition", hint
    if not there:
        return
    for name in (item.name for item in package.navigation):
        for extra in _lists(book, name)[1:]:
            yield name, extra, "there is more than one page list", "One is enough."


def _old(book: Book, listed: list[tuple[str, Element, str, Place]]) -> Found:
    """The page list of the NCX has the same pages."""
    for item in book.package.items:
        tree = book.trees.get(item.name)
        if item.media_type != OLD_CONTENTS or tree is None:
            continue
        lists = list(tree.root.iter(f"{{{NCX}}}pageList"))
        found = []
        for target in tree.root.iter(f"{{{NCX}}}pageTarget"):
            content = target.find(f"{{{NCX}}}content")
            text = target.find(f"{{{NCX}}}navLabel")
            link = content.get("src") if content is not None else ""
            address = resolve(item.name, link or "")
            found.append(
                (words(text) if text is not None else "", (address.name, address.fragment))
            )
        if lists and found != [(text, place) for _, _, text, place in listed]:
            hint = "Make both from the same list."
            yield item.name, lists[0], "its pages are not those of the page list", hint
