"""Words for the ear: links, labels, pictures and roles that say what they are (WCAG 2.2, ARIA)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.access import HEADINGS, NOTHING
from presskit.inspect.epub.address import resolve
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.trees import Element, Tree, local, types, words
from presskit.inspect.epub.vocabulary import XHTML, words_of

_VAGUE = re.compile(
    r"(click |tap |see |go )?(here|this|this (link|page|site|one))|"
    r"(read |learn |find out |see |view )?(more|more info|more information|more details)|"
    r"link|details|continue( reading)?|click|"
    r"hier( klicken)?|klick hier|mehr|ici|cliquez ici|en savoir plus|aquí|haz clic aquí|más|qui",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(https?://|www\.)[^\s/]+\S*|([\w-]+\.)+[a-z]{2,}(/\S*)?", re.IGNORECASE)
_WEB = re.compile(r"https?://|www\.", re.IGNORECASE)
_FILE = re.compile(
    r"[^/]*\.(pdf|x?html?|epub|zip|docx?|odt|jpe?g|png|txt|md|py|js|json|csv)", re.IGNORECASE
)
_PICTURE_OF = re.compile(
    r"(an? |the )?(image|picture|photo|photograph|graphic) (of|shows|showing)\b", re.IGNORECASE
)
_LONG = 400
_NOTES = words_of(
    "footnote footnotes endnote endnotes rearnote rearnotes note "
    "doc-footnote doc-endnote doc-endnotes"
)
_SWITCHES = frozenset(
    f"aria-{n}"
    for n in words_of(
        "atomic busy disabled hidden modal multiline multiselectable readonly required"
    )
)
_TOKENS = {
    "aria-current": "page|step|location|date|time|true|false", "aria-level": r"[1-9]\d*",
    "aria-posinset": r"[1-9]\d*", "aria-setsize": r"-1|[1-9]\d*", "aria-colcount": r"-1|\d+",
    "aria-rowcount": r"-1|\d+", "aria-live": "off|polite|assertive",
    "aria-sort": "none|ascending|descending|other", "aria-expanded": "true|false|undefined",
    "aria-orientation": "horizontal|vertical|undefined",
    "aria-pressed": "true|false|mixed|undefined",
    "aria-checked": "true|false|mixed|undefined", "aria-selected": "true|false|undefined",
}  # fmt: skip
"""Values of ARIA's attributes (WAI-ARIA 1.2, 6.6)."""
# ARIA in HTML, 4 and WAI-ARIA 1.2, 5.2.8.6: what cannot be given a name.
_NAMELESS = words_of(
    "span div p b i u s em strong small code sub sup del ins mark q cite abbr caption dfn kbd samp"
)
_HOLDS = {
    "listbox": "option", "menu": "menuitem menuitemcheckbox menuitemradio group",
    "menubar": "menuitem menuitemcheckbox menuitemradio group", "tablist": "tab",
    "tree": "treeitem group", "radiogroup": "radio", "grid": "row rowgroup",
    "treegrid": "row rowgroup",
}  # fmt: skip
"""Roles that need others within them (WAI-ARIA 1.2, 5.2.6)."""
Found = Iterator[tuple[Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """Every page by itself; then names that two pages share."""
    for name, tree in book.pages.items():
        for rule in (_switches, _roles, _objects):
            for where, message, hint in rule(tree):
                yield book.say("PK708", name, where, message, hint)
        for rule in (_links, _addresses, _pictures, _labels):
            for where, message, hint in rule(tree):
                yield book.say("PK713", name, where, message, hint)
        for where, message, hint in _notes(book, tree):
            yield book.say("PK713", name, where, message, hint)
    yield from _alike(book)


def _switches(tree: Tree) -> Found:
    for element in tree.elements:
        for key in _SWITCHES & set(map(str, element.attrib)):
            if (element.get(key) or "").strip() not in ("true", "false"):
                yield element, f"{key} is {element.get(key)!r}", "It is true or false."
        for key, allowed in _TOKENS.items():
            value = element.get(key)
            if value is not None and not re.fullmatch(allowed, value.strip()):
                yield element, f"{key} is {value!r}", "Look up what it can be, in ARIA."
        if element.get("aria-hidden") == "true" and local(element) in ("html", "body", "main"):
            hint = "Strike aria-hidden."
            yield element, f"{local(element)} is hidden from screen readers, the page with it", hint


def _roles(tree: Tree) -> Found:
    for element in tree.elements:
        role = (element.get("role") or "").strip()
        if role == "heading" and not re.fullmatch(r"[1-9]", element.get("aria-level") or ""):
            yield element, "a heading by its role has no aria-level", "Use h2, or give the level."
        wanted = _HOLDS.get(role, "").split()
        inner = {(e.get("role") or "").strip() for e in element.iter("*") if e is not element}
        if wanted and not inner & {*wanted, "row" if local(element) == "table" else wanted[0]}:
            yield element, f"the role {role} has no {wanted[0]} in it", "Give both roles, or none."
    for table in tree.named("table"):
        for cell in table.iter(f"{{{XHTML}}}th") if table.get("role") not in NOTHING else ():
            if cell.get("role") in NOTHING:
                hint = "Strike the role."
                yield cell, f"a head cell (th) has the role {cell.get('role')}", hint


def _objects(tree: Tree) -> Found:
    for element in tree.named("object"):
        named = element.get("aria-label") or element.get("aria-labelledby") or words(element)
        inner = any(e.get("alt") for e in element.iter(f"{{{XHTML}}}img"))
        if not (named or inner or element.get("aria-hidden") == "true"):
            yield element, "an object has no alternative text", "Write it between its tags."


def _links(tree: Tree) -> Found:
    """WCAG 2.2, 2.4.4 and 2.4.9."""
    for link in tree.named("a"):
        text = words(link).strip(" .…:»>→").strip()
        named = link.get("aria-label") or link.get("aria-labelledby") or link.get("title")
        if link.get("href") is None:
            place = link.get("id") or link.get("name") or "pagebreak" in types(link)
            if text and not place and link.get("role") != "link":
                yield link, f"the link {text[:40]!r} leads nowhere", "Give it an address (href)."
        elif _VAGUE.fullmatch(text) and not named and not _in_contents(link):
            hint = "Say where it leads: links are also read out by themselves."
            yield link, f"the link {text!r} does not say where it leads", hint


def _in_contents(link: Element) -> bool:
    """Whether a link is an entry of a list of contents: its words are those of a heading."""
    return next(link.iterancestors(f"{{{XHTML}}}nav"), None) is not None


def _addresses(tree: Tree) -> Found:
    """A link whose text is one address and that leads to another."""
    for link in tree.named("a"):
        text, href = words(link), (link.get("href") or "").strip()
        if not href or not _ADDRESS.fullmatch(text) or _FILE.fullmatch(text):
            continue
        address = resolve(tree.name, href)
        if address.kind == "book" and _WEB.match(text):
            yield link, f"the link {text[:60]!r} leads to a page of the book", "Say where it leads."
        elif address.kind == "web" and "." in text and _host(text) != _host(href):
            shown = f"{text[:60]!r} leads to {_host(href)}"
            yield link, f"the link {shown}", "Show the address that it has."


def _host(text: str) -> str:
    full = text if "//" in text else f"https://{text}"
    try:
        host = urlsplit(full).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


def _pictures(tree: Tree) -> Found:
    """WCAG 2.2, technique G94, and how screen readers speak."""
    for image in tree.named("img"):
        alt = " ".join((image.get("alt") or "").split())
        if _PICTURE_OF.match(alt):
            hint = "Leave that out: the screen reader says that it is a picture."
            yield image, f"the alternative text begins with {alt[:30]!r}", hint
        if len(alt) > _LONG:
            hint = "Say it in two sentences; put the rest into the text."
            yield image, f"the alternative text has {len(alt)} characters", hint
        figure = next(image.iterancestors(f"{{{XHTML}}}figure"), None)
        captions = [] if figure is None else figure.iter(f"{{{XHTML}}}figcaption")
        if alt and alt.casefold() in (words(c).casefold() for c in captions):
            hint = "Say in alt what is seen; the caption is read out as well."
            yield image, "the alternative text repeats the caption", hint


def _labels(tree: Tree) -> Found:
    for element in tree.named(*_NAMELESS):
        marked = element.get("role") or "pagebreak" in types(element)
        if element.get("aria-label") and not marked:
            message = f"{local(element)} cannot have a name: its aria-label is not read out"
            yield element, message, "Give it a role, or write the words."


def _notes(book: Book, tree: Tree) -> Found:
    """A reference to a note leads to one: reading systems show it in a window of its own."""
    for link in tree.named("a"):
        if "noteref" not in types(link) and link.get("role") != "doc-noteref":
            continue
        address = resolve(tree.name, link.get("href") or "")
        other = book.trees.get(address.name)
        if other is None or address.fragment not in other.order:
            continue
        aim = other.elements[other.order[address.fragment]]
        kinds = {k for e in (aim, *aim.iterancestors(), *aim.iter("*")) for k in _kinds(e)}
        if not kinds & _NOTES:
            hint = "Give the note epub:type footnote, and role doc-footnote."
            yield link, f"the reference {words(link)!r} leads to what is no note", hint


def _kinds(element: Element) -> list[str]:
    return [*types(element), *(element.get("role") or "").split()]


def _alike(book: Book) -> Iterator[Diagnostic]:
    """Names that tell one page from another (WCAG 2.2, 2.4.2), and chapters without a heading."""
    titles: dict[str, list[tuple[str, Element]]] = {}
    labels: dict[str, str] = {}
    for name, tree in book.chapters.items():
        for title in list(tree.named("title"))[:1]:
            titles.setdefault(words(title).casefold(), []).append((name, title))
        for section in tree.elements:
            if section.get("role") != "doc-chapter" and "chapter" not in types(section):
                continue
            label = (section.get("aria-label") or "").strip().casefold()
            other = labels.setdefault(label, name)
            if label and other != name:
                message = f"the label {section.get('aria-label')!r} is also that of {other}"
                yield book.say("PK713", name, section, message, "Name this chapter.")
            if not _headed(section):
                hint = "Mark it as h1: readers go from heading to heading."
                yield book.say("PK713", name, section, "a chapter has no heading", hint)
    for said, pages in titles.items():
        if said and len(pages) > 1:
            name, title = pages[1]
            message = f"{len(pages)} pages have the title {words(title)[:60]!r}, here the second"
            yield book.say("PK713", name, title, message, "Name what is on each page.")


def _headed(section: Element) -> bool:
    heads = any(True for _ in section.iter(*(f"{{{XHTML}}}{n}" for n in HEADINGS)))
    return heads or any(e.get("role") == "heading" for e in section.iter("*"))
