"""Copies of the film's own booklet, each damaged in one way: the checker has to find every one.

What damages shares nothing with what checks: bytes and strings are put in, taken out, exchanged.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from presskit.inspect import epub

OPF, NAV, NCX = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
BASE, MODERN = "EPUB/styles/base.css", "EPUB/styles/modern.css"
COVER, STORY, TALK = "EPUB/text/cover.xhtml", "EPUB/text/story.xhtml", "EPUB/text/interviews.xhtml"
TALLY, TABLE, FACTS = "EPUB/text/tally.xhtml", "EPUB/text/accolades.xhtml", "EPUB/text/facts.xhtml"
PICTURE, DRAWING, JPEG = (
    "EPUB/images/timeline.png",
    "EPUB/images/tally.svg",
    "EPUB/images/cover.jpg",
)
CONTAINER = "META-INF/container.xml"

LEAST = 57
"""Of sixty kinds; of more, as large a part."""


@dataclass
class Copy:
    """A copy of the booklet that can be packed again: its files, and how each is packed."""

    files: dict[str, bytes]
    stored: set[str] = field(default_factory=lambda: {"mimetype"})
    links: set[str] = field(default_factory=set)
    twice: list[tuple[str, bytes]] = field(default_factory=list)
    tail: bytes = b""

    def pack(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as book:
            for name, data in [*self.files.items(), *self.twice]:
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system = 3
                entry.external_attr = (0o120777 if name in self.links else 0o100644) << 16
                stored = name in self.stored or name.endswith((".jpg", ".png"))
                kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                book.writestr(entry, data, kind)
        return out.getvalue() + self.tail


Edit = Callable[[Copy], None]


def swap(name: str, old: str, new: str, count: int = 1) -> Edit:
    """One string for another, the first time it stands there (count -1: each time)."""

    def edit(book: Copy) -> None:
        text = book.files[name].decode()
        assert old in text, f"{name} has no {old!r}"
        book.files[name] = text.replace(old, new, count).encode()

    return edit


def cut(name: str, pattern: str, new: str = "") -> Edit:
    """What a pattern finds first, replaced."""

    def edit(book: Copy) -> None:
        text, hits = re.subn(pattern, new, book.files[name].decode(), count=1, flags=re.DOTALL)
        assert hits, f"{name} has nothing like {pattern!r}"
        book.files[name] = text.encode()

    return edit


def put(name: str, data: bytes) -> Edit:
    return lambda book: book.files.__setitem__(name, data)


def drop(name: str) -> Edit:
    return lambda book: book.files.__delitem__(name) if name in book.files else pytest.fail(name)


def change(name: str, make: Callable[[bytes], bytes]) -> Edit:
    return lambda book: book.files.__setitem__(name, make(book.files[name]))


def all_of(*edits: Edit) -> Edit:
    def edit_all(book: Copy) -> None:
        for edit in edits:
            edit(book)

    return edit_all


def behind(name: str, mark: str, new: str) -> Edit:
    return swap(name, mark, mark + new)


def before(name: str, mark: str, new: str) -> Edit:
    return swap(name, mark, new + mark)


def body(new: str, name: str = STORY) -> Edit:
    """Something at the end of a page."""
    return before(name, "</section>\n</body>", new)


def meta(new: str) -> Edit:
    """Something more in the metadata."""
    return before(OPF, "</metadata>", new)


def rule(new: str, name: str = BASE) -> Edit:
    """Something at the end of a style sheet."""
    return change(name, lambda data: data + b"\n" + new.encode())


def reorder(*, first: str) -> Edit:
    def edit(book: Copy) -> None:
        book.files = {first: book.files[first]} | book.files

    return edit


def rename(old: str, new: str) -> Edit:
    """Another name in the zip; the package still has the old one."""

    def edit(book: Copy) -> None:
        book.files = {new if n == old else n: data for n, data in book.files.items()}

    return edit


def renamed(old: str, new: str, written: str) -> Edit:
    """Another name in the zip, in the package and in the style sheets."""
    short, page = old.removeprefix("EPUB/"), old.removeprefix("EPUB/text/")

    def edit(book: Copy) -> None:
        rename(old, new)(book)
        for name, data in book.files.items():
            if name in (OPF, NAV, NCX):
                book.files[name] = data.replace(short.encode(), written.encode())
            elif name.startswith("EPUB/text/"):
                other = written.removeprefix("text/").encode()
                book.files[name] = data.replace(page.encode(), other)

    return edit


def swapped(name: str, pattern: str) -> Edit:
    """The first two of what a pattern finds, exchanged."""

    def edit(book: Copy) -> None:
        text = book.files[name].decode()
        first, second = list(re.finditer(pattern, text, re.DOTALL))[:2]
        assert first.group() != second.group()
        parts = text[: first.start()], text[first.end() : second.start()], text[second.end() :]
        text = parts[0] + second.group() + parts[1] + first.group() + parts[2]
        book.files[name] = text.encode()

    return edit


def scrambled(name: str) -> bytes:
    """META-INF/encryption.xml, for one font."""
    return f"""<?xml version="1.0"?>
