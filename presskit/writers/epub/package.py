"""The EPUB container. EbookLib writes manifest, spine and package; the rest arrives as bytes.

EbookLib 0.20 re-parses pages, drops what it does not know, stamps local time and swallows
errors: so pages go in as raw items, the package tree is mended in the one hook it passes, and
the zip is written here with fixed dates.
"""

import datetime as dt
import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ebooklib import epub

from presskit.document import Agent, Conformance, Metadata, Series
from presskit.scripts import of_language

XML = "http://www.w3.org/XML/1998/namespace"
STORED = (".jpg", ".jpeg", ".png")
"""Already compressed: deflating them again makes them larger."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the manifest. `name` is its path in the content folder."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


class _Raw(epub.EpubItem):  # type: ignore[misc]
    """An item whose bytes arrive unchanged; EbookLib reads `properties` for the manifest."""

    def __init__(self, file: File, manifest: bool = True) -> None:
        super().__init__(file.id, quote(file.name), file.media_type, file.data, manifest)
        self.properties = sorted(file.properties)


class _Book(epub.EpubBook):  # type: ignore[misc]
    def reset(self) -> None:
        super().reset()
        self.metadata: dict[str, Any] = {}  # drops the generator line and the random identifier


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with the package mended and the zip our own."""

    def __init__(self, book: Any, modified: dt.datetime, language: str) -> None:
        super().__init__("", book, {"mtime": modified, "raise_exceptions": True})
        self.language = language
        _refuse_clashes(book)

    def _write_opf_file(self, root: Any) -> None:
        root.set(f"{{{XML}}}lang", self.language)
        root.attrib.pop("prefix", None)  # `rendition` is reserved and needs no declaration
        for element in root.find("metadata"):
            filled = element.get("content") or (element.text or "").strip()
            assert filled, f"empty metadata element {element.tag}"
        super()._write_opf_file(root)

    def _write_items(self) -> None:
        for item in self.book.get_items():
            folder = f"{self.book.FOLDER_NAME}/" if item.manifest else ""
            self._put(f"{folder}{item.file_name}", item.get_content())

    def _put(self, name: str, data: bytes | str, store: bool = False) -> None:
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        store = store or posixpath.splitext(name)[1] in STORED
        entry.compress_type = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
        self.zip.writestr(entry, data, compresslevel=None if store else 9)

    def writestr(self, name: Any, data: bytes | str, *_: Any, **__: Any) -> None:
        """What the inherited methods call on `self.out`; 0.21 passes a ZipInfo as the name."""
        self._put(getattr(name, "filename", name), data)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.out = self
        with zipfile.ZipFile(out, "w") as self.zip:
            self._put("mimetype", b"application/epub+zip", store=True)
            self._write_container()
            self._write_opf()
            self._write_items()
        return out.getvalue()


def _refuse_clashes(book: Any) -> None:
    ids = [item.id for item in book.items]
    names = [item.file_name.casefold() for item in book.items]
    for values in (ids, names):
        assert len(set(values)) == len(values), "two files of the booklet share a name"


def pack(
    metadata: Metadata,
    files: Sequence[File],
    order: Sequence[str],
    guide: list[dict[str, str]],
    claims: Sequence[tuple[str, str]],
    display_options: bytes,
) -> bytes:
    """The container's bytes. `order` are ids in reading order; `claims` say what the pages show."""
    book = _Book()
    book.title, book.language, book.uid = metadata.title, metadata.language, metadata.identifier
    for file in files:
        book.add_item(_Raw(file))
    options = "META-INF/com.apple.ibooks.display-options.xml"
    book.add_item(_Raw(File("apple", options, "application/xml", display_options), manifest=False))
    book.spine = list(order)
    if of_language(metadata.language) == "rtl":
        book.set_direction("rtl")  # pages turn the other way
    book.guide = guide
    _describe(book, metadata)
    for name, value in claims:
        _meta(book, name, value)
    _certify(book, metadata.conformance)
    if any("cover-image" in file.properties for file in files):
        # EPUB 2 form, which Kobo's shop, Calibre and older Kindles read
        book.add_metadata(None, "meta", None, {"name": "cover", "content": "cover-image"})
    return _Writer(book, metadata.modified, metadata.language).bytes()


def _dc(book: Any, name: str, value: str, attributes: Mapping[str, str] | None = None) -> None:
    book.add_metadata("DC", name, value, dict(attributes or {}))


def _meta(book: Any, name: str, value: str, refines: str = "", scheme: str = "") -> None:
    given = {"property": name}
    if refines:
        given["refines"] = f"#{refines}"
    if scheme:
        given["scheme"] = scheme
    book.add_metadata(None, "meta", value, given)


def _agent(book: Any, kind: str, agent: Agent, name: str) -> None:
    _dc(book, kind, agent.name, {"id": name})
    _meta(book, "file-as", agent.sort, name)
    for code in agent.relators:
        _meta(book, "role", code, name, "marc:relators")


def _certify(book: Any, conformance: Conformance | None) -> None:
    """A claim of conformance, by whom, and when (EPUB Accessibility 1.1, section 4)."""
    if conformance:
        _meta(book, "dcterms:conformsTo", conformance.standard)
        book.add_metadata(
            None, "meta", conformance.certifier, {"property": "a11y:certifiedBy", "id": "certifier"}
        )
        _meta(book, "dcterms:date", conformance.date.isoformat(), "certifier")


def _place_in_series(book: Any, series: Series | None) -> None:
    """As EPUB 3 says it, and as Calibre did first, which some readers still ask for."""
    if series is None:
        return
    book.add_metadata(
        None, "meta", series.title, {"property": "belongs-to-collection", "id": "series"}
    )
    _meta(book, "collection-type", "series", "series")
    book.add_metadata(None, "meta", None, {"name": "calibre:series", "content": series.title})
    if series.number:
        _meta(book, "group-position", str(series.number), "series")
        index = {"name": "calibre:series_index", "content": str(series.number)}
        book.add_metadata(None, "meta", None, index)


def _describe(book: Any, metadata: Metadata) -> None:
    """Dublin Core and its refinements. Values are never empty."""
    _dc(book, "identifier", metadata.identifier, {"id": "pub-id"})
    book.IDENTIFIER_ID = "pub-id"
    _dc(book, "title", metadata.title, {"id": "title"})
    _meta(book, "title-type", "main", "title")
    _meta(book, "file-as", metadata.title, "title")
    _dc(book, "language", metadata.language)
    _agent(book, "creator", metadata.author, "creator")
    for number, agent in enumerate(metadata.contributors, 1):
        _agent(book, "contributor", agent, f"contributor-{number}")
    for subject in metadata.subjects:
        _dc(book, "subject", subject)
    _dc(book, "description", metadata.description)
    _dc(book, "date", metadata.modified.date().isoformat())
    _dc(book, "type", "press kit")
    _dc(book, "publisher", metadata.author.name)
    rights = " ".join(part for part in (metadata.rights, metadata.issuer_line) if part)
    _dc(book, "rights", rights)
    _meta(book, "schema:version", metadata.version)
    _place_in_series(book, metadata.series)
