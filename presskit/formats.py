"""Every format there is. To add one: its shells in a theme, a writer, and a line here."""

from presskit.document import Document, Format, Written


def _pdf(document: Document) -> Written:
    from presskit.writers import pdf  # Pango and half a second: only for those who ask

    return pdf.write(document)


def _epub(document: Document) -> Written:
    from presskit.writers import epub

    return epub.write(document)


def _plain(document: Document) -> Written:
    return Written(document.pages[0].xhtml.encode(), None, ())


def _docx(document: Document) -> Written:
    from presskit.writers import docx

    return docx.write(document)


def _archive(document: Document) -> Written:
    from presskit.writers import archive

    return archive.write(document)


FORMATS: dict[str, Format] = {
    "pdf": Format(
        suffix=".pdf",
        media_type="application/pdf",
        kind="paged",
        shell="pdf/{shell}.html.j2",
        styles=("pdf/{shell}.css.j2",),
        write=_pdf,
    ),
    "epub": Format(
        suffix=".epub",
        media_type="application/epub+zip",
        kind="chapters",
        shell="epub/{shell}.html.j2",
        styles=("epub/base.css.j2", "epub/modern.css.j2"),
        write=_epub,
    ),
    "json": Format(".json", "application/json", "plain", "data/{shell}.json.j2", (), _plain),
    "docx": Format(
        suffix=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        kind="plain",
        shell="data/{shell}.html.j2",
        styles=(),
        write=_docx,
    ),
    "zip": Format(".zip", "application/zip", "archive", "data/{shell}.txt.j2", (), _archive),
    "csv": Format(".csv", "text/csv", "plain", "data/{shell}.csv.j2", (), _plain),
    "text": Format(".txt", "text/plain", "plain", "data/{shell}.txt.j2", (), _plain),
}
