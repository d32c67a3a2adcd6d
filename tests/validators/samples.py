"""Small files for the validators: good ones, and the same with a known fault."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

CONTAINER = """\
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

PACKAGE = """\
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:7e1e6a3c-55d5-5a0b-8a3f-1f0f3d1f9a11</dc:identifier>
<dc:title>Sample</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">A picture, with its description.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="page" href="page.xhtml" media-type="application/xhtml+xml"/>
<item id="dot" href="dot.svg" media-type="image/svg+xml"/>
</manifest>
<spine><itemref idref="page"/></spine>
</package>"""

PAGE = """\
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en"
 xml:lang="en"><head><title>Sample</title></head><body>{}</body></html>"""

GOOD = {
    "META-INF/container.xml": CONTAINER,
    "book.opf": PACKAGE,
    "nav.xhtml": PAGE.format(
        '<nav epub:type="toc" role="doc-toc" aria-label="Contents"><ol>'
        '<li><a href="page.xhtml">Sample</a></li></ol></nav>'
    ),
    "page.xhtml": PAGE.format(
        '<section epub:type="chapter" role="doc-chapter" aria-labelledby="h"><h1 id="h">Sample</h1>'
        '<p><img src="dot.svg" alt="A dot"/></p></section>'
    ),
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>',
}


def write_epub(path: Path, files: dict[str, str]) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        for name, text in files.items():
            archive.writestr(name, text, ZIP_DEFLATED)
    return path


def write_pdf(path: Path, variant: str | None) -> Path:
    """One page; `variant` as WeasyPrint names it ("pdf/ua-1"), or None for an untagged file."""
    from weasyprint import HTML

    html = '<html lang="en"><title>Sample</title><h1>Sample</h1><p>One page.</p></html>'
    HTML(string=html).write_pdf(path, pdf_variant=variant)
    return path
