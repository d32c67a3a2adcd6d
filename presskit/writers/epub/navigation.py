"""Contents, landmarks and guide: what a reader finds a way with. Labels are the headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from presskit.document import Document, Metadata
from presskit.writers.epub.xhtml import EPUB, XHTML, Chapter

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


def nav(document: Document, chapters: Sequence[Chapter], toc: Sequence[Entry]) -> bytes:
    """The navigation document, which is also the contents page."""
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
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang="{language}" xml:lang="{language}">
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
""".encode()


def _media(index: int) -> str:
    """Engines too old for media queries skip every sheet but the first."""
    return ' media="(min-width: 0px)"' if index else ""


def ncx(metadata: Metadata, toc: Sequence[Entry]) -> bytes:
    """The table of contents of EPUB 2, which old Kindles and Digital Editions read."""
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
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>{escape(metadata.title, quote=False)}</text></docTitle>
<navMap>
{body}</navMap>
</ncx>
""".encode()


def guide(chapters: Sequence[Chapter]) -> list[dict[str, str]]:
    """The guide of EPUB 2: cover, contents, start of the text."""
    marks = [
        ("cover", _first(chapters, "cover"), "Cover"),
        ("toc", "nav.xhtml", "Contents"),
        ("text", _first(chapters, "chapter"), "Start of the kit"),
    ]
    return [{"type": kind, "href": href, "title": title} for kind, href, title in marks if href]
