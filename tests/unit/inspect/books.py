"""A small EPUB in which nothing is wrong, written out by hand, and the way to pack it."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="E/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

PACKAGE = """\
<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:7e1e6a3c-55d5-5a0b-8a3f-1f0f3d1f9a11</dc:identifier>
<dc:title>Sample</dc:title>
<dc:language>en</dc:language>
<dc:creator id="by">Ann Archer</dc:creator>
<meta property="file-as" refines="#by">Archer, Ann</meta>
<meta property="role" refines="#by" scheme="marc:relators">aut</meta>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
<meta property="schema:accessibilityFeature">pageNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">A picture, with its description.</meta>
<meta property="pageBreakSource">Sample, on paper</meta>
<meta name="cover" content="dot"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="dot" href="dot.png" media-type="image/png" properties="cover-image"/>
<item id="line" href="line.svg" media-type="image/svg+xml"/>
<item id="css" href="base.css" media-type="text/css"/>
</manifest>
<spine toc="ncx"><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine>
<guide><reference type="text" title="Start" href="one.xhtml"/></guide>
</package>
"""

PAGE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en"
 xml:lang="en"><head><title>{title}</title><link rel="stylesheet" href="base.css"/></head>
<body>
{body}
</body></html>
"""

NAV = """\
<nav epub:type="toc" role="doc-toc" aria-label="Contents"><ol>
<li><a href="one.xhtml">One</a></li>
<li><a href="two.xhtml">Two</a></li>
</ol></nav>
<nav epub:type="landmarks" aria-label="Landmarks"><ol>
<li><a epub:type="bodymatter" href="one.xhtml">Start</a></li>
</ol></nav>
<nav epub:type="page-list" role="doc-pagelist" aria-label="Pages"><ol>
<li><a href="one.xhtml#p1">1</a></li>
<li><a href="two.xhtml#p2">2</a></li>
</ol></nav>"""

CHAPTER = """\
<section epub:type="chapter" role="doc-chapter" aria-labelledby="h"><h1 id="h">{title}</h1>
<p><span epub:type="pagebreak" role="doc-pagebreak" id="p{page}" aria-label="{page}"></span>A text.
<a href="#h">Back</a></p>
{more}
</section>"""

NCX = """\
<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en">
<head><meta name="dtb:uid" content="urn:uuid:7e1e6a3c-55d5-5a0b-8a3f-1f0f3d1f9a11"/></head>
<docTitle><text>Sample</text></docTitle>
<navMap>
<navPoint id="a" playOrder="1"><navLabel><text>One</text></navLabel><content src="one.xhtml"/>
</navPoint>
<navPoint id="b" playOrder="2"><navLabel><text>Two</text></navLabel><content src="two.xhtml"/>
</navPoint>
</navMap>
</ncx>
"""

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
SHEET = "p { margin: 0 }\nh1 { font-size: 2em }\n"


def png(width: int, height: int) -> bytes:
    """A grey picture, by the letter of the PNG specification."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PICTURES = (
    '<p><img src="dot.png" alt="A grey field"/><img src="line.svg" alt="A triangle"/></p>\n'
    "<table><tr><th>Year</th><th>Wins</th></tr><tr><td>1967</td><td>1</td></tr></table>"
)

SOUND: dict[str, bytes] = {
    "mimetype": b"application/epub+zip",
    "META-INF/container.xml": CONTAINER.encode(),
    "E/book.opf": PACKAGE.encode(),
    "E/nav.xhtml": PAGE.format(title="Contents", body=NAV).encode(),
    "E/toc.ncx": NCX.encode(),
    "E/one.xhtml": PAGE.format(
        title="One", body=CHAPTER.format(title="One", page=1, more=PICTURES)
    ).encode(),
    "E/two.xhtml": PAGE.format(
        title="Two", body=CHAPTER.format(title="Two", page=2, more="")
    ).encode(),
    "E/dot.png": png(1000, 16),
    "E/line.svg": DRAWING.encode(),
    "E/base.css": SHEET.encode(),
}


def pack(files: dict[str, bytes]) -> bytes:
    """The files as a zip, the mimetype stored."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return out.getvalue()


def changed(name: str, old: str, new: str) -> bytes:
    """The sound book with one string of one file replaced."""
    text = SOUND[name].decode()
    assert old in text, f"{name} has no {old!r}"
    return pack(SOUND | {name: text.replace(old, new, 1).encode()})
