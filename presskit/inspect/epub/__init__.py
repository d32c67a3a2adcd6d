"""An EPUB, ours or not, held against EPUB 3.3, EPUB Accessibility 1.1 and what old readers take.

`inspect()` takes the bytes of any file and never raises for what is in them. A rule is a function
from a Book to diagnostics; to add one, write it in the module of its subject and name it in RULES.
What is left to others: EPUBCheck knows HTML's content model, SVG and CSS to the last value; Ace
sees what needs a layout, such as contrast.
"""

from collections.abc import Callable, Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect import fewer
from presskit.inspect.epub import (
    access,
    active,
    claims,
    linked,
    links,
    manifest,
    media,
    metadata,
    navigation,
    oldcontents,
    pagelist,
    pages,
    speaking,
    style,
)
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.reading import open_book

ABOUT = "container, package, links, pages, contents, accessibility, styles, pictures"
"""What is looked at, in the words of the command line."""

RULES: tuple[Callable[[Book], Iterator[Diagnostic]], ...] = (
    metadata.check,
    manifest.check,
    media.check,
    links.check,
    linked.check,
    pages.check,
    access.check,
    speaking.check,
    claims.check,
    navigation.check,
    oldcontents.check,
    pagelist.check,
    style.check,
    active.check,
)


def inspect(data: bytes, shown: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a book; `shown` is how messages call the file."""
    book, found = open_book(data, shown)
    if book is not None:
        for rule in RULES:
            found += rule(book)
    return fewer(found)
