"""WeasyPrint on a short lead: declared resources only, and every word of its log heard."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from presskit.diagnostics import Diagnostic, Location
from presskit.document import Document, Resource
from presskit.keeping import key_of

BASE = "https://kit.invalid/"
"""Where pages believe they live. The name is reserved (RFC 2606) and resolves to nothing."""

_sheet: ContextVar[str] = ContextVar("sheet", default="")


_REFUSED = "not a resource of this kit"


class DeclaredOnly(URLFetcher):  # type: ignore[misc]  # the library demands a subclass
    """Serves the document's resources from memory and refuses everything else.

    Refusals are kept, each with the style sheet that was being read: WeasyPrint swallows errors
    raised within an SVG.
    """

    def __init__(self, resources: tuple[Resource, ...]) -> None:
        super().__init__(allowed_protocols=set(), allow_redirects=False)
        self.table = {BASE + r.name: r for r in resources}
        self.refused: list[tuple[str, str]] = []
        self.asked = 0

    def serve(self, resource: Resource) -> None:
        """Serve a resource from now on, in place of another of its name."""
        self.table[BASE + resource.name] = resource

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        self.asked += 1
        resource = self.table.get(url)
        if resource is None:
            self.refused.append((url, _sheet.get()))
            raise ValueError(_REFUSED)
        return URLFetcherResponse(url, resource.data, {"Content-Type": resource.media_type})


class Heard(logging.Handler):
    """Collects what WeasyPrint logs, each with the style sheet that was being read."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[tuple[int, str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.levelno, _sheet.get(), record.getMessage()))

    def diagnostics(self, refused: list[tuple[str, str]]) -> list[Diagnostic]:
        """Errors of the engine and refused addresses are errors; the rest are warnings."""
        found = [
            Diagnostic(
                "PK501" if level >= logging.ERROR or "notdef" in text else "PK504",
                text,
                Location(sheet) if sheet else None,
                "Mend the template or the picture that it names.",
            )
            for level, sheet, text in dict.fromkeys(self.records)
            if _REFUSED not in text
        ]
        hint = "Pages name only resources that the build declared; save pictures in the project."
        return found + [
            Diagnostic(
                "PK501",
                f"{url} was asked for and refused",
                Location(sheet) if sheet else None,
                hint,
            )
            for url, sheet in dict.fromkeys(refused)
        ]


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear WeasyPrint's log for a while, and keep it from the terminal."""
    logger = logging.getLogger("weasyprint")
    heard, before = Heard(), (logger.level, logger.propagate, list(logger.handlers))
    logger.handlers = [heard]
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.level, logger.propagate, logger.handlers = before


VARIANT = "pdf/a-3a"
"""What WeasyPrint is asked for; the finisher adds the declaration of PDF/UA-1."""


def options(document: Document) -> dict[str, Any]:
    """Options that WeasyPrint wants both at layout and at writing."""
    given: dict[str, Any] = {"pdf_variant": VARIANT, "pdf_tags": True}
    if document.press:  # a plain file, which the finisher dresses
        given = {"pdf_version": "1.6", "pdf_identifier": True}
    return {**given, "presentational_hints": False}


RELATIONSHIPS = {"application/json": "Data", "text/plain": "Alternative"}
"""What an attached file is to the PDF (ISO 19005-3, 6.8; ISO 32000-2, 7.11.3)."""


def attachments(document: Document) -> list[Attachment]:
    """The document's attachments, with the film's date in place of the clock's."""
    modified = document.metadata.modified
    return [
        Attachment(
            string=item.data,
            name=item.name,
            created=modified,
            modified=modified,
            relationship=RELATIONSHIPS.get(item.media_type, "Supplement"),
        )
        for item in document.attachments
    ]


def lay_out(
    document: Document,
    prepare: Callable[[Any], None] = lambda _root: None,
    added: tuple[Resource, ...] = (),
) -> tuple[Any, DeclaredOnly]:
    """Lay the document's one page of XHTML out on paper; `prepare` may change its elements.

    `added` are style sheets and pictures of the writer's own.
    """
    fetcher = DeclaredOnly((*document.resources, *added))
    faces = Resource("fonts.css", "text/css", _font_faces(document))
    fonts, known = _set_of_fonts(faces, document.resources)
    ours = (item for item in added if item.media_type == "text/css")
    sheets = [_read(sheet, fetcher, fonts, known) for sheet in (faces, *document.styles, *ours)]
    html = HTML(string=document.pages[0].xhtml, base_url=BASE, url_fetcher=fetcher)
    prepare(html.etree_element)
    laid_out = html.render(stylesheets=sheets, font_config=fonts, **options(document))
    return laid_out, fetcher


_Sheets = dict[bytes, CSS]

_KNOWN: dict[str, tuple[FontConfiguration, _Sheets]] = {}
"""Sets of fonts that were loaded, by their digest, each with the style sheets read with it."""


def _set_of_fonts(
    faces: Resource, resources: tuple[Resource, ...]
) -> tuple[FontConfiguration, _Sheets]:
    """The fonts of a document and the style sheets read with them; editions share both."""
    files = sorted((r.name, r.data) for r in resources if r.media_type.startswith("font/"))
    key = key_of(faces.data, *(part for file in files for part in file))
    if key not in _KNOWN:
        _KNOWN.clear()  # those of another theme, or of before a font was changed
        _KNOWN[key] = (FontConfiguration(), {})
    return _KNOWN[key]


_SHEETS = 32
"""Style sheets of one set of fonts that are kept."""


def _read(sheet: Resource, fetcher: DeclaredOnly, fonts: FontConfiguration, known: _Sheets) -> CSS:
    """A style sheet, read by itself, so that a complaint can be traced to its file.

    One of which nothing was said is read once.
    """
    if sheet.data in known:
        return known[sheet.data]
    logger = logging.getLogger("weasyprint")
    said = Heard()
    token = _sheet.set(sheet.name)
    logger.addHandler(said)
    asked = fetcher.asked
    try:
        css = CSS(string=sheet.data.decode(), url_fetcher=fetcher, base_url=BASE, font_config=fonts)
    finally:
        logger.removeHandler(said)
        _sheet.reset(token)
    if not said.records and (sheet.name == "fonts.css" or fetcher.asked == asked):
        if len(known) >= _SHEETS:
            known.clear()
        known[sheet.data] = css
    return css


_WRAP = "html { overflow-wrap: break-word } @page { overflow-wrap: break-word }"
"""A word that is wider than its box breaks, wherever no theme says otherwise. With `anywhere` the
engine would try each of its letters as the width of a column, for minutes."""


def _font_faces(document: Document) -> bytes:
    rules = (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f" font-style: {face.style}; src: url({BASE}{face.resource}) }}"
        for face in document.faces
    )
    return "\n".join((*rules, _WRAP)).encode()
