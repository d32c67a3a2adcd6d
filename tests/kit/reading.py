"""A kit as its readers have it: the words of each page, where sections start, what files say."""

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import docx
import pypdfium2
from lxml import etree
from pypdf import PdfReader

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"

FURNITURE = 60
"""Points at head and foot of a page that hold the running head and the foot."""

_IN_LINE = {XHTML + name for name in ("a", "b", "cite", "em", "i", "small", "span", "strong")}


def normal(text: str) -> str:
    """Words as they are compared: capitals, kinds of blank and all hyphens make no difference."""
    text = re.sub("[\x02\u00ad\u2060]|-\\s*\n", "", text.replace("\r", ""))
    text = text.translate(str.maketrans("‘’“”\u2011", "''\"\"-")).replace("-", "")
    return " ".join(text.split()).casefold()


def says(text: str, wording: str) -> bool:
    """Whether a text in normal form has the wording; no digit more and no digit less."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(normal(wording))}(?!\d|[.,]\d)", text))


def words(element: etree._Element) -> str:
    """The text of an element, with a line for each block."""
    parts = [element.text or ""]
    for child in element:
        gap = "" if child.tag in _IN_LINE else "\n"
        parts += [gap, words(child), gap, child.tail or ""]
    return "".join(parts)


@dataclass(frozen=True)
class Pdf:
    """A press kit or a one-sheet. Texts of pages are as printed, the others in normal form."""

    path: Path

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(self.path)

    @cached_property
    def pages(self) -> list[str]:
        return [text.get_text_bounded() for text, _ in self._open()]

    @cached_property
    def bodies(self) -> list[str]:
        """Each page without running head and foot; the cover has neither."""
        low, first, *rest = FURNITURE, *self._open()
        inner = [t.get_text_bounded(bottom=low, top=height - low) for t, height in rest]
        return [first[0].get_text_bounded(), *inner]

    @cached_property
    def feet(self) -> list[str]:
        return [text.get_text_bounded(top=FURNITURE) for text, _ in self._open()]

    def _open(self) -> list[tuple[pypdfium2.PdfTextPage, float]]:
        return [(p.get_textpage(), p.get_height()) for p in pypdfium2.PdfDocument(self.path)]

    @cached_property
    def text(self) -> str:
        return normal("\n".join(self.bodies))

    @cached_property
    def starts(self) -> dict[str, int]:
        """The page, from 0, that each anchor stands on."""
        named = self.reader.named_destinations
        return {k: self.reader.get_destination_page_number(d) or 0 for k, d in named.items()}

    def section(self, name: str) -> str:
        """The pages of a section, to the first page of another (whose names have no hyphen)."""
        first = self.starts[name]
        later = [p for s, p in self.starts.items() if p > first and "-" not in s]
        return normal("\n".join(self.bodies[first : min(later, default=len(self.bodies))]))


@dataclass(frozen=True)
class Booklet:
    """An EPUB. Texts are in normal form."""

    path: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as book:
            return {name: book.read(name) for name in book.namelist()}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/content.opf"])

    @cached_property
    def trees(self) -> dict[str, etree._Element]:
        """Each page by its path in the content folder, in the order of reading."""
        items = {i.get("id"): i.get("href") or "" for i in self.package.iter(f"{OPF}item")}
        spine = [items[i.get("idref")] for i in self.package.iter(f"{OPF}itemref")]
        return {name: etree.fromstring(self.files[f"EPUB/{name}"]) for name in spine}

    @cached_property
    def chapters(self) -> dict[str, str]:
        """Each page by its name: titlepage, synopses, …"""
        return {PurePosixPath(n).stem: normal(words(t[-1])) for n, t in self.trees.items()}

    @cached_property
    def text(self) -> str:
        return " ".join(self.chapters.values())

    def section(self, name: str) -> str:
        return self.chapters[name]


def lines(file: Path) -> list[str]:
    """Every paragraph and cell of a Word file, in order."""
    found = []
    for part in docx.Document(str(file)).iter_inner_content():
        if isinstance(part, docx.table.Table):
            found += [cell.text for row in part.rows for cell in row.cells]
        else:
            found.append(part.text)
    return [line for line in found if line]


def read(file: Path) -> str:
    """All that a file of a kit says, in normal form."""
    if file.suffix == ".pdf":
        return Pdf(file).text
    if file.suffix == ".docx":
        return normal("\n".join(lines(file)))
    return Booklet(file).text if file.suffix == ".epub" else normal(file.read_text("utf-8"))