<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>
<e:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>
<e:CipherData><e:CipherReference URI="{name}"/></e:CipherData></e:EncryptedData></encryption>
""".encode()


MIMETYPE = {
    "a second rootfile that is no package": (
        "PK701",
        behind(CONTAINER, "<rootfiles>", '<rootfile media-type="application/pdf" full-path="a"/>'),
    ),
    "bytes behind the zip": ("PK701", lambda book: setattr(book, "tail", b"\0" * 300)),
    "a folder of nothing": ("PK713", lambda book: book.twice.append(("EPUB/audio/", b""))),
    "a plain font called obfuscated": (
        "PK703",
        lambda book: book.files.update({"META-INF/encryption.xml": scrambled(font(book))}),
    ),
    "mimetype missing": ("PK701", drop("mimetype")),
    "mimetype not first": ("PK701", reorder(first=CONTAINER)),
    "mimetype compressed": ("PK701", lambda book: book.stored.clear()),
    "mimetype with a line break": ("PK701", put("mimetype", b"application/epub+zip\n")),
    "mimetype of another kind": ("PK701", put("mimetype", b"application/zip-epub")),
    "a file twice": ("PK701", lambda book: book.twice.append((STORY, book.files[STORY]))),
    "two names apart by capitals": (
        "PK701",
        put("EPUB/Text/Story.xhtml".replace("T", "t", 1), b""),
    ),
    "two names apart by a kind of accent": (
        "PK701",
        all_of(put("EPUB/caf\u00e9.css", b"p {}"), put("EPUB/cafe\u0301.css", b"p {}")),
    ),
    "a blank in a name": (
        "PK701",
        renamed(STORY, "EPUB/text/the story.xhtml", "text/the%20story.xhtml"),
    ),
    "a colon in a name": ("PK701", renamed(STORY, "EPUB/text/a:b.xhtml", "text/a%3Ab.xhtml")),
    "a question mark in a name": ("PK701", renamed(STORY, "EPUB/text/a?.xhtml", "text/a%3F.xhtml")),
    "a name that ends with a dot": ("PK701", put("EPUB/notes.", b"x")),
    "a name that Windows keeps": ("PK701", put("EPUB/aux.css", b"p {}")),
    "an absolute path": ("PK701", put("/etc/story.xhtml", b"x")),
    "a path that leads out": ("PK701", put("EPUB/../../story.xhtml", b"x")),
    "a symbolic link": ("PK701", lambda book: book.links.add(PICTURE)),
    "container.xml missing": ("PK701", drop(CONTAINER)),
    "container.xml without a rootfile": ("PK701", cut(CONTAINER, "<rootfile .*?/>")),
    "container.xml names another package": ("PK701", swap(CONTAINER, "content.opf", "package.opf")),
    "container.xml with another type": ("PK701", swap(CONTAINER, "oebps-package+xml", "xml")),
    "package missing": ("PK701", drop(OPF)),
}

XML = {
    "xml:id": ("PK702", body('<p xml:id="tale">A tale</p>')),
    "details without a summary": ("PK702", body("<details><p>More</p></details>")),
    "ruby without a reading": ("PK702", body("<p><ruby>Baja</ruby></p>")),
    "a time in words": ("PK702", body('<p><time datetime="18 November">Then</time></p>')),
    "a style in the body": ("PK702", body("<style>p { margin: 0 }</style>")),
    "rows beside the body of a table": (
        "PK702",
        body("<table><tr><th>A</th></tr><tbody><tr><td>1</td></tr></tbody></table>"),
    ),
    "a paragraph of nothing": ("PK713", body("<p>\u00a0</p>")),
    "two line breaks": ("PK713", body("<p>One<br/><br/>two</p>")),
    "a list of paragraphs": ("PK713", body("<p>• One</p><p>• Two</p>")),
    "a term outside its list": ("PK702", body("<div><dt>Term</dt></div>")),
    "type for epub:type": ("PK702", swap(STORY, "epub:type=", "type=")),
    "a word in a vocabulary of its own": ("PK702", swap(STORY, "2007/ops", "2011/ops")),
    "a value that is no number": ("PK702", swap(TABLE, "<td ", '<td colspan="two" ')),
    "words between the items of a list": ("PK702", swap(NAV, "<ol>", "<ol>and")),
    "a link within a link": (
        "PK702",
        body('<p><a href="facts.xhtml">a <a href="hall.xhtml">b</a></a></p>'),
    ),
    "an entity escaped twice": ("PK713", body("<p>Hall &amp;amp; Larry</p>")),
    "a place that nobody filled": ("PK713", body("<p>{{ fact.starts }}</p>")),
    "a name of no vocabulary": ("PK713", swap(STORY, 'epub:type="chapter"', 'epub:type="chaptre"')),
    "an element left open": ("PK702", swap(STORY, "</p>", "")),
    "a bare ampersand": ("PK702", body("<p>Rod & Chad</p>")),
    "an entity nobody declared": ("PK702", body("<p>Rod&nbsp;Hall</p>")),
    "entities declared in the page": (
        "PK702",
        all_of(
            swap(STORY, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>'), body("<p>&a;</p>")
        ),
    ),
    "an old doctype": (
        "PK702",
        swap(
            STORY, "<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "a.dtd">'
        ),
    ),
    "Latin-1 in place of UTF-8": (
        "PK702",
        change(STORY, lambda d: d.replace(b"</h1>", b"\xe9</h1>")),
    ),
    "another encoding declared": (
        "PK702",
        swap(STORY, 'encoding="utf-8"', 'encoding="iso-8859-1"'),
    ),
    "UTF-16": ("PK702", change(STORY, lambda d: d.decode().encode("utf-16"))),
    "a page of no bytes": ("PK702", put(STORY, b"")),
    "half a page": ("PK702", change(STORY, lambda d: d[: len(d) // 2])),
    "HTML in place of XHTML": ("PK702", swap(STORY, "<h1", "<br><h1")),
    "a control character": ("PK702", body("<p>Baja&#x93; 1000</p>")),
    "a character that was lost": ("PK702", body("<p>Ensenada \ufffd</p>")),
    "text that was encoded twice": ("PK702", body("<p>Hall\u00e2\u20ac\u2122s record</p>")),
    "an id twice in a page": ("PK702", body('<p id="story">Twice</p>')),
    "a page without its namespace": (
        "PK702",
        swap(STORY, ' xmlns="http://www.w3.org/1999/xhtml"', ""),
    ),
    "an element of no language": ("PK702", body("<para>Text</para>")),
    "an element of old HTML": ("PK702", body("<center>Text</center>")),
    "an attribute of old HTML": ("PK702", body('<p align="center">Text</p>')),
    "a paragraph in a paragraph": ("PK702", body("<p>One <p>two</p></p>")),
    "a list item outside a list": ("PK702", body("<li>One</li>")),
    "a page with an empty body": (
        "PK702",
        cut(STORY, "<body>.*</body>", "<body>\n</body>"),
    ),
    "a declaration of another charset": (
        "PK702",
        swap(STORY, 'charset="utf-8"', 'charset="latin1"'),
    ),
    "contents not well-formed": ("PK702", swap(NAV, "</ol></li>", "</li>")),
    "package not well-formed": ("PK702", swap(OPF, "</spine>", "")),
    "old contents not well-formed": ("PK702", swap(NCX, "</navMap>", "")),
    "drawing not well-formed": ("PK702", swap(DRAWING, "</svg>", "")),
}

LINKS = {
    "a scheme with a slip": ("PK705", body('<p><a href="htps://example.org/">A tale</a></p>')),
    "a line break in an address": (
        "PK705",
        body('<p><a href="https://example&#10;.org/">A tale</a></p>'),
    ),
    "a blank in an address of mail": (
        "PK705",
        body('<p><a href="mailto:press office@example.org">Mail</a></p>'),
    ),
    "mail to nobody": ("PK705", body('<p><a href="mailto:">Mail us</a></p>')),
    "an address that begins twice": (
        "PK705",
        body('<p><a href="https://https://example.org/">A tale</a></p>'),
    ),
    "a link to somebody’s server": (
        "PK705",
        body('<p><a href="http://localhost:8000/a">A tale</a></p>'),
    ),
    "a link with the type of something else": (
        "PK705",
        swap(STORY, 'type="text/css"', 'type="text/less"'),
    ),
    "a link to a page that is not there": ("PK705", body('<p><a href="nowhere.xhtml">Go</a></p>')),
    "a link to a place that is not there": ("PK705", body('<p><a href="facts.xhtml#x">Go</a></p>')),
    "a link that differs in capitals": ("PK705", body('<p><a href="Facts.xhtml">Go</a></p>')),
    "a link to somebody’s disk": ("PK705", body('<p><a href="file:///C:/kit.pdf">Go</a></p>')),
    "a link with a leading slash": ("PK705", body('<p><a href="/text/facts.xhtml">Go</a></p>')),
    "a link out of the book": ("PK705", body('<p><a href="../../../facts.xhtml">Go</a></p>')),
    "a link to nothing": ("PK705", body('<p><a href="">Go</a></p>')),
    "a link to a file that is no page": (
        "PK705",
        body('<p><a href="../styles/base.css">Go</a></p>'),
    ),
    "a picture that is not there": ("PK705", swap(TALLY, "tally.svg", "tallies.svg")),
    "a picture that is a page": ("PK705", swap(TALLY, "../images/tally.svg", "facts.xhtml")),
    "a style sheet that is not there": ("PK705", swap(STORY, "styles/base.css", "styles/bass.css")),
    "a font that is not there": ("PK705", cut(BASE, r"fonts/[\w-]+\.ttf", "fonts/none.ttf")),
    "a page out of the order of reading": (
        "PK705",
        all_of(
            cut(OPF, '<itemref idref="page-facts"/>'), body('<p><a href="facts.xhtml">Go</a></p>')
        ),
    ),
    "contents that lead to a missing place": ("PK705", cut(NAV, r'xhtml#[\w-]+">', 'xhtml#x">')),
    "old contents that lead to a missing page": (
        "PK705",
        swap(NCX, "text/story.xhtml", "text/x.xhtml"),
    ),
}

MANIFEST = {
    "a place on the spread that is none": (
        "PK703",
        cut(OPF, '<itemref idref="page-story"', r'\g<0> properties="page-spread-middle"'),
    ),
    "a font called WOFF2": ("PK703", swap(OPF, "font/ttf", "font/woff2")),
    "a recording that is not there": (
        "PK703",
        swap(OPF, 'id="page-story"', 'id="page-story" media-overlay="smil"'),
    ),
    "the spine before the manifest": (
        "PK703",
        cut(OPF, "(<manifest>.*</manifest>)(.*)(<spine.*</spine>)", r"\3\2\1"),
    ),
    "a file of the manifest is missing": ("PK703", drop(PICTURE)),
    "a file that no manifest lists": ("PK703", put("EPUB/text/more.xhtml", b"<html/>")),
    "a file listed twice": (
        "PK703",
        before(
            OPF,
            "</manifest>",
            '<item id="x" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        ),
    ),
    "a picture of another type": ("PK703", swap(OPF, "image/png", "image/jpeg")),
    "a page called text/html": (
        "PK703",
        cut(OPF, r'(story.xhtml" id="[\w-]+" media-type=)"[^"]*"', r'\1"text/html"'),
    ),
    "a picture replaced by another kind": (
        "PK703",
        lambda b: b.files.update({PICTURE: b.files[JPEG]}),
    ),
    "the property nav missing": ("PK703", swap(OPF, ' properties="nav"', "")),
    "a property that is none": ("PK703", swap(OPF, 'properties="nav"', 'properties="nav navi"')),
    "svg not declared": (
        "PK703",
        body('<svg xmlns="http://www.w3.org/2000/svg"><title>A</title></svg>'),
    ),
    "svg declared without any": (
        "PK703",
        swap(OPF, 'id="page-story"', 'id="page-story" properties="svg"'),
    ),
    "a spine that names nothing": ("PK703", swap(OPF, 'idref="page-story"', 'idref="page-tale"')),
    "a page twice in the spine": (
        "PK703",
        behind(OPF, '<itemref idref="page-story"/>', '<itemref idref="page-story"/>'),
    ),
    "nothing in the spine": ("PK703", cut(OPF, "<itemref.*</spine>", "</spine>")),
    "the spine without its NCX": ("PK703", swap(OPF, '<spine toc="ncx">', "<spine>")),
    "the spine with another NCX": ("PK703", swap(OPF, '<spine toc="ncx">', '<spine toc="nav">')),
    "a page out of the order, and no link to it": (
        "PK703",
        all_of(
            swap(OPF, '<itemref idref="page-watch"/>', '<itemref idref="page-watch" linear="no"/>'),
            cut(NAV, '<li><a href="text/watch.xhtml">[^<]*</a></li>'),
            cut(
                NCX,
                "<navPoint [^>]*><navLabel><text>[^<]*</text></navLabel>"
                '<content src="text/watch.xhtml"/></navPoint>',
            ),
        ),
    ),
    "two covers": (
        "PK703",
        swap(OPF, 'id="images-timeline"', 'id="images-timeline" properties="cover-image"'),
    ),
    "the old name of the cover leads nowhere": (
        "PK703",
        swap(OPF, 'content="cover-image"', 'content="cover"'),
    ),
    "no cover declared": ("PK703", swap(OPF, ' properties="cover-image"', "")),
    "a fallback that is not there": ("PK703", swap(OPF, 'id="ncx"', 'id="ncx" fallback="x"')),
}

METADATA = {
    "a language of two letters that is none": ("PK704", meta("<dc:language>jp</dc:language>")),
    "an author whom a tool named": ("PK713", cut(OPF, "(<dc:creator[^>]*>)[^<]*", r"\1Unknown")),
    "markup in a description": ("PK713", swap(OPF, "<dc:description>", "<dc:description>&lt;p>")),
    "a scheme that is none": ("PK704", swap(OPF, "marc:relators", "marc-relators")),
    "a role of EPUB 2": (
        "PK704",
        swap(OPF, '<dc:contributor id="', '<dc:contributor opf:role="edt" id="'),
    ),
    "an element of somebody else": ("PK704", meta('<n:note xmlns:n="urn:x">See above</n:note>')),
    "a link without rel": ("PK704", meta('<link href="https://example.org/record"/>')),
    "a language in words": ("PK704", swap(OPF, "<dc:language>en-GB", "<dc:language>english")),
    "a region that is none": ("PK704", swap(OPF, "<dc:language>en-GB", "<dc:language>en-UK")),
    "a role missing": ("PK713", cut(OPF, '<meta property="role" refines="#creator".*?</meta>')),
    "a sorted name missing": (
        "PK713",
        cut(OPF, '<meta property="file-as" refines="#creator".*?</meta>'),
    ),
    "an element said twice": ("PK713", meta("<dc:subject>Baja 1000</dc:subject>")),
    "a role of a title": ("PK704", meta('<meta property="role" refines="#title">aut</meta>')),
    "a place in a series that is no number": (
        "PK704",
        meta(
            '<meta property="belongs-to-collection" id="s">Films</meta>'
            '<meta property="group-position" refines="#s">first</meta>'
        ),
    ),
    "no title": ("PK704", cut(OPF, "<dc:title.*?</dc:title>")),
    "no language": ("PK704", cut(OPF, "<dc:language>.*?</dc:language>")),
    "no identifier": ("PK704", cut(OPF, "<dc:identifier.*?</dc:identifier>")),
    "an empty title": ("PK704", cut(OPF, "(<dc:title[^>]*>)[^<]*", r"\1")),
    "the identifier not named": (
        "PK704",
        swap(OPF, 'unique-identifier="pub-id"', 'unique-identifier="id"'),
    ),
    "an identifier that is no UUID": ("PK704", cut(OPF, "urn:uuid:[0-9a-f]{8}", "urn:uuid:52bab8")),
    "no date of change": ("PK704", cut(OPF, '<meta property="dcterms:modified">.*?</meta>')),
    "two dates of change": (
        "PK704",
        meta('<meta property="dcterms:modified">2026-11-23T00:00:00Z</meta>'),
    ),
    "a date of change in local time": ("PK704", cut(OPF, r"(\d\dT\d\d:\d\d:\d\d)Z", r"\1+01:00")),
    "a date that is in no calendar": ("PK704", cut(OPF, "<dc:date>[^<]*", "<dc:date>2026-02-30")),
    "a date in words": ("PK704", cut(OPF, "<dc:date>[^<]*", "<dc:date>22 November 2026")),
    "a language that is none": (
        "PK704",
        cut(OPF, "<dc:language>[^<]*", "<dc:language>English (UK)"),
    ),
    "a refinement of nothing": ("PK704", swap(OPF, 'refines="#creator"', 'refines="#author"')),
    "an id twice in the package": ("PK704", swap(OPF, 'id="contributor-2"', 'id="contributor-1"')),
    "a role that nobody knows": ("PK704", swap(OPF, ">aut</meta>", ">fim</meta>")),
    "a property that nobody knows": (
        "PK704",
        meta('<meta property="file-ass" refines="#title">x</meta>'),
    ),
    "a prefix that nobody declared": ("PK704", meta('<meta property="film:length">90</meta>')),
    "an element that Dublin Core lacks": ("PK704", meta("<dc:author>Ann</dc:author>")),
    "EPUB 2": ("PK704", swap(OPF, 'version="3.0"', 'version="2.0"')),
    "nobody as the author": ("PK713", cut(OPF, "<dc:creator.*?</dc:creator>")),
}

SPEECH = {
    "a phrase in a language of two letters that is none": (
        "PK702",
        body('<p lang="sp" xml:lang="sp">Hola</p>'),
    ),
    "an alt of a camera": ("PK708", cut(TALLY, 'alt="[^"]*"', 'alt="DSC_0042"')),
    "an alt of a program": ("PK708", cut(TALLY, 'alt="[^"]*"', 'alt="undefined"')),
    "an alt that is an address": (
        "PK708",
        cut(TALLY, 'alt="[^"]*"', 'alt="https://example.org/a"'),
    ),
    "an alt with markup": ("PK713", swap(TALLY, 'alt="50', 'alt="&lt;b&gt;50')),
    "a heading made an ornament": ("PK708", swap(STORY, "<h1", '<h1 role="presentation"')),
    "a level in words": ("PK708", swap(STORY, "<h1", '<h1 aria-level="one"')),
    "aria-current with another word": (
        "PK708",
        swap(NAV, '<a href="text/story', '<a aria-current="yes" href="text/story'),
    ),
    "a reference to what is no note": (
        "PK713",
        body('<p><a epub:type="noteref" role="doc-noteref" href="#story-1">1</a></p>'),
    ),
    "a phrase in a language that is none": (
        "PK702",
        body('<p lang="spanish" xml:lang="spanish">Hola</p>'),
    ),
    "two pages of one title": ("PK713", cut(STORY, "<title>[^<]*", "<title>Fact sheet")),
    "two chapters of one label": (
        "PK713",
        cut(STORY, 'aria-label="The story[^"]*"', 'aria-label="Fact sheet"'),
    ),
    "a chapter without a heading": ("PK713", cut(STORY, "<h1([^>]*)>(.*?)</h1>", r"<p\1>\2</p>")),
    "a heading by its role that jumps": (
        "PK708",
        body('<p role="heading" aria-level="4">More</p>'),
    ),
    "a heading by its role without a level": ("PK708", body('<p role="heading">More</p>')),
    "an alt that waits for somebody": ("PK708", cut(TALLY, 'alt="[^"]*"', 'alt="TODO: describe"')),
    "an alt that says picture of": ("PK713", swap(TALLY, 'alt="50 sq', 'alt="Image of 50 sq')),
    "an alt without end": ("PK713", cut(TALLY, 'alt="[^"]*"', f'alt="{"A square. " * 60}"')),
    "an alt that the caption says": (
        "PK713",
        cut(
            TALLY,
            '<img ([^>]*) alt="[^"]*"/>',
            r'<figure><img \1 alt="Fifty"/><figcaption>Fifty</figcaption></figure>',
        ),
    ),
    "a head cell made an ornament": ("PK708", swap(TABLE, "columnheader", "presentation")),
    "aria-hidden with another word": ("PK708", swap(STORY, "<h1", '<h1 aria-hidden="yes"')),
    "a page hidden from the ear": ("PK708", swap(STORY, "<body", '<body aria-hidden="true"')),
    "a name for a span": ("PK713", body('<p><span aria-label="Cars">Jeeps</span></p>')),
    "a list box without options": (
        "PK708",
        body('<ul role="listbox"><li>One</li></ul>'),
    ),
    "an object without words": (
        "PK708",
        body('<object data="../images/tally.svg" type="image/svg+xml"></object>'),
    ),
    "a link that says here": ("PK713", body('<p>See <a href="facts.xhtml">here</a>.</p>')),
    "a link that says more": ("PK713", body('<p><a href="facts.xhtml">Read more…</a></p>')),
    "a link that shows another address": (
        "PK713",
        body('<p><a href="https://example.org/">example.com</a></p>'),
    ),
    "an address that leads into the book": (
        "PK713",
        body('<p><a href="facts.xhtml">https://example.org/a</a></p>'),
    ),
    "a link that lost its address": ("PK713", body("<p><a>The facts</a></p>")),
    "a chapter that begins lower than the others": (
        "PK713",
        all_of(swap(STORY, "<h1", "<h2"), swap(STORY, "</h1>", "</h2>")),
    ),
    "a second title of a chapter": ("PK713", body("<h1>Another tale</h1>")),
    "a role of another element": ("PK708", swap(STORY, "<p>", '<p role="doc-cover">')),
    "a row that lacks a cell": ("PK713", cut(TABLE, '<td role="cell" class="year">.*?</td>')),
    "an empty head cell": ("PK713", cut(TABLE, "(<th [^>]*>)[^<]*", r"\1")),
    "the package without a language": ("PK708", swap(OPF, ' xml:lang="en-GB"', "")),
    "a page without a language": ("PK708", swap(STORY, ' lang="en-GB" xml:lang="en-GB"', "")),
    "a page without xml:lang": ("PK708", swap(STORY, ' xml:lang="en-GB"', "")),
    "a page in two languages": ("PK708", swap(STORY, ' lang="en-GB"', ' lang="de"')),
    "a page in another language": ("PK708", swap(STORY, "en-GB", "fr", -1)),
    "a page without a title": ("PK708", cut(STORY, "<title>.*?</title>")),
    "a page with an empty title": ("PK708", cut(STORY, "<title>[^<]*", "<title>")),
    "a heading that jumps": (
        "PK708",
        all_of(swap(TALK, "<h2", "<h4"), swap(TALK, "</h2>", "</h4>")),
    ),
    "an empty heading": ("PK708", body("<h2></h2>")),
    "a picture without alt": ("PK708", cut(TALLY, ' alt="[^"]*"')),
    "a picture described by its file’s name": (
        "PK708",
        cut(TALLY, ' alt="[^"]*"', ' alt="tally.svg"'),
    ),
    "a picture described as image": ("PK708", cut(TALLY, ' alt="[^"]*"', ' alt="image"')),
    "an empty alt on a picture that says something": (
        "PK713",
        cut(TALLY, ' alt="[^"]*"', ' alt=""'),
    ),
    "a table without heads": (
        "PK708",
        cut(TABLE, '<thead role="rowgroup">.*?</thead>'),
    ),
    "a role that is none": ("PK708", swap(STORY, 'role="doc-chapter"', 'role="doc-chapters"')),
    "a type without its role": ("PK708", swap(STORY, ' role="doc-chapter"', "")),
    "a cell outside a row": (
        "PK708",
        swap(TABLE, '<tr role="row">', '<tr role="presentation">', -1),
    ),
    "a label that names nothing": (
        "PK708",
        swap(NAV, 'aria-labelledby="toc-title"', 'aria-labelledby="x"'),
    ),
    "a link without text": ("PK708", body('<p><a href="facts.xhtml"></a></p>')),
    "an attribute that ARIA lacks": ("PK702", swap(STORY, "aria-label=", "aria-lable=")),
    "a link hidden from the ear": (
        "PK708",
        body('<p aria-hidden="true"><a href="facts.xhtml">Go</a></p>'),
    ),
    "a page that cannot be enlarged": (
        "PK708",
        behind(
            STORY,
            "<head>",
            '<meta name="viewport" content="width=device-width, user-scalable=no"/>',
        ),
    ),
    "a scope that is none": ("PK702", swap(TABLE, 'scope="col"', 'scope="column"')),
}

CLAIMS = {
    "formulas described, of which there are none": (
        "PK708",
        meta('<meta property="schema:accessibilityFeature">describedMath</meta>'),
    ),
    "words for the voice, of which there are none": (
        "PK708",
        meta('<meta property="schema:accessibilityFeature">ttsMarkup</meta>'),
    ),
    "hearing suffices, of a silent book": (
        "PK708",
        meta('<meta property="schema:accessModeSufficient">auditory</meta>'),
    ),
    "captions of nothing": (
        "PK708",
        meta('<meta property="schema:accessibilityFeature">captions</meta>'),
    ),
    "no access mode": (
        "PK708",
        cut(OPF, '<meta property="schema:accessMode">.*?(?=<meta property="schema:accessModeS)'),
    ),
    "no hazards": ("PK708", cut(OPF, '<meta property="schema:accessibilityHazard">.*?</meta>')),
    "a feature that is none": ("PK708", swap(OPF, ">alternativeText<", ">alternativeTexts<")),
    "a hazard and none": (
        "PK708",
        meta('<meta property="schema:accessibilityHazard">flashing</meta>'),
    ),
    "mathematics claimed": (
        "PK708",
        meta('<meta property="schema:accessibilityFeature">MathML</meta>'),
    ),
    "pictures not claimed": (
        "PK708",
        swap(OPF, '<meta property="schema:accessMode">visual</meta>', ""),
    ),
    "a property misspelt": (
        "PK708",
        swap(OPF, "schema:accessibilitySummary", "schema:accessibilitySumary"),
    ),
    "conformance without anybody’s name": (
        "PK708",
        meta(
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
        ),
    ),
    "no summary": ("PK713", cut(OPF, '<meta property="schema:accessibilitySummary">.*?</meta>')),
}

PAGES = {
    "an old page of another value": ("PK706", swap(NCX, 'value="7"', 'value="6"')),
    "an old page of another type": ("PK706", swap(NCX, 'type="normal"', 'type="arabic"')),
    "a highest page that is not": (
        "PK706",
        swap(NCX, 'maxPageNumber" content="2', 'maxPageNumber" content="4'),
    ),
    "a page number missing in the list": (
        "PK707",
        cut(NAV, '<li><a href="[^"]*#page-7">7</a></li>'),
    ),
    "a marker missing in the text": (
        "PK705",
        cut(TALLY, '<span epub:type="pagebreak"[^>]*></span>'),
    ),
    "a marker without a number": ("PK707", swap(TALLY, ' aria-label="7"', "")),
    "a marker with another number": ("PK707", swap(TALLY, 'aria-label="7"', 'aria-label="8"')),
    "two pages exchanged": ("PK707", swapped(NAV, r'<li><a href="[^"]*#page-[56]">\d</a></li>')),
    "a page listed twice": ("PK707", cut(NAV, r'(<li><a href="[^"]*#page-7">7</a></li>)', r"\1\1")),
    "a page that leads to a heading": (
        "PK707",
        swap(NAV, "tally.xhtml#page-7", "tally.xhtml#tally-1"),
    ),
    "no edition named": ("PK707", cut(OPF, '<meta property="pageBreakSource">.*?</meta>')),
    "no list of pages": ("PK707", cut(NAV, '<nav epub:type="page-list".*?</nav>')),
    "a page missing in the old list": (
        "PK707",
        cut(NCX, '<pageTarget id="target-7".*?</pageTarget>'),
    ),
}

CONTENTS = {
    "text beside an entry": ("PK706", swap(NAV, ">Fact sheet</a>", ">Fact sheet</a> (6)")),
    "old contents without a version": ("PK706", swap(NCX, ' version="2005-1"', "")),
    "parts of the old contents out of order": (
        "PK706",
        cut(NCX, "(<docTitle>.*</docTitle>)(.*<navMap>.*</navMap>)", r"\2\1"),
    ),
    "old contents that count wrongly": (
        "PK706",
        cut(NCX, '(dtb:totalPageCount" content=)"\\d+"', r'\1"3"'),
    ),
    "old contents with another title": ("PK706", cut(NCX, "(<docTitle><text>)[^<]*", r"\1Another")),
    "no contents": ("PK706", swap(NAV, 'epub:type="toc" role="doc-toc"', "")),
    "contents twice": ("PK706", cut(NAV, '(<nav epub:type="toc".*?</nav>)', r"\1\1")),
    "an empty list": (
        "PK706",
        cut(NAV, '(<nav epub:type="landmarks"[^>]*>\n<ol>).*?(</ol>)', r"\1\2"),
    ),
    "an entry without words": ("PK708", cut(NAV, '(<a href="text/story.xhtml">)[^<]*', r"\1")),
    "an entry without an address": ("PK706", swap(NAV, '<a href="text/story.xhtml">', "<a>")),
    "an entry that is no link": (
        "PK706",
        cut(NAV, '<li><a href="text/story.xhtml">([^<]*)</a>', r"<li>\1"),
    ),
    "an entry to the web": ("PK706", swap(NAV, '"text/story.xhtml"', '"https://example.org/"')),
    "an entry with other words": (
        "PK713",
        cut(NAV, '(<a href="text/story.xhtml">)[^<]*', r"\1Another tale"),
    ),
    "two entries exchanged": (
        "PK713",
        swapped(NAV, r'<li><a href="text/(?:story|hall)\.xhtml">[^<]*</a></li>'),
    ),
    "a chapter not in the contents": (
        "PK713",
        cut(NAV, '<li><a href="text/story.xhtml">[^<]*</a></li>'),
    ),
    "a part not in the contents": (
        "PK713",
        cut(NAV, '<li><a href="text/synopses.xhtml#[^"]*">[^<]*</a></li>'),
    ),
    "a heading that was changed": ("PK713", cut(STORY, "(<h1[^>]*>)[^<]*", r"\1Another tale")),
    "a landmark without a type": ("PK706", cut(NAV, '<a epub:type="bodymatter" ', "<a ")),
    "a landmark of no type": ("PK706", swap(NAV, 'epub:type="bodymatter"', 'epub:type="body"')),
    "no landmarks": ("PK713", cut(NAV, '<nav epub:type="landmarks".*?</nav>')),
    "old contents of another book": ("PK706", swap(NCX, "urn:uuid:5", "urn:uuid:6")),
    "old contents with other words": ("PK706", cut(NCX, "(<navLabel><text>)Colophon", r"\1End")),
    "old contents out of order": ("PK706", swap(NCX, 'playOrder="3"', 'playOrder="30"')),
    "an old label without words": ("PK706", cut(NCX, "(<navLabel><text>)Colophon", r"\1")),
    "no old contents": (
        "PK713",
        all_of(drop(NCX), cut(OPF, '<item href="toc.ncx"[^>]*/>'), swap(OPF, ' toc="ncx"', "")),
    ),
    "a guide to nothing": (
        "PK706",
        cut(OPF, '(<reference type="text"[^>]*href=)"[^"]*"', r'\1"text/x.xhtml"'),
    ),
    "a guide to another cover": (
        "PK706",
        cut(OPF, '(<reference type="cover"[^>]*href=)"[^"]*"', r'\1"text/facts.xhtml"'),
    ),
}

STYLES = {
    "a slip in important": ("PK709", rule(".x { margin: 0 !importent }")),
    "a colour of five digits": ("PK709", rule(".x { border-color: #12345 }")),
    "a colour that is none": ("PK709", rule(".x { border-color: gray50 }")),
    "a percent sign alone": ("PK709", rule(".x { width: % }")),
    "quotation marks of print": ("PK709", rule(".x { font-family: “Georgia” }")),
    "a value that CSS has not": ("PK709", rule(".x { text-align: centre }")),
    "a display that is none": ("PK709", rule(".x { display: blok }")),
    "a weight in words": ("PK709", rule(".x { font-weight: semibold }")),
    "nothing, and a unit apart": ("PK709", rule(".x { margin: 0 em }")),
    "less than no size": ("PK709", rule(".x { font-size: -1em }")),
    "a state that is none": ("PK709", rule("p:first-lin { margin: 0 }")),
    ":nth-child() for all": ("PK712", rule("p:nth-child(2) { margin: 0 }")),
    "text of no size": ("PK712", rule("p { font-size: 0 }")),
    "text of no strength": ("PK712", rule("p { opacity: 0 }")),
    "a heading far aside": ("PK712", rule("h1 { text-indent: -9999px }")),
    "something that moves": ("PK712", rule(".x { animation: shake 2s infinite }", MODERN)),
    "a comment that swallows rules": (
        "PK709",
        before(BASE, "a { color", "/* links\n/* of texts */ "),
    ),
    "a comment of another language": ("PK709", before(BASE, "a { color", "// links\n")),
    "a variable of another language": ("PK709", before(BASE, "a { color", "$ink: #111;\n")),
    "a comment of HTML": ("PK709", before(BASE, "a { color", "<!-- links -->\n")),
    "a tag": ("PK709", before(BASE, "a { color", "<style>\n")),
    "a comma too many": ("PK709", rule("cite, , em { margin: 0 }")),
    "a comma at the end": ("PK709", rule("cite, em, { margin: 0 }")),
    "a class that begins with a digit": ("PK709", rule(".1meta { margin: 0 }")),
    "a class without a name": ("PK709", rule("p. x { margin: 0 }")),
    "a step without an end": ("PK709", rule("p > { margin: 0 }")),
    "a length without a unit": ("PK709", rule("p { text-indent: 1.2 }")),
    "a unit apart from its number": ("PK709", rule("p { text-indent: 1.2 em }")),
    "a unit that is none": ("PK709", rule("p { text-indent: 2me }")),
    "@charset at the end": ("PK709", rule('@charset "utf-8";')),
    "@import at the end": ("PK709", rule('@import "modern.css";')),
    "a sign that nobody sees": ("PK709", before(BASE, "a { color", "\ufeff")),
    "a query without a colon": (
        "PK709",
        rule("@media (min-width 30em) { p { margin: 0 } }", MODERN),
    ),
    "a link with a broken query": ("PK709", swap(STORY, "(min-width: 0px)", "(min-width 0px")),
    "an alternate sheet without a title": (
        "PK709",
        swap(STORY, 'rel="stylesheet"', 'rel="alternate stylesheet"'),
    ),
    "a page that forgot the sheet": ("PK713", cut(STORY, r"<link[^>]*base\.css\"/>")),
    "a font that is almost there": ("PK713", swap(MODERN, '"Roadbook Serif"', '"Roadbok Serif"')),
    "rem for all": ("PK712", rule(".x { margin: 1rem }")),
    "vh for all": ("PK712", rule(".x { height: 90vh }")),
    "a new way to write colours for all": ("PK712", rule(".x { border-color: rgb(0 0 0 / 50%) }")),
    "lines set in pixels": ("PK712", rule("p { line-height: 18px }")),
    "every section hidden": ("PK712", rule("section { display: none }")),
    "a property that CSS lacks": ("PK709", rule(".x { colr: inherit }")),
    "grey on grey": ("PK712", rule(".gloss { color: #999; background: #aaa }")),
    "grey on white": ("PK712", rule(".gloss { color: #bbb }")),
    "a page that is hidden": ("PK712", rule("body { display: none }")),
    "a style of an element’s own": ("PK713", swap(STORY, "<h1", '<h1 style="margin: 0"')),
    "a brace left open": ("PK709", cut(BASE, r"(h1 \{[^}]*)\}", r"\1")),
    "a brace too many": ("PK709", rule("p { margin: 0 }}")),
    "a declaration without a colon": ("PK709", rule("p { margin 0 }")),
    "a semicolon missing": ("PK709", rule("p { margin: 0 text-indent: 1em }")),
    "a comment left open": ("PK709", rule("/* the end")),
    "a declaration without a value": ("PK709", rule("p { margin: }")),
    "a sheet in Latin-1": ("PK709", change(BASE, lambda d: d + b'\n.x:before { content: "\xe9" }')),
    "direction in a style": ("PK709", rule(".x { direction: rtl }")),
    "a font without a file": ("PK709", rule('@font-face { font-family: "Barlow Condensed" }')),
    "@media for all": ("PK712", rule("@media (min-width: 30em) { p { margin: 0 } }")),
    "@supports for all": ("PK712", rule("@supports (display: grid) { p { margin: 0 } }")),
    "min() for all": ("PK712", rule(".x { width: min(50%, 20em) }")),
    "calc() for all": ("PK712", rule(".x { width: calc(100% - 2em) }")),
    "a variable for all": ("PK712", rule(".x { margin: var(--gap) }")),
    "a grid for all": ("PK712", rule(".x { display: grid }")),
    "a flexible box for all": ("PK712", rule(".x { display: flex }")),
    ":not() for all": ("PK712", rule("p:not(.x) { margin: 0 }")),
    "max-width for all": ("PK712", rule("img { max-width: 100% }")),
    "the second sheet without its query": ("PK712", swap(STORY, ' media="(min-width: 0px)"', "")),
    "a colour for the text": ("PK712", rule("body { color: #111 }")),
    "a ground for the page": ("PK712", rule("body { background: white }", MODERN)),
    "type in pixels": ("PK712", rule("p { font-size: 14px }")),
    "a table too wide": ("PK712", rule("table { width: 600px }")),
    "a modern style in a page": ("PK712", behind(STORY, "<h1", ' style="display: grid"')),
}

OUTSIDE = {
    "a canvas": ("PK710", body('<canvas width="9" height="9"></canvas>')),
    "words for when no script runs": ("PK710", body("<noscript><p>None</p></noscript>")),
    "a trigger of EPUB 3.0": ("PK710", before(STORY, "</head>", "<epub:trigger/>")),
    "a script": ("PK710", body("<script>alert(1)</script>")),
    "a handler": ("PK710", swap(STORY, "<h1", '<h1 onclick="go()"')),
    "a link that is a script": ("PK710", body('<p><a href="javascript:go()">Go</a></p>')),
    "a frame": ("PK710", body('<iframe src="https://example.org/"></iframe>')),
    "an object": ("PK710", body('<object data="https://example.org/a.swf"></object>')),
    "a form": ("PK710", body('<form action="https://example.org/"><input name="a"/></form>')),
    "a picture from the web": ("PK710", body('<img src="https://example.org/a.jpg" alt="A car"/>')),
    "a style sheet from the web": (
        "PK710",
        change(BASE, lambda d: b'@import "https://example.org/a.css";\n' + d),
    ),
    "a font from the web": (
        "PK710",
        cut(BASE, r"url\(\.\./fonts/[\w-]+\.ttf\)", "url(https://example.org/a.ttf)"),
    ),
    "a ground from the web": ("PK710", rule(".x { background: url(//example.org/a.png) }")),
    "a page that leads elsewhere": (
        "PK710",
        behind(
            STORY, "<head>", '<meta http-equiv="refresh" content="0;url=https://example.org/"/>'
        ),
    ),
    "a script in a drawing": ("PK710", before(DRAWING, "</svg>", "<script>go()</script>")),
    "a picture written into its address": (
        "PK710",
        body('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="A dot"/>'),
    ),
}


def drawn(kind: str, mode: str, size: tuple[int, int]) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def flipped(data: bytes) -> bytes:
    """A PNG with a damaged block of pixels."""
    at = data.index(b"IDAT") + 40
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def shifted(data: bytes) -> bytes:
    """A font whose first table lies beyond its end."""
    return data[:20] + struct.pack(">I", len(data)) + data[24:]


PICTURES = {
    "a cover that is a stamp": ("PK713", put(JPEG, drawn("JPEG", "RGB", (160, 256)))),
    "a picture in printing inks": ("PK713", put(JPEG, drawn("JPEG", "CMYK", (1600, 2560)))),
    "a transparent picture": ("PK713", put(PICTURE, drawn("PNG", "RGBA", (800, 600)))),
    "a picture that is cut off": ("PK711", change(JPEG, lambda d: d[: len(d) // 2])),
    "a picture without its end": ("PK711", change(JPEG, lambda d: d[:-2])),
    "a picture of which only the head is left": ("PK711", change(JPEG, lambda d: d[:200])),
    "a picture with damaged pixels": ("PK711", change(PICTURE, flipped)),
    "a picture of no bytes": ("PK703", put(PICTURE, b"")),
    "a drawing that does not scale": ("PK702", cut(DRAWING, ' viewBox="[^"]*"')),
    "a font that is cut off": (
        "PK711",
        lambda b: b.files.update({font(b): b.files[font(b)][:2000]}),
    ),
    "a font with a lost table": (
        "PK711",
        lambda b: b.files.update({font(b): shifted(b.files[font(b)])}),
    ),
    "a font that is something else": ("PK703", lambda b: b.files.update({font(b): b.files[BASE]})),
}


def font(book: Copy) -> str:
    return min(name for name in book.files if name.endswith(".ttf"))


GROUPS = {
    "container": MIMETYPE,
    "xml": XML,
    "links": LINKS,
    "manifest": MANIFEST,
    "metadata": METADATA,
    "speech": SPEECH,
    "claims": CLAIMS,
    "pages": PAGES,
    "contents": CONTENTS,
    "styles": STYLES,
    "outside": OUTSIDE,
    "pictures": PICTURES,
}
DAMAGES: dict[str, tuple[str, Edit]] = {
    f"{group}: {name}": damage for group, kinds in GROUPS.items() for name, damage in kinds.items()
}


def each(make: Callable[[str], str], ending: str = ".xhtml") -> Edit:
    """The same change of every file with the ending."""

    def edit(book: Copy) -> None:
        for name in book.files:
            if name.endswith(ending):
                book.files[name] = make(book.files[name].decode()).encode()

    return edit


def holding(name: str, new: str) -> Edit:
    """Something at the end of the story, which the manifest calls by its name."""
    told_of = swap(OPF, 'id="page-story"', f'id="page-story" properties="{name}"')
    return all_of(told_of, body(new))


SHADE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img">
<title>A dot</title><linearGradient id="shade"><stop offset="0"/></linearGradient>
<circle id="dot" r="2"/><use href="#dot" fill="url(#shade)"/></svg>"""
HARMLESS: dict[str, Edit] = {
    "comments": each(lambda text: text.replace("</", "<!-- p < & --></", 1)),
    "line ends of Windows": each(lambda text: text.replace("\n", "\r\n")),
    "a mark of the byte order": each(lambda text: "\ufeff" + text, ".css"),
    "no XML declaration": each(lambda text: text.partition("\n")[2]),
    "the doctype of old tools": each(
        lambda text: text.replace("<!DOCTYPE html>", '<!DOCTYPE html SYSTEM "about:legacy-compat">')
    ),
    "a formula": all_of(
        holding(
            "mathml",
            '<p><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math></p>',
        ),
        meta('<meta property="schema:accessibilityFeature">MathML</meta>'),
    ),
    "a drawing with a shade": holding("svg", SHADE),
    "a style in a drawing that names its shade": all_of(
        cut(DRAWING, "(<svg.*?</title>)", r'\1<linearGradient id="shade"/>'),
        cut(DRAWING, "<rect ", '<rect style="fill: url(#shade)" '),
    ),
    "a drawing as an object": body(
        '<object data="../images/tally.svg" type="image/svg+xml"><p>Fifty squares.</p></object>'
    ),
    "words of other languages": body(
        '<p lang="es-419" xml:lang="es-419">Hola <i lang="zh-Hans" xml:lang="zh-Hans">文</i></p>'
    ),
    "addresses of many kinds": body(
        '<p><a href="mailto:ann@example.org?subject=Press%20kit">Ann</a> '
        '<a href="tel:+441632960123">01632 960123</a> <a href="https://www.example.org/a(b)">example.org/a(b)</a></p>'
    ),
    "a note": body(
        '<p>Text<a epub:type="noteref" role="doc-noteref" href="#note">1</a></p><aside id="note" '
        'epub:type="footnote" role="doc-footnote"><p>A note.</p></aside>'
    ),
    "times of many kinds": body(
        '<p><time datetime="2017-11">November</time> <time datetime="PT4H18M">4 h 18</time></p>'
    ),
    "values of many kinds": rule(
        ".x { display: table-cell; text-align: left; font-weight: 700; border-style: solid none; "
        "border-color: transparent #abc RED; text-indent: -1.2em; margin: -1em 0 0 auto }\n"
        "a:link, a:visited, p:first-letter { margin: 0 }"
    ),
    "a place on the spread": cut(
        OPF, '<itemref idref="page-story"', r'\g<0> properties="page-spread-left"'
    ),
    "a link whose text is a file’s name": body(
        '<p><a href="https://example.org/report">report.pdf</a></p>'
    ),
    "a landmark that leads to the pages": before(
        NAV,
        '<li><a epub:type="backmatter"',
        '<li><a epub:type="page-list" href="nav.xhtml#pages">Pages</a></li>',
    ),
    "a prefix of one’s own": all_of(
        swap(OPF, 'version="3.0"', 'version="3.0" prefix="kit: https://example.org/kit#"'),
        meta('<meta property="kit:edition">Two</meta>'),
    ),
    "selectors of every kind": rule(
        'p[title~="x"] > em + b, a[href^="http"]:hover, li:first-child, .\\31 a '
        "{ margin: -1px auto 0 }"
    ),
    "modern rules in the modern sheet": rule(
        "@media (width >= 30em) and (orientation: portrait) { .w { margin: 1rem } }\n"
        "@supports (display: grid) { .x { width: calc(100% - 2em); inset: 0 } }\n"
        ".z:is(p, q):not(.a > b)::before { margin: 0 1dvh }",
        MODERN,
    ),
}
"""Changes that do no harm."""

