"""Files of any kind that a text about a film comes in, as blocks with their places.

Libraries do the reading, each imported when a file of its kind comes: python-docx, EbookLib,
lxml, and for PDF, in a module of its own, pypdfium2.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.proofread.text import Block, Text

MAX_BYTES = 100_000_000

_BLANKS = {ord(c): " " for c in "\u00a0\u2007\u2009\u200a\u202f\t\x0b\x0c"} | {
    ord(c): None for c in "\u00ad\u200b\u2060\ufeff"
}
"""Blanks of typographers are blanks; what only tells where a word may divide is nothing."""


class UnreadableError(Exception):
    """A file that cannot be read; says why in the user's words."""


def read(file: Path, name: str) -> Text:
    """The text of a file; raises PresskitError (PK812) when there is no reading it."""
    kinds = ", ".join(KINDS)
    reader = KINDS.get(file.suffix.casefold().lstrip("."))
    hint = f"Files that are read: {kinds}. Save the text as one of these."
    try:
        if reader is None:
            raise UnreadableError(
                f"files of the kind “{file.suffix or 'without an ending'}” are not read"
            )
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"the file has more than {MAX_BYTES:,} bytes")
        return reader(file.read_bytes(), name)
    except UnreadableError as error:
        raise PresskitError(Diagnostic("PK812", str(error), Location(name), hint)) from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        hint = "Check the name, and who may read the file."
        raise PresskitError(Diagnostic("PK812", message, Location(name), hint)) from None


def clean(text: str) -> str:
    """The text with plain blanks, and without marks that are not seen."""
    return text.translate(_BLANKS)


def words(text: Text) -> int:
    """How many words a text has."""
    return sum(any(c.isalnum() for c in word) for block in text for word in block.text.split())


# ------------------------------------------------------------ plain text and Markdown


def _decoded(data: bytes) -> str:
    for encoding in (
        ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    ):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    if b"\0" in data:
        raise UnreadableError("this is not a text, whatever its name says")
    return data.decode("cp1252", "replace").replace("\r\n", "\n")  # old word processors


def _plain(data: bytes, name: str) -> Text:
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableError("this is not a text, whatever its name says")
    return plain(text, name)


