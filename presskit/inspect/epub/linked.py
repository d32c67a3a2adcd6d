"""Style sheets and files as a page links them: their type, their condition, none forgotten."""

from collections import Counter
from collections.abc import Iterator

import tinycss2

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub import selectors
from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.trees import Element, Tree, local, words

_TYPED = {"link": "href", "object": "data", "source": "src", "embed": "src"}
_FEW = 5
_MOST = 0.8
Found = Iterator[tuple[Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """What links to a sheet say of it; a page that goes without the sheet of all others."""
    for name, tree in book.pages.items():
        for where, message, hint in _types(book, tree):
            yield book.say("PK705", name, where, message, hint)
        for where, message, hint in _links(tree):
            yield book.say("PK709", name, where, message, hint)
    yield from _left_out(book)


def _types(book: Book, tree: Tree) -> Found:
    """EPUB 3.3, 3.6: a link that says another type than the manifest is not followed."""
    for element in tree.named(*_TYPED):
        said = (element.get("type") or "").strip().lower().partition(";")[0]
        link = element.get(_TYPED[local(element)]) or ""
        item = book.item(resolve(tree.name, link).name) if link else None
        if said and item and item.media_type and said != item.media_type:
            message = f"the link calls {item.name} {said}, the manifest {item.media_type}"
            yield element, message, "Say the same in both."


def _rel(link: Element) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _links(tree: Tree) -> Found:
    for link in tree.named("link"):
        if "stylesheet" not in _rel(link):
            continue
        if "alternate" in _rel(link) and not (link.get("title") or "").strip():
            hint = "Give it one, or leave alternate out."
            yield link, "an alternate style sheet has no title", hint
    for element in tree.named("link", "style", "source"):
        media = element.get("media") or ""
        for message in selectors.wrong_query(tinycss2.parse_component_value_list(media)):
            yield element, message, "For instance (min-width: 30em)."
        if media.count("(") != media.count(")"):
            yield element, "a bracket of the media query is not closed", "Close it."


def _left_out(book: Book) -> Iterator[Diagnostic]:
    """A page that looks otherwise than its neighbours, most likely by an oversight."""
    pages = {
        name: {
            resolve(name, link.get("href") or "").name
            for link in tree.named("link")
            if "stylesheet" in _rel(link)
        }
        for name, tree in book.chapters.items()
        if any(words(body) for body in tree.named("body"))
    }
    count = Counter(sheet for sheets in pages.values() for sheet in sheets)
    usual = {s for s, times in count.items() if len(pages) >= _FEW and times >= _MOST * len(pages)}
    for name, sheets in pages.items():
        if (lost := sorted(usual - sheets)) and sheets <= usual:
            message = f"the page does not link {lost[0]}, as the others do"
            yield book.say("PK713", name, 0, message, "Link it, or it will look otherwise.")