BEYOND: dict[str, tuple[str, Edit]] = {
    "words that are not so": ("needs an editor", swap(STORY, "</h1>", "</h1><p>Cats can fly.</p>")),
    "an alt that tells of something else": (
        "needs eyes",
        cut(TALLY, ' alt="[^"]*"', ' alt="A green boat at sea"'),
    ),
    "grey text on a grey ground of another rule": (
        "Ace: needs a layout",
        all_of(rule(".gloss { color: #666 }"), rule(".waypoint { background: #777 }")),
    ),
    "a value that CSS has not": ("EPUBCheck, in part", rule(".x { text-indent: 1em 2em }")),
}
"""Damage that is a matter for others, and whose."""


@pytest.fixture(scope="module")
def sound(kit: Path) -> dict[str, bytes]:
    """The files of the booklet."""
    with zipfile.ZipFile(kit / "one-more-win-booklet.epub") as book:
        return {name: book.read(name) for name in book.namelist()}


def told(data: bytes) -> dict[str, str]:
    """Codes that the checker finds, each with its first finding."""
    found: dict[str, str] = {}
    for item in epub.inspect(data, "b.epub"):
        found.setdefault(item.code, str(item))
    return found


def damaged(sound: dict[str, bytes], edit: Edit) -> dict[str, str]:
    copy = Copy(dict(sound))
    edit(copy)
    return told(copy.pack())


def test_the_booklet_is_found_sound(kit: Path) -> None:
    assert told((kit / "one-more-win-booklet.epub").read_bytes()) == {}


def test_a_copy_without_damage_is_found_sound(sound: dict[str, bytes]) -> None:
    """What the damage test does besides damaging is no damage."""
    assert damaged(sound, lambda _: None) == {}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found(name: str, sound: dict[str, bytes]) -> None:
    code, edit = DAMAGES[name]
    found = damaged(sound, edit)
    assert code in found, f"found instead: {found or 'nothing'}"


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_not_told(name: str, sound: dict[str, bytes]) -> None:
    assert damaged(sound, HARMLESS[name]) == {}


def test_there_are_enough_kinds_in_every_group() -> None:
    assert len(DAMAGES) >= 60
    assert all(len(kinds) >= 5 for kinds in GROUPS.values())


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_not_ours_to_find(name: str, sound: dict[str, bytes]) -> None:
    """If one of these is found one day, it moves up."""
    _, edit = BEYOND[name]
    assert damaged(sound, edit) == {}
