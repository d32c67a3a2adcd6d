"""Pages in which each block says the direction its own words are read in."""

from lxml import etree

from presskit.scripts import Direction, leftwards, of_text

_BLOCKS = {
    "blockquote", "caption", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6",
    "li", "p", "section", "td", "th",
}  # fmt: skip
_LINE = {"a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "sub", "sup"}
_VOID = {"br", "col", "hr", "img", "link", "meta"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def with_directions(xhtml: str, direction: Direction) -> str:
    """The page, in which a block of words of the other direction has a dir attribute.

    It is what dir="auto" would say, which the layout engine does not read. A page whose words all
    go one way comes back as it was.
    """
    if direction == "ltr" and not leftwards(xhtml):
        return xhtml
    start = xhtml.index("<html")
    head, root = xhtml[:start], etree.fromstring(xhtml[start:].encode(), _PARSER)
    if direction == "rtl":
        root.set("dir", direction)
    for element in root.iter(etree.Element):
        if not len(element) and not element.text and etree.QName(element).localname not in _VOID:
            element.text = ""  # <p/> begins a paragraph where the page is read as HTML
        if etree.QName(element).localname not in _BLOCKS or element.get("dir"):
            continue
        own = [element.text or "", *(_inline(child) + (child.tail or "") for child in element)]
        words = "".join(own)
        figures = "ltr" if any(c.isdecimal() for c in words) else None  # a telephone number
        said = of_text(words) or figures
        above = next((a.get("dir") for a in element.iterancestors() if a.get("dir")), direction)
        if said and said != above:
            element.set("dir", said)
    return head + etree.tostring(root, encoding="unicode")


def _inline(element: etree._Element) -> str:
    """The words of an element within a line; none of a block, which speaks for itself."""
    if not isinstance(element.tag, str) or etree.QName(element).localname not in _LINE:
        return ""
    return "".join(str(part) for part in element.itertext())
