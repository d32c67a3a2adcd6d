"""The text of a PDF as paragraphs: lines joined, words whole again, heads and folios left out."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from presskit.diagnostics import Location
from presskit.proofread.text import Block, Text

_HYPHEN = "\ufffe\x02\u00ad"
_BLANKS = {ord(c): " " for c in "\u00a0\u2007\u2009\u200a\u202f\t"}
_FURNITURE = 3
"""Pages on which a line stands in the same place before it counts as a running head."""


class DamagedError(Exception):
    """The library cannot open the file."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, its box from the left and the foot, and its height.

    The library joins two lines where a word is divided between them: `foot` is that of the last.
    """

    text: str
    page: int
    left: float
    right: float
    foot: float
    top: float
    tall: float


def blocks(data: bytes, name: str) -> Text:
    """Every paragraph of a PDF with its pages; raises DamagedError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DamagedError(str(error)) from None
    try:
        pages = [_lines(document[n], n + 1) for n in range(len(document))]
    finally:
        document.close()
    kept = _without_furniture(pages)
    whole = " ".join(line.text for page in kept for line in page).replace("\u2011", "-")
    found: list[Block] = []
    for page in kept:
        for group in _paragraphs(page):
            block = _block(group, name, whole)
            if found and _goes_on(found[-1], block):
                found[-1] = _together(found[-1], block)
            else:
                found.append(block)
    return tuple(found)


def _lines(page: Any, number: int) -> list[Line]:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    found: list[Line] = []
    at = 0
    for row in re.split(r"(\r\n|\r|\n)", text):
        words = row.strip(" \u00a0")
        if words and not row.isspace():
            first = at + len(row) - len(row.lstrip())
            last = at + len(row.rstrip()) - 1
            left, foot, _, top = textpage.get_charbox(first, loose=True)
            _, low, right, high = textpage.get_charbox(max(first, last), loose=True)
            words = words.translate(_BLANKS)
            found.append(
                Line(words, number, left, right, min(foot, low), max(top, high), top - foot)
            )
        at += len(row)
    textpage.close()
    return found


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without running heads, feet and page numbers."""

    def key(line: Line) -> tuple[str, int]:
        return re.sub(r"\d+|[ivxlc]+\Z", "#", line.text), round(line.foot / 6)

    seen = Counter(key(line) for page in pages for line in {key(one): one for one in page}.values())
    return [
        [
            one
            for one in page
            if seen[key(one)] < _FURNITURE and not re.fullmatch(r"[\divxlc]{1,4}", one.text)
        ]
        if len(pages) >= _FURNITURE
        else page
        for page in pages
    ]


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _follows(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _follows(group: list[Line], line: Line) -> bool:
    """Whether a line goes on with the paragraph: as tall, just below it, and not after its end."""
    last = group[-1]
    tall = max(last.tall, line.tall)
    if abs(last.tall - line.tall) > 0.18 * tall:
        return False
    if abs(last.foot - line.foot) < 0.4 * tall:
        return 0 <= line.left - last.right < tall  # the same line, in two pieces
    if not -0.4 * tall < last.foot - line.top < 1.1 * tall:
        return False
    widest = max(one.right for one in group)
    if len(group) > 1 and last.right < widest - 6 * tall and last.text[-1:] in ".!?”":
        return False
    begins = line.left - min(one.left for one in group)
    indented = begins > 0.6 * tall and last.text[-1:] in ".!?”:"
    return not indented and abs(begins) < 6 * tall


def _block(lines: list[Line], name: str, whole: str) -> Block:
    text = ""
    marks: list[tuple[int, Location]] = []
    for line in lines:
        text = _joint(text, line.text, whole)
        where = Location(name, within=f"page {line.page}")
        if not marks or marks[-1][1] != where:
            marks.append((len(text), where))
        text += line.text
    return Block(_DIVIDED.sub(lambda m: _undivided(m, whole), text), tuple(marks))


_DIVIDED = re.compile(f"(\\w*)[{_HYPHEN}](\\w*)")


def _undivided(match: re.Match[str], whole: str) -> str:
    """A word that the library joined over the end of a line, with its own hyphen if it has one."""
    compound = f"{match[1]}-{match[2]}"
    return compound if compound in whole else f"{match[1]}{match[2]}"


def _joint(text: str, after: str, whole: str) -> str:
    """The text so far, ready for the next line: a divided word is made whole."""
    if not text:
        return ""
    if text[-1] in _HYPHEN + "-‐" and text[-2:-1].isalpha() and after[:1].islower():  # noqa: RUF001
        before = re.search(r"\w+\Z", text[:-1])
        next_ = re.match(r"\w+", after)
        compound = f"{before.group()}-{next_.group()}" if before and next_ else ""
        return f"{text[:-1]}-" if compound and compound in whole else text[:-1]
    if text[-1] in _HYPHEN:
        return text[:-1]
    return text if text[-1] in "-–—/" else f"{text} "


def _goes_on(last: Block, block: Block) -> bool:
    """Whether a paragraph of the page before goes on at the top of this one."""
    one, two = last.marks[-1][1].within, block.marks[0][1].within
    return one != two and last.text[-1:] not in ".!?:”" and block.text[:1].islower()


def _together(last: Block, block: Block) -> Block:
    text = f"{last.text} "
    shifted = tuple((at + len(text), where) for at, where in block.marks)
    return replace(last, text=text + block.text, marks=(*last.marks, *shifted))
