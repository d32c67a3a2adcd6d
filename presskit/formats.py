"""Every format there is. To add one: its shells in a theme, a writer, and a line here."""

from presskit.document import Document, Format, Written


def _pdf(document: Document) -> Written:
    from presskit.writers import pdf  # Pango and half a second: only for those who ask

    return pdf.write(document)


def _epub(document: Document) -> Written:
    from presskit.writers import epub

    return epub.write(document)


FORMATS: dict[str, Format] = {
    "pdf": Format(".pdf", "application/pdf", "pdf", ("{shell}.css.j2",), True, _pdf),
    "epub": Format(
        ".epub", "application/epub+zip", "epub", ("base.css.j2", "modern.css.j2"), False, _epub
    ),
}
