"""Small documents for tests of the writer: a page of 300 by 200 points in Barlow Condensed.

The type area is 260 by 160 points: ten lines of 16.
"""

import datetime as dt
import io
from typing import Any

from PIL import Image

from presskit.diagnostics import Diagnostic, Location
from presskit.document import Agent, Document, Face, Metadata, Page, Photograph, Resource
from presskit.writers import pdf
from presskit.writers.pdf import engine
from tests.conftest import ROOT

BARLOW = "fonts/barlow-condensed/BarlowCondensed-500.ttf"
ORIGINS = (Location("text/notes.md", 5, 1),)
SHEET = """@page { size: 300pt 200pt; margin: 20pt }
html { font: 12pt/16pt Barlow Condensed; image-rendering: crisp-edges }
body, p, h2, ul, figure { margin: 0; padding: 0; font-size: inherit; font-weight: inherit }
img { display: block }
"""


def document(body: str, css: str = "", *resources: Resource | Photograph) -> Document:
    """A document of one page of XHTML; data-from="0:n" is line 5 + n of text/notes.md."""
    face = Face("Barlow Condensed", 400, "normal", BARLOW)
    font = Resource(BARLOW, "font/ttf", (ROOT / "assets" / BARLOW).read_bytes())
    author = Agent("Ann Archer", "Archer, Ann", ("aut",))
    moment = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    said = Metadata(
        "T", "T", "en", "urn:uuid:0", "1", moment, author, (), (), "", "", "", draft=True
    )
    page = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    style = Resource("styles/kit.css", "text/css", f"{SHEET}{css}".encode())
    return Document(
        said,
        (Page("kit", "", "kit", page),),
        (style,),
        (font, *(r for r in resources if isinstance(r, Resource))),
        (face,),
        ORIGINS,
        photographs=tuple(r for r in resources if isinstance(r, Photograph)),
    )


def found_in(body: str, css: str = "", *resources: Resource | Photograph) -> list[Diagnostic]:
    """What the writer has to say of it."""
    return list(pdf.write(document(body, css, *resources)).found)


def laid_out(body: str, css: str = "", *resources: Resource) -> Any:
    """The engine's layout, nothing mended."""
    return engine.lay_out(document(body, css, *resources))[0]


def line(n: int = 1) -> str:
    """Lines to fill a page with."""
    return "<p>" + "<br/>".join(["One line of text"] * n) + "</p>"


def pixels(width: int, height: int, kind: str = "JPEG") -> bytes:
    """A grey picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#777777").save(out, kind)
    return out.getvalue()


def photograph(width: int, height: int) -> Photograph:
    """images/still.jpg, made 30 pixels wide whatever is asked for."""

    def made(_edge: int, ratio: float | None) -> bytes:
        return pixels(30, round(30 / (ratio or width / height)))

    return Photograph("images/still.jpg", width, height, "image/jpeg", made)
