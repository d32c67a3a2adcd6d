"""A document as a Word file to paste from: headings, paragraphs, tables of two columns, no design.

Headings are Word's own, so that its navigation finds them. Dates are the film's, not the clock's.
"""

import io
import zipfile
from typing import Any

from lxml import etree

from presskit.document import Document, Metadata, Written

_HTML = "{http://www.w3.org/1999/xhtml}"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of the files within the container: a zip has no earlier one."""

_COUNT = 9
"""Points of the line that counts words."""


def write(document: Document) -> Written:
    """The file's bytes; the page of XHTML holds h1 to h3, p and tables of th and td."""
    import docx

    made = docx.Document()
    _without_thumbnail(made)
    _describe(made, document.metadata)
    body = etree.fromstring(document.pages[0].xhtml.encode())[-1]
    for element in body:
        _add(made, element)
    out = io.BytesIO()
    made.save(out)
    return Written(_settled(out.getvalue()), None, ())


def _add(made: Any, element: etree._Element) -> None:
    name = element.tag.removeprefix(_HTML)
    if name in ("h1", "h2", "h3"):
        made.add_heading(_words(element), int(name[1]) - 1)
    elif name == "p":
        paragraph = made.add_paragraph(_words(element))
        if element.get("class") == "count":
            _small(paragraph)
    elif name == "table":
        rows = element.findall(f"{_HTML}tr")
        table = made.add_table(len(rows), 2, "Table Grid")
        for row, cells in zip(rows, table.rows, strict=True):
            for part, cell in zip(row, cells.cells, strict=True):
                cell.text = _words(part)
            for run in cells.cells[0].paragraphs[0].runs:
                run.bold = True
        made.add_paragraph()
    else:
        raise ValueError(f"a copy deck has no place for <{name}>")


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _small(paragraph: Any) -> None:
    from docx.shared import Pt

    for run in paragraph.runs:
        run.italic = True
        run.font.size = Pt(_COUNT)


def _describe(made: Any, said: Metadata) -> None:
    """Properties of the film in place of those of the library's own template."""
    properties = made.core_properties
    properties.title = said.title
    properties.author = properties.last_modified_by = said.author.name
    properties.comments = said.issuer_line
    properties.keywords = ", ".join(said.subjects)
    properties.language = said.language
    properties.version = said.version
    # The library writes the hour as it stands, and calls it UTC.
    properties.created = properties.modified = said.modified.replace(tzinfo=None)
    for style in made.styles.element.iter("{*}lang"):
        style.set(f"{{{style.nsmap['w']}}}val", said.language)


def _without_thumbnail(made: Any) -> None:
    """The library's own template carries a picture of some other document."""
    relations = made.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _settled(data: bytes) -> bytes:
    """The container again, with one date for all its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            settled = zipfile.ZipInfo(entry.filename, _EPOCH)
            settled.compress_type = zipfile.ZIP_DEFLATED
            settled.create_system = 3
            settled.external_attr = 0o100644 << 16
            new.writestr(settled, old.read(entry), compresslevel=9)
    return out.getvalue()