_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKED = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)+|`+|\*\*|__")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def _markdown(data: bytes, name: str) -> Text:
    """Markdown without its marks; columns are not told, since the marks shift them."""
    text = _decoded(data)
    if front := _FRONT.match(text):
        text = "\n" * front.group().count("\n") + text[front.end() :]
    lines = (_MARKED.sub("", _LINK.sub(r"\1", line)) for line in text.split("\n"))
    blocks = plain("\n".join(lines), name)
    return tuple(
        Block(b.text, tuple((at, Location(p.path, p.line)) for at, p in b.marks)) for b in blocks
    )


def plain(source: str, name: str, first: int = 1) -> Text:
    """A plain text: paragraphs are parted by empty lines, and a short line is its own.

    `first` is the number of the line that it begins on.
    """
    blocks: list[Block] = []
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*clean(source).split("\n"), ""], first):
        if line.strip() and not (lines and _apart(lines[-1][1], line)):
            lines.append((number, line))
            continue
        if lines:
            blocks.append(_block(lines, name))
        lines = [(number, line)] if line.strip() else []
    return tuple(blocks)


def _apart(last: str, line: str) -> bool:
    """Whether a line begins a paragraph though none is left empty: lists, headings, listings."""
    start = line.lstrip()[:3]
    marked = start[:2] in ("- ", "* ", "> ", "• ", "# ", "##") or bool(
        re.match(r"\d{1,2}[.)/] |\[?\d{1,2}[:.]\d\d(?::\d\d)?\b", line.lstrip())
    )
    end = last.rstrip()
    short = len(end) < 45 and not re.match(r"[a-z]", start)
    return marked or (short and end[-1:] not in ",-–—") or len(end) > 160


def _block(lines: list[tuple[int, str]], name: str) -> Block:
    text, marks = "", []
    for number, line in lines:
        text += " " if text else ""
        marks.append((len(text), Location(name, number, 1)))
        text += line.rstrip()
    return Block(text, tuple(marks))


# ------------------------------------------------------------ HTML and EPUB

_APART = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "title", "tr", "ul")
)  # fmt: skip
_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "math", "head"))


def _html(data: bytes, name: str) -> Text:
    return _page(data, lambda line: Location(name, line))


def _page(data: bytes, place: Callable[[int], Location]) -> Text:
    """The blocks of a page as they are seen; `place` gives the place of a line of its source."""
    from lxml import etree, html

    try:
        data.decode("utf-8")
        parser = html.HTMLParser(encoding="utf-8")
    except UnicodeDecodeError:
        parser = html.HTMLParser()
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(f"this is not HTML: {error}") from None
    blocks: list[Block] = []
    parts: list[tuple[int, str]] = []
    for kind, line, words in _walk(root):
        if kind == "words":
            parts.append((line, words))
        elif parts:
            blocks += _joined(parts, place)
            parts = []
    return (*blocks, *_joined(parts, place))


def _walk(element: Any) -> Iterator[tuple[str, int, str]]:
    """Words of an element in reading order, and a mark wherever a block begins or ends."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    apart = element.tag in _APART
    if apart:
        yield "apart", 0, ""
    if element.text:
        yield "words", element.sourceline or 0, element.text
    for child in element:
        yield from _walk(child)
        if child.tail:
            yield "words", child.sourceline or element.sourceline or 0, child.tail
    if apart:
        yield "apart", 0, ""


def _joined(parts: list[tuple[int, str]], place: Callable[[int], Location]) -> Iterator[Block]:
    text = ""
    marks: list[tuple[int, Location]] = []
    for line, words in parts:
        for n, row in enumerate(clean(words).split("\n")):
            shown = re.sub(r" +", " ", row if n == 0 else f" {row}")
            shown = shown.lstrip() if not text or text.endswith(" ") else shown
            if shown.strip():
                marks.append((len(text), place(line + n)))
            text += shown
    if text.strip():
        yield Block(text, tuple(marks))


def _epub(data: bytes, name: str) -> Text:
    import io

    from ebooklib import ITEM_DOCUMENT, epub
    from lxml import etree

    try:
        book = epub.read_epub(io.BytesIO(data), {"ignore_ncx": True})
    except (
        epub.EpubException,
        zipfile.BadZipFile,
        KeyError,
        etree.LxmlError,
        ValueError,
        AttributeError,
    ) as error:
        raise UnreadableError(f"this EPUB does not open: {error}") from None
    blocks: list[Block] = []
    documents = {item.get_id(): item for item in book.get_items_of_type(ITEM_DOCUMENT)}
    for id_, _ in book.spine:
        if item := documents.get(id_):
            where = Location(name, within=item.get_name().rpartition("/")[2])
            page = _page(item.get_content(), lambda _line, where=where: where)  # type: ignore[misc]
            blocks += page
    return tuple(blocks)


# ------------------------------------------------------------ Word and PDF


def _docx(data: bytes, name: str) -> Text:
    import io

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableError(f"this is not a Word document: {error}") from None
    blocks: list[Block] = []
    number = 0
    for part in document.iter_inner_content():
        cells = [c for row in part.rows for c in row.cells] if isinstance(part, Table) else [part]
        for cell in dict.fromkeys(cells):
            number += 1
            where = Location(name, within=f"paragraph {number}")
            rows = clean(cell.text).split("\n")
            blocks += [Block(row, ((0, where),)) for row in rows if row.strip()]
    return tuple(blocks)


def _pdf(data: bytes, name: str) -> Text:
    from presskit.proofread.pdf import DamagedError, blocks

    try:
        return blocks(data, name)
    except DamagedError as error:
        raise UnreadableError(f"this PDF does not open: {error}") from None


KINDS: dict[str, Callable[[bytes, str], Text]] = {
    "txt": _plain, "text": _plain, "md": _markdown, "markdown": _markdown, "html": _html,
    "htm": _html, "xhtml": _html, "docx": _docx, "pdf": _pdf, "epub": _epub,
}  # fmt: skip
"""What is read, by the ending of the file's name."""
