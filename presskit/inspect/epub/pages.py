"""Pages: XHTML that is put together as HTML wants it, with text that can be read."""

import re
from collections import Counter
from collections.abc import Iterator

from presskit.diagnostics import Diagnostic
from presskit.inspect.epub import html
from presskit.inspect.epub.book import Book
from presskit.inspect.epub.languages import is_tag
from presskit.inspect.epub.trees import (
    Element,
    Tree,
    local,
    space,
    strange,
    types,
    words,
)
from presskit.inspect.epub.vocabulary import (
    ARIA,
    DRAWING,
    EPUB,
    MATHML,
    PAGE,
    SEMANTICS,
    SVG,
    XHTML,
    XLINK,
    XML,
)

_SPACES = (XHTML, SVG, MATHML)
_LINKED = ("", EPUB, XML, XLINK, XHTML, "http://www.w3.org/2001/10/synthesis")
_SHOWN = ("img", "svg", "math", "video", "audio", "object", "image", "canvas", "iframe")
_BULLETS = ("•", "◦", "▪", "‣", "·")
Found = Iterator[tuple[int | Element, str, str]]


def check(book: Book) -> Iterator[Diagnostic]:
    """Every page and drawing as markup."""
    for name, tree in book.trees.items():
        item = book.item(name)
        kind = item.media_type if item else ""
        rules = [_root, _ids, _characters]
        if kind == PAGE and space(tree.root) == XHTML:
            rules += [_frame, _names, _attributes, _nesting, _texts, _empty]
        for rule in rules:
            for where, message, hint in rule(tree, kind):
                yield book.say("PK702", name, where, message, hint)
    for name, tree in book.pages.items():
        for rule in (_semantics, _leftovers, _rows, _makeshift):
            for where, message, hint in rule(tree, PAGE):
                yield book.say("PK713", name, where, message, hint)


def _root(tree: Tree, kind: str) -> Found:
    wanted = {PAGE: ("html", XHTML), DRAWING: ("svg", SVG)}.get(kind)
    if wanted and (local(tree.root), space(tree.root)) != wanted:
        yield tree.root, f"its root is not {wanted[0]} in {wanted[1]}", "Nothing of it is shown."
    if kind == DRAWING and not tree.root.get("viewBox"):
        yield tree.root, "the drawing has no viewBox: it does not scale", "Add viewBox."


def _ids(tree: Tree, _: str) -> Found:
    seen: Counter[str] = Counter()
    for element in tree.elements:
        name = element.get("id")
        if name is None:
            continue
        seen[name] += 1
        if seen[name] == 2:
            yield element, f"the id {name!r} is used twice", "Links reach only the first."
        if not name or re.search(r"\s", name):
            yield element, f"the id {name!r} is no name", "It has no blank and is not empty."


def _characters(tree: Tree, _: str) -> Found:
    for element in tree.elements:
        text = (element.text or "") + (element.tail or "") + "".join(map(str, element.values()))
        if bad := strange(text):
            yield element, f"the text has {bad}", "Type it again."


def _frame(tree: Tree, _: str) -> Found:
    """html, head and body; what the head says of the file."""
    parts = [local(e) for e in tree.root]
    if parts != ["head", "body"]:
        hint = "A page is one head and one body."
        yield tree.root, f"html has {', '.join(parts) or 'nothing'}, not head and body", hint
    for meta in tree.named("meta"):
        charset, equiv = meta.get("charset"), (meta.get("http-equiv") or "").lower()
        if charset is not None and charset.strip().lower() != "utf-8":
            yield meta, f"it says that its characters are {charset!r}", "It is utf-8."
        elif equiv == "content-type" and "utf-8" not in (meta.get("content") or "").lower():
            yield meta, f"it says that it is {meta.get('content')!r}", "It is utf-8."
        elif equiv and equiv not in ("content-type", "default-style", "x-ua-compatible"):
            yield meta, f"http-equiv {equiv!r} has no meaning in a book", "Leave it out."
    for base in tree.named("base"):
        yield base, "a base changes where all links lead", "Leave it out."


def _names(tree: Tree, _: str) -> Found:
    for element in tree.elements:
        name, where = local(element), space(element)
        if where not in _SPACES and where != EPUB:
            yield element, f"{name} is in the namespace {where!r}, not in HTML’s", f"Use {XHTML}."
        elif where == XHTML and name in html.OBSOLETE:
            yield element, f"{name} is no longer an element of HTML", "Use a class and a style."
        elif where == XHTML and name not in html.ELEMENTS and "-" not in name:
            yield element, f"{name} is not an element of HTML", "Look the name up."
        elif (
            where == XHTML and name in html.VOID and (len(element) or (element.text or "").strip())
        ):
            yield element, f"{name} cannot hold anything", "Move what is in it behind it."


