"""A document as an EPUB 3.3 booklet, with an NCX and a guide for old readers."""

import re

from lxml import etree

from presskit.diagnostics import Diagnostic
from presskit.document import Document, Resource, Written
from presskit.keeping import Keep
from presskit.pagination import Mark, NotSharedError, mark
from presskit.writers.epub import access, fonts, navigation, package
from presskit.writers.epub.xhtml import Chapter, lead_across, read, serialise

XHTML_TYPE = "application/xhtml+xml"

DISPLAY_OPTIONS = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<display_options><platform name="*">'
    b'<option name="specified-fonts">true</option></platform></display_options>\n'
)
"""Old versions of Apple Books show embedded fonts only with this file at the root of the zip."""


def write(document: Document) -> Written:
    """The booklet's bytes: the same for the same document, on any machine."""
    chapters = tuple(read(page) for page in document.pages)
    lead_across(chapters)
    text = "".join(str(part) for c in chapters for part in c.root.itertext())
    toc = navigation.contents(chapters)
    nav = navigation.nav(document, chapters, toc)
    marks, found = _printed_pages(document, chapters, nav)
    navigation.list_pages(nav, marks)
    ncx = navigation.ncx(document.metadata, toc, marks)
    files = [
        *(_page(c) for c in chapters),
        package.File("nav", "nav.xhtml", XHTML_TYPE, serialise(nav), ("nav",)),
        package.File("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx),
        *(package.File(_id(s.name), s.name, s.media_type, _bare(s.data)) for s in document.styles),
        *(_resource(r, text, document.keep) for r in document.resources),
    ]
    if document.cover:
        cover = document.cover
        files.append(
            package.File("cover-image", cover.name, cover.media_type, cover.data, ("cover-image",))
        )
    order = _reading_order(chapters)
    guide = navigation.guide(chapters)
    shown = access.Shown(chapters, document.styles, document.resources, toc, len(marks))
    claims = access.claims(shown) + _source_of(document, marks)
    data = package.pack(document.metadata, files, order, guide, claims, DISPLAY_OPTIONS)
    return Written(data, None, found)


_COMMENTS = re.compile(
    rb"/\*.*?\*/|(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|url\([^)]*\))", re.DOTALL
)


def _bare(sheet: bytes) -> bytes:
    """A style sheet without its comments, which are for who writes themes; its lines stay."""
    return _COMMENTS.sub(lambda m: m[1] or b"\n" * m[0].count(b"\n"), sheet)


def _printed_pages(
    document: Document, chapters: tuple[Chapter, ...], nav: etree._Element
) -> tuple[tuple[Mark, ...], tuple[Diagnostic, ...]]:
    """Markers for the pages of the printed kit; a note where there can be none."""
    if document.printed is None:
        return (), ()
    trees = [(c.name, c.root) for c in chapters]
    trees.insert(_front(chapters), (navigation.PAGE, nav))
    try:
        return mark(trees, document.printed), ()
    except NotSharedError as error:
        message = f"the booklet does not name the pages of print: {error}"
        return (), (Diagnostic("PK530", message, None, error.remedy),)


def _source_of(document: Document, marks: tuple[Mark, ...]) -> tuple[tuple[str, str], ...]:
    """Whose pages the markers name: title, version and file of the printed kit."""
    if document.printed is None or not marks:
        return ()
    said = document.metadata
    version = f"{'draft' if said.draft else 'version'} {said.version}"
    return (("pageBreakSource", f"{said.title}, {version} ({document.printed.file})"),)


def _id(name: str) -> str:
    return name.replace("/", "-").rpartition(".")[0]


def _page(chapter: Chapter) -> package.File:
    svg = chapter.root.find(".//{http://www.w3.org/2000/svg}svg") is not None
    name = f"text/{chapter.name}.xhtml"
    properties = ("svg",) if svg else ()
    return package.File(
        f"page-{chapter.name}", name, XHTML_TYPE, serialise(chapter.root), properties
    )


def _resource(resource: Resource, text: str, keep: Keep) -> package.File:
    data = resource.data
    if resource.media_type in ("font/ttf", "font/otf"):
        data = fonts.subset(data, text, keep)
    elif resource.media_type == "image/svg+xml":
        data = etree.tostring(etree.fromstring(data), xml_declaration=True, encoding="utf-8")
    return package.File(_id(resource.name), resource.name, resource.media_type, data)


def _reading_order(chapters: tuple[Chapter, ...]) -> tuple[str, ...]:
    """Ids in the order of reading: the contents page follows the title page."""
    ids = [f"page-{c.name}" for c in chapters]
    front = _front(chapters)
    return (*ids[:front], "nav", *ids[front:])


def _front(chapters: tuple[Chapter, ...]) -> int:
    return sum(c.kind in ("cover", "titlepage") for c in chapters)
