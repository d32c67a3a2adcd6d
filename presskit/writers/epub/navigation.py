"""Contents, landmarks and guide: what a reader finds a way with. Labels are the headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lxml import etree

from presskit.document import Document, Metadata
from presskit.pagination import Mark
from presskit.scripts import of_language
from presskit.writers.epub.xhtml import EPUB, XHTML, Chapter, parse

PAGE = "contents"
"""What the navigation document is called among the booklet's pages, as in print."""

NCX = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the contents and those below it."""

    label: str
    href: str
    below: tuple["Entry", ...] = ()


def contents(chapters: Sequence[Chapter]) -> tuple[Entry, ...]:
    """Two levels: each chapter's first heading, and the headings of level 2 in it."""
    entries = []
    for chapter in chapters:
        if chapter.kind == "cover" or not chapter.headings:
            continue
        first, *rest = chapter.headings
        file = f"text/{chapter.name}.xhtml"
        below = tuple(Entry(h.text, f"{file}#{h.anchor}") for h in rest if h.level == 2)
        entries.append(Entry(first.text, file, below if chapter.kind == "chapter" else ()))
    return tuple(entries)


def _list(entries: Sequence[Entry]) -> str:
    rows = "".join(
        f'<li><a href="{e.href}">{escape(e.label, quote=False)}</a>'
        f"{_list(e.below) if e.below else ''}</li>\n"
        for e in entries
    )
    return f"<ol>\n{rows}</ol>"


def _first(chapters: Sequence[Chapter], kind: str) -> str | None:
    return next((f"text/{c.name}.xhtml" for c in chapters if c.kind == kind), None)


def nav(document: Document, chapters: Sequence[Chapter], toc: Sequence[Entry]) -> etree._Element:
    """The navigation document, which is also the contents page; `list_pages` completes it."""
    language = document.metadata.language
    marks = [
        ("cover", _first(chapters, "cover"), "Cover"),
        ("titlepage", _first(chapters, "titlepage"), "Title page"),
        ("toc", "nav.xhtml#toc", "Contents"),
        ("bodymatter", _first(chapters, "chapter"), "Start of the kit"),
        ("backmatter", _first(chapters, "backmatter"), "Notes, sources and colophon"),
    ]
    landmarks = "".join(
        f'<li><a epub:type="{kind}" href="{href}">{label}</a></li>\n'
        for kind, href, label in marks
        if href
    )
    links = "".join(
        f'<link rel="stylesheet" type="text/css" href="{style.name}"{_media(i)}/>'
        for i, style in enumerate(document.styles)
    )
    turned = ' dir="rtl"' if of_language(language) == "rtl" else ""
    return parse(f"""<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang="{language}"
 xml:lang="{language}"{turned}>
<head><meta charset="utf-8"/><title>Contents</title>{links}</head>
<body>
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">
<h1 id="toc-title">Contents</h1>
{_list(toc)}
</nav>
<nav epub:type="landmarks" id="landmarks" aria-label="Landmarks" hidden="hidden">
<ol>
{landmarks}</ol>
</nav>
</body>
</html>
""")


def target(mark: Mark) -> str:
    """The address of a page's marker, from the folder of the package."""
    file = "nav.xhtml" if mark.page == PAGE else f"text/{mark.page}.xhtml"
    return f"{file}#{mark.anchor}"


def list_pages(document: etree._Element, marks: Sequence[Mark]) -> None:
    """Add the list of the printed pages to the navigation document, if there is one."""
    if not marks:
        return
    rows = "".join(f'<li><a href="{target(m)}">{escape(m.label)}</a></li>\n' for m in marks)
    listed = parse(f"""<nav xmlns="{XHTML}" xmlns:epub="{EPUB}" epub:type="page-list"
 role="doc-pagelist" id="pages" aria-label="Pages of the printed kit" hidden="hidden">
<ol>
{rows}</ol>
</nav>""")
    listed.tail = "\n"
    document[-1].append(listed)


def _media(index: int) -> str:
    """Engines too old for media queries skip every sheet but the first."""
    return ' media="(min-width: 0px)"' if index else ""


def ncx(metadata: Metadata, toc: Sequence[Entry], marks: Sequence[Mark] = ()) -> bytes:
    """Contents and pages as EPUB 2 has them, which old Kindles and Digital Editions read."""
    order = 0

    def points(entries: Sequence[Entry]) -> str:
        nonlocal order
        out = []
        for entry in entries:
            order += 1
            out.append(
                f'<navPoint id="point-{order}" playOrder="{order}"><navLabel><text>'
                f"{escape(entry.label, quote=False)}</text></navLabel>"
                f'<content src="{entry.href}"/>{points(entry.below)}</navPoint>\n'
            )
        return "".join(out)

    body = points(toc)
    depth = 2 if any(e.below for e in toc) else 1
    return f"""<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="{NCX}" version="2005-1" xml:lang="{metadata.language}">
<head>
<meta name="dtb:uid" content="{metadata.identifier}"/>
<meta name="dtb:depth" content="{depth}"/>
<meta name="dtb:totalPageCount" content="{len(marks)}"/>
<meta name="dtb:maxPageNumber" content="{max(_numbers(marks), default=0)}"/>
</head>
<docTitle><text>{escape(metadata.title, quote=False)}</text></docTitle>
<navMap>
{body}</navMap>
{_page_list(marks, order)}</ncx>
""".encode()


def _numbers(marks: Sequence[Mark]) -> list[int]:
    return [int(m.label) for m in marks if m.label.isdecimal()]


def _page_list(marks: Sequence[Mark], order: int) -> str:
    """The page list of an NCX; `order` is the last place in the order of play."""
    rows = "".join(
        f'<pageTarget id="target-{n}" type="normal" value="{escape(m.label)}"'
        f' playOrder="{order + n}"><navLabel><text>{escape(m.label)}</text></navLabel>'
        f'<content src="{target(m)}"/></pageTarget>\n'
        for n, m in enumerate(marks, 1)
    )
    label = "<navLabel><text>Pages of the printed kit</text></navLabel>"
    return f"<pageList>{label}\n{rows}</pageList>\n" if marks else ""


def guide(chapters: Sequence[Chapter]) -> list[dict[str, str]]:
    """The guide of EPUB 2: cover, contents, start of the text."""
    marks = [
        ("cover", _first(chapters, "cover"), "Cover"),
        ("toc", "nav.xhtml", "Contents"),
        ("text", _first(chapters, "chapter"), "Start of the kit"),
    ]
    return [{"type": kind, "href": href, "title": title} for kind, href, title in marks if href]