def _attributes(tree: Tree, _: str) -> Found:
    for element in tree.elements:
        if space(element) != XHTML:
            continue
        name = local(element)
        for key, value in element.attrib.items():
            where, _, plain = str(key).lstrip("{").rpartition("}")
            if where not in _LINKED:
                if re.search(r"//([\w.-]*\.)?(idpf|w3)\.org/", where):
                    yield (
                        element,
                        f"{plain} is in the namespace {where!r}",
                        "EPUB has none so called.",
                    )
                continue
            if not where:
                yield from ((element, m, h) for m, h in _attribute(name, plain, str(value)))
            elif where == XML and plain == "id":
                yield element, "xml:id is no attribute of HTML", "Write id."
            elif where == XML and plain == "lang" and not _tag(str(value)):
                yield element, f"xml:lang {value!r} is not a language tag", "Write en or en-GB."


def _tag(value: str) -> bool:
    return not value or is_tag(value)


def _attribute(element: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    """One attribute: known, and with a value that it can have."""
    if name.startswith("aria-"):
        if name not in ARIA:
            yield f"{name} is not an attribute of ARIA", "Look the name up."
    elif name in html.PRESENTATION and not (element == "object" and name == "link"):
        yield f"{name} is an attribute of old HTML", "Use a style."
    elif name not in html.ATTRIBUTES and not name.startswith(("data-", "on")):
        yield f"{name} is not an attribute of HTML", "Look the name up."
    if name in ("colspan", "rowspan") and not re.fullmatch(r"[1-9]\d{0,2}", value):
        yield f"{name} is {value!r}", "It is a number from 1."
    sized = name in ("width", "height") and element in ("img", "video", "canvas", "iframe")
    if sized and not re.fullmatch(r"\d+", value):
        yield f"{name} is {value!r}", "It is a number of pixels; for anything else use a style."
    if name == "dir" and value not in ("ltr", "rtl", "auto"):
        yield f"dir is {value!r}", "It is ltr, rtl or auto."
    if name == "type" and element not in html.TYPED:
        yield f"type is no attribute of {element}", "Was epub:type meant?"
    if name == "scope" and value not in ("row", "col", "rowgroup", "colgroup"):
        yield f"scope is {value!r}", "It is col, row, colgroup or rowgroup."
    if name == "lang" and not _tag(value):
        yield f"lang {value!r} is not a language tag", "Write en or en-GB."
    if name == "datetime" and element == "time" and not html.TIME.fullmatch(value.strip()):
        yield f"datetime is {value!r}", "Write 2017-11-18, or leave it out."
    if name == "start" and not re.fullmatch(r"-?\d+", value):
        yield f"start is {value!r}", "It is a number."


def _semantics(tree: Tree, _: str) -> Found:
    """Words of epub:type: of the vocabulary, or with a prefix that is declared (EPUB 3.3, D.1)."""
    declared = re.findall(r"([\w.-]+):\s", f"{tree.root.get(f'{{{EPUB}}}prefix') or ''} ")
    for element in tree.elements:
        for word in types(element):
            prefix, colon, _name = word.partition(":")
            if not colon and word not in SEMANTICS:
                hint = "Look the name up in the vocabulary of structural semantics."
                yield element, f"epub:type {word!r} is none", hint
            elif colon and prefix not in (*declared, "msv", "prism"):
                yield element, f"the prefix of epub:type {word!r} is not declared", "Declare it."


_LEFT = re.compile(
    r"&(amp|nbsp|lt|gt|quot|apos|#\d+|#x[\da-f]+);|\{\{.*\}\}|\{%.*%\}|lorem ipsum", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z]\w*>", re.IGNORECASE)
"""Markup that an attribute shows as it stands."""


def _leftovers(tree: Tree, _: str) -> Found:
    """What a tool left behind: an entity that was escaped twice, a place nobody filled."""
    for element in tree.elements:
        if local(element) in ("code", "pre", "kbd", "samp", "style", "script"):
            continue
        alt = element.get("alt") or ""
        bad = _LEFT.search(f"{element.text or ''}\n{alt}") or _TAG.search(alt)
        if bad:
            yield element, f"the text has {bad.group()[:40]!r}", "Is it meant to be read?"


def _rows(tree: Tree, _: str) -> Found:
    """Rows of a table have as many cells, where no cell spans rows."""
    for table in tree.named("table"):
        cells = list(table.iter(f"{{{XHTML}}}td", f"{{{XHTML}}}th"))
        if any(c.get("rowspan") for c in cells) or table.find(f".//{{{XHTML}}}table") is not None:
            continue
        widths: dict[int, Element] = {}
        for row in table.iter(f"{{{XHTML}}}tr"):
            spans = [c.get("colspan") or "1" for c in row if local(c) in ("td", "th")]
            width = sum(int(s) if s.isascii() and s.isdecimal() else 1 for s in spans)
            widths.setdefault(width, row)
        if len(widths) > 1:
            first, second = list(widths)[:2]
            message = f"the table has rows of {first} cells and of {second}"
            yield widths[second], message, "Fill the row up, or use colspan."


_IN = {child: frozenset(parents.split()) for child, parents in html.PARENTS.items()}
_OF = {parent: frozenset(children.split()) for parent, children in html.CHILDREN.items()}
_NEVER = {outer: frozenset(inner.split()) for outer, inner in html.ALONE.items()}
_PICKY = frozenset().union(*_NEVER.values())
_SINGLE = {parent: tuple(children.split()) for parent, children in html.ONE.items()}


def _nesting(tree: Tree, _: str) -> Found:
    for element in tree.elements:
        parent = element.getparent()
        if parent is None or space(element) != XHTML or space(parent) != XHTML:
            continue
        name, within = local(element), local(parent)
        above = parent.getparent()
        loose = name in ("dt", "dd") and within == "div" and above is not None
        if loose and above is not None and local(above) != "dl":
            yield element, f"{name} stands in a div outside a list of terms", "It belongs in dl."
        if name in _IN and within not in _IN[name]:
            yield element, f"{name} stands in {within}", f"It belongs in {html.PARENTS[name]}."
        elif within in _OF and name not in _OF[within]:
            yield element, f"{name} stands in {within}", f"That holds {html.CHILDREN[within]}."
        elif within in html.PHRASING and name in html.BLOCKS:
            yield element, f"{name} stands in {within}, which holds words only", "Close it before."
        for outer in element.iterancestors() if name in _PICKY else ():
            if name in _NEVER.get(local(outer), ()):
                yield element, f"{name} stands within {local(outer)}", "Take it out of there."
                break
        for single in _SINGLE.get(name, ()):
            if sum(local(child) == single for child in element) > 1:
                yield element, f"{name} has more than one {single}", "One is allowed."
    yield from _lacking(tree)
    for name in ("main", "body"):
        if sum(1 for e in tree.named(name) if e.get("hidden") is None) > 1:
            yield tree.root, f"there is more than one {name}", "A page has one."


def _lacking(tree: Tree) -> Found:
    """Elements that are nothing without another, or beside it."""
    for element in tree.named("details", "ruby", "table"):
        name, parts = local(element), [local(child) for child in element]
        need = {"details": "summary", "ruby": "rt"}.get(name, "")
        if need and need not in parts and not (need == "rt" and "rtc" in parts):
            yield element, f"{name} has no {need}", "Add it, or take the element away."
        if name == "table" and "tr" in parts and {"tbody"} & set(parts):
            yield element, "a table has rows beside its tbody", "Put them into thead or tbody."


def _makeshift(tree: Tree, _: str) -> Found:
    """Empty lines made of elements, and lists made of signs (WCAG 2.2, 1.3.1)."""
    for element in tree.named("p", "br"):
        following = element.getnext()
        name = local(element)
        near = following is not None and local(following) == name
        if name == "p" and not words(element) and not len(element):
            yield element, "a paragraph is empty", "Leave room by a style."
        elif name == "br" and near and not (element.tail or "").strip():
            yield element, "two line breaks stand one after the other", "Leave room by a style."
        elif following is not None and near and _bullet(element) and _bullet(following):
            yield element, "a list is made of paragraphs with bullets", "Make it ul and li."


def _bullet(element: Element) -> bool:
    return local(element) == "p" and words(element)[:1] in _BULLETS


def _texts(tree: Tree, _: str) -> Found:
    """Words where HTML has none: between the items of a list, the cells of a table."""
    for element in tree.elements:
        if space(element) != XHTML or local(element) not in _OF:
            continue
        texts = [element.text, *(child.tail for child in element)]
        if loose := next((t.strip() for t in texts if t and t.strip()), ""):
            name = local(element)
            yield element, f"text stands right in {name}: {loose[:40]!r}", "Put it into an element."
    for term in tree.named("dl"):
        kinds = [local(c) for c in term]
        if kinds and "dd" not in kinds and "div" not in kinds:
            yield term, "a list of terms has no explanation (dd)", "Add one to each term."
        elif kinds[:1] == ["dd"]:
            yield term, "a list of terms begins with an explanation", "A term (dt) comes first."


def _empty(tree: Tree, _: str) -> Found:
    body = next(tree.named("body"), None)
    if body is None:
        return
    seen = any(local(e) in _SHOWN for e in body.iter("*"))
    if not words(body) and not seen:
        yield body, "the page is empty", "Fill it or leave it out."
    for name in ("li", "figure", "table", "ul", "ol", "dl", "section", "caption", "figcaption"):
        for element in tree.named(name):
            if not words(element) and not any(local(e) in _SHOWN for e in element.iter("*")):
                yield element, f"{name} is empty", "Fill it or leave it out."
