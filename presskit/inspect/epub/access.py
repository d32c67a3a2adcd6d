"""What readers need who hear a page, or see it otherwise (WCAG 2.2, EPUB Accessibility 1.1)."""

import re
from collections import Counter
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.trees import Element, Tree, language, local, space, types, words
from presskit.inspect.epub.vocabulary import PAIRS, REFERRING, ROLES, SVG, XHTML

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOTHING = ("presentation", "none")
FILE_NAME = re.compile(r"\S+\.(jpe?g|png|svg|gif|webp|tiff?|bmp)", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"(alt|alt(ernative)? text|null|undefined|none|nan|n/a|dscn?|screenshot|scan|"
    r"image|img|picture|photo|figure|graphic|untitled|todo|tbd|x+)"
    r"[\s._-]*\d*|(todo|tbd|tbc|fixme|xxx|lorem ipsum)\b.*|"
    r"https?://\S+|(</?[a-z][^<>]*>|\s)+",
    re.IGNORECASE,
)
Found = Iterator[tuple[int | Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """Every page; then the headings of the book one after another."""
    for where, message, hint in _package(book):
        yield book.say("PK708", book.package.name, where, message, hint)
    for name, tree in book.pages.items():
        for rule in RULES:
            for where, message, hint in rule(tree):
                yield book.say("PK708", name, where, message, hint)
        for where, message, hint in _languages(book, tree):
            yield book.say("PK708", name, where, message, hint)
        for where, message, hint in _wished(tree):
            yield book.say("PK713", name, where, message, hint)
    yield from _headings(book)


def _package(book: Book) -> Found:
    """EPUB Accessibility 1.1; Ace's rule epub-lang."""
    root, said = book.package.root, language(book.package.root)
    if not said:
        hint = "Add xml:lang: it says how titles and names are spoken."
        yield root, "the package has no language (xml:lang)", hint
    elif not _same(said, book.package.languages):
        shown = ", ".join(book.package.languages) or "nothing"
        yield root, f"the package is in {said}, dc:language says {shown}", "Say the same in both."


def _same(language: str, others: list[str]) -> bool:
    """Whether a language is among others; en is the same as en-GB, en-US is not."""
    one = language.casefold()
    return any(
        one == o or one.startswith(f"{o}-") or o.startswith(f"{one}-")
        for o in map(str.casefold, others)
    )


def _languages(book: Book, tree: Tree) -> Found:
    """WCAG 2.2, 3.1.1 and 3.1.2."""
    root = tree.root
    plain, xml = (root.get("lang") or "").strip(), language(root).strip()
    hint = "Give html the attributes lang and xml:lang, both with the book’s language."
    if not plain or not xml:
        lost = " and ".join(n for n, v in (("lang", plain), ("xml:lang", xml)) if not v)
        yield root, f"html has no {lost}", hint
    for element in tree.elements:
        one, other = element.get("lang"), language(element)
        if one and other and one.casefold() != other.casefold():
            yield element, f"lang is {one}, xml:lang is {other}", "Say the same in both."
    known = book.package.languages
    if plain and known and not _same(plain, known):
        yield root, f"the page is in {plain}, the book in {', '.join(known)}", hint


def _title(tree: Tree) -> Found:
    """WCAG 2.2, 2.4.2."""
    title = next(tree.named("title"), None)
    if title is None or not words(title):
        where = tree.root if title is None else title
        yield where, "the page has no title", "Name what is on it, in title."
    for name in HEADINGS:
        for heading in tree.named(name):
            if not _spoken(heading):
                yield heading, f"{name} is empty", "Write the heading or strike it."


def _spoken(element: Element) -> str:
    """What a screen reader says for an element."""
    labels = [e.get("aria-label") or "" for e in element.iter("*")]
    alts = [e.get("alt") or "" for e in element.iter(f"{{{XHTML}}}img")]
    named = [e.get("aria-labelledby") or "" for e in element.iter("*")]
    return " ".join([words(element), *labels, *alts, *named, element.get("title") or ""]).strip()


def _pictures(tree: Tree) -> Found:
    """WCAG 2.2, 1.1.1."""
    for image in tree.named("img", "area"):
        alt, shown = image.get("alt"), image.get("src") or image.get("href") or ""
        shown = shown.rpartition("/")[2][:60]
        quiet = image.get("role") in NOTHING or image.get("aria-hidden") == "true"
        if alt is None:
            hint = 'Say in alt what it shows; alt="" with role presentation if it only adorns.'
            yield image, f"the picture {shown} has no alternative text", hint
        elif FILE_NAME.fullmatch(alt.strip()):
            yield image, f"the alternative text of {shown} is a file’s name", "Say what it shows."
        elif alt.strip() and (PLACEHOLDER.fullmatch(alt.strip()) or not re.search(r"\w", alt)):
            yield image, f"the alternative text {alt.strip()!r} says nothing", "Say what it shows."
        elif alt.strip() and quiet:
            yield image, f"{shown} is described and marked as an ornament", "Take the role away."


def _demoted(tree: Tree) -> Found:
    for heading in tree.named(*HEADINGS):
        if heading.get("role") in NOTHING and words(heading):
            yield heading, f"{local(heading)} has the role {heading.get('role')}", "Make it a p."


def _drawings(tree: Tree) -> Found:
    for svg in tree.root.iter(f"{{{SVG}}}svg"):
        parent = svg.getparent()
        if parent is not None and space(parent) == SVG:
            continue
        names = [c for c in svg.iter(f"{{{SVG}}}title", f"{{{SVG}}}text") if words(c)]
        named = svg.get("aria-label") or svg.get("aria-labelledby") or names
        quiet = svg.get("aria-hidden") == "true" or svg.get("role") in NOTHING
        if not named and not quiet:
            hint = "Give it a title or aria-label, or aria-hidden if it only adorns."
            yield svg, "a drawing in the page has no name", hint


def _tables(tree: Tree) -> Found:
    """WCAG 2.2, 1.3.1."""
    for table in tree.named("table"):
        if table.get("role") not in NOTHING and not any(
            local(e) == "th" or e.get("role") in ("columnheader", "rowheader")
            for e in table.iter("*")
        ):
            hint = "Mark the heads of columns and rows as th."
            yield table, "a table has no head cells (th)", hint


def _references(tree: Tree) -> Found:
    """WAI-ARIA 1.2, 6: what names another element names one that is there."""
    for element in tree.elements:
        for key in REFERRING:
            value = element.get(key)
            if value is None or (key == "for" and local(element) not in ("label", "output")):
                continue
            if not value.strip():
                yield element, f"{key} is empty", "Name an id or leave it out."
            for name in value.split():
                if name not in tree.order:
                    yield element, f"{key} names {name!r}, and no element has that id", "Mend it."
        role = element.get("role")
        if role is not None and not role.strip():
            yield element, "role is empty", "Name a role or leave it out."
        for name in (role or "").split():
            if name not in ROLES:
                yield element, f"the role {name!r} is none", "Look it up in ARIA and DPUB-ARIA."
            elif local(element) not in _ONLY.get(name, local(element)).split():
                yield element, f"{local(element)} has the role {name}", f"It is for {_ONLY[name]}."
        if element.get("aria-label") is not None and not (element.get("aria-label") or "").strip():
            yield element, "aria-label is empty", "Fill it or leave it out."


def _links(tree: Tree) -> Found:
    """WCAG 2.2, 2.4.4."""
    for link in tree.named("a", "button"):
        acts = link.get("href") is not None or local(link) == "button"
        if acts and not _spoken(link):
            yield link, "a link has no text", "Say where it leads."
        around = [link, *link.iterancestors()]
        if link.get("href") is not None and any(e.get("aria-hidden") == "true" for e in around):
            yield (
                link,
                "a link is hidden from screen readers and can be reached",
                "Show or strike it.",
            )


_ONLY = {
    "doc-cover": "img", "doc-noteref": "a", "doc-backlink": "a", "doc-biblioref": "a",
    "doc-glossref": "a", "doc-toc": "nav section", "doc-pagelist": "nav section",
}  # fmt: skip
"""Roles that some elements only can have (ARIA in HTML)."""
_IMPLIED = {
    "table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row",
    "ul": "list", "ol": "list", "menu": "list",
}  # fmt: skip
_ABOVE = {
    "cell": ("row",), "columnheader": ("row",), "rowheader": ("row",), "gridcell": ("row",),
    "row": ("table", "grid", "treegrid", "rowgroup"), "listitem": ("list", "directory"),
    "rowgroup": ("table", "grid", "treegrid"), "tab": ("tablist",), "option": ("listbox",),
}  # fmt: skip


def _parents(tree: Tree) -> Found:
    """WAI-ARIA 1.2, 5.2.7: a cell is in a row, an item in a list."""
    for element in tree.elements:
        wanted = _ABOVE.get((element.get("role") or "").strip())
        if not wanted:
            continue
        for outer in element.iterancestors():
            role = (outer.get("role") or _IMPLIED.get(local(outer), "")).strip()
            if role and role not in (*NOTHING, "generic", "group"):
                break
        else:
            role = ""
        if role not in wanted:
            message = f"the role {element.get('role')} is not within {' or '.join(wanted)}"
            yield element, message, "Give the elements round it their roles, or none."


def _forced(tree: Tree) -> Found:
    """What takes control away from the reader (WCAG 2.2, 1.4.2, 1.4.4 and 2.4.3)."""
    for meta in tree.named("meta"):
        content = (meta.get("content") or "").replace(" ", "").lower()
        if meta.get("name") == "viewport" and re.search(
            r"user-scalable=(no|0)|maximum-scale=(1|0)(\.|,|;|$)", content
        ):
            yield meta, "the page forbids to enlarge it", "Leave the viewport to the reader."
    for element in tree.elements:
        if re.fullmatch(r"\+?0*[1-9]\d*", (element.get("tabindex") or "").strip()):
            yield element, "tabindex changes the order in which links are reached", "Strike it."
        if element.get("autoplay") is not None:
            yield element, "it plays by itself", "Let the reader start it."


def _pairs(tree: Tree) -> Found:
    """EPUB Type to ARIA Role Authoring Guide 1.1: what a page is, said for the ear as well."""
    for element in tree.elements:
        name, role = local(element), (element.get("role") or "").split()
        for kind in types(element):
            wanted = PAIRS.get(kind)
            label = name == "a" and kind not in ("noteref", "biblioref", "glossref")
            if wanted and wanted not in role and name not in ("body", "html") and not label:
                yield element, f"epub:type {kind} has no role {wanted}", f"Add role={wanted}."
        for kind in ("noteref", "footnote", "pagebreak"):
            if f"doc-{kind}" in role and kind not in types(element):
                hint = f"Add epub:type={kind}: reading systems go by it."
                yield element, f"the role doc-{kind} has no epub:type {kind}", hint


def _wished(tree: Tree) -> Found:
    for image in tree.named("img"):
        quiet = image.get("role") in NOTHING or image.get("aria-hidden") == "true"
        if image.get("alt") is not None and not (image.get("alt") or "").strip() and not quiet:
            hint = "Describe it, or add role=presentation."
            yield (
                image,
                "a picture has an empty alternative text and is not marked as ornament",
                hint,
            )
    for cell in tree.named("th"):
        if not _spoken(cell):
            yield cell, "a head cell (th) is empty", "Name the column, or make it td."
    title = next(tree.named("title"), None)
    if title is not None and re.fullmatch(
        r"\S+\.x?html?|untitled|unknown|title|document", words(title), re.IGNORECASE
    ):
        yield title, f"the title {words(title)!r} says nothing", "Name what is on the page."
    notes = [e for e in tree.elements if "footnote" in types(e) or e.get("role") == "doc-footnote"]
    linked = {(a.get("href") or "").rpartition("#")[2] for a in tree.named("a")}
    for note in notes:
        if note.get("id") and note.get("id") not in linked:
            yield note, f"no text refers to the note {note.get('id')!r}", "Link to it or strike it."
    for section in tree.elements:
        if section.get("role") == "doc-chapter" or "chapter" in types(section):
            heads = [words(h) for h in section.iter(*(f"{{{XHTML}}}{n}" for n in HEADINGS))]
            seen = {"img", "svg", "math", "video", "audio", "object"}
            if words(section) == " ".join(heads) and not seen & {
                local(e) for e in section.iter("*")
            }:
                yield section, "a chapter has nothing but its heading", "Fill it or leave it out."


def _level(element: Element) -> int:
    """The level of a heading, by its name or by its role; 0 of anything else."""
    said = (element.get("aria-level") or "").strip()
    if element.get("role") == "heading" and said.isascii() and said.isdecimal():
        return int(said[:3])
    name = local(element)
    return int(name[1]) if name in HEADINGS and space(element) == XHTML else 0


def _headings(book: Book) -> Iterator[Diagnostic]:
    """WCAG 2.2, 1.3.1: headings go down one level at a time, over the whole book."""
    last, firsts = 1, {}
    for name, tree in book.chapters.items():
        headings = [h for h in tree.elements if _level(h) and h.get("role") not in NOTHING]
        for place, heading in enumerate(headings):
            level = _level(heading)
            if place == 0:
                firsts[name] = (level, heading)
            if level > last + 1:
                message = f"the heading {words(heading)[:40]!r} jumps from h{last} to h{level}"
                hint = "Go down one level at a time; size is a matter of style."
                yield book.say("PK708", name, heading, message, hint)
            last = level
    usual, count = (Counter(v[0] for v in firsts.values()).most_common(1) or [(1, 0)])[0]
    tops = {n: list(tree.named("h1")) for n, tree in book.chapters.items()}
    single = sum(len(found) == 1 for found in tops.values())
    for name, found in tops.items():
        if len(found) > 1 and single > 4 and single * 5 >= len(tops) * 4:
            message = f"the page has {len(found)} headings of level 1, the others one"
            yield book.say("PK713", name, found[1], message, "Make the second an h2.")
    for name, (level, heading) in firsts.items():
        if level > usual and count * 5 >= len(firsts) * 4:
            message = f"the page begins with an h{level}, the others with an h{usual}"
            yield book.say("PK713", name, heading, message, "Begin all chapters alike.")


RULES = (
    _title,
    _pictures,
    _demoted,
    _drawings,
    _tables,
    _references,
    _links,
    _parents,
    _forced,
    _pairs,
)
"""What is looked at on each page by itself."""
