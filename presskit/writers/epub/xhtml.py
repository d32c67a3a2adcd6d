"""The booklet's pages as trees: parsed strictly, their headings given anchors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from presskit.document import Page

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"


def tags(*names: str) -> list[str]:
    """Names of XHTML as lxml knows them; * stands for all."""
    return [f"{{{XHTML}}}{name}" for name in names]


_STRICT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (1 or 2), its words, its anchor."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the booklet with its headings."""

    name: str
    kind: str
    title: str
    root: etree._Element
    headings: tuple[Heading, ...]


def parse(text: str) -> etree._Element:
    """A text of ours as a tree; raises XMLSyntaxError for what is not well-formed."""
    return etree.fromstring(text.encode(), _STRICT)


def read(page: Page) -> Chapter:
    """Parse a page; headings without an id get one that follows from their place."""
    root = parse(page.xhtml)
    headings = []
    for n, element in enumerate(root.iter(f"{{{XHTML}}}h1", f"{{{XHTML}}}h2"), 1):
        if not element.get("id"):
            element.set("id", f"{page.name}-{n}")
        words = " ".join("".join(_words(element)).split())
        anchor = element.get("id") or ""
        headings.append(Heading(int(etree.QName(element).localname[1]), words, anchor))
    return Chapter(page.name, page.kind, page.title, root, tuple(headings))


def _words(heading: etree._Element) -> Iterator[str]:
    """The text of a heading without its small print (a count of words)."""
    yield heading.text or ""
    for child in heading:
        if etree.QName(child).localname != "small":
            yield from _words(child)
        yield child.tail or ""


def lead_across(chapters: Iterable[Chapter]) -> None:
    """Let links within the document, which is one page on paper, name the page they lead to."""
    own = [(c, {str(e.get("id")) for e in c.root.iter("*") if e.get("id")}) for c in chapters]
    home = {place: chapter.name for chapter, places in reversed(own) for place in places}
    for chapter, places in own:
        for link in chapter.root.iter(*tags("a")):
            kind, _, place = (link.get("href") or "").partition("#")
            if not kind and place not in places and place in home:
                link.set("href", f"{home[place]}.xhtml#{place}")


def serialise(root: etree._Element) -> bytes:
    """The tree as UTF-8 XHTML with its doctype."""
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{body}\n'.encode()
