"""Faults planted in a page: each is found, named by its code, and traced to the content."""

import datetime as dt

import pytest

from presskit.diagnostics import Diagnostic, Location, PresskitError
from presskit.document import Agent, Document, Face, Metadata, Page, Resource
from presskit.writers import pdf
from tests.conftest import ROOT

BARLOW = "fonts/barlow-condensed/BarlowCondensed-500.ttf"
ORIGINS = (Location("text/notes.md", 5, 1),)
LONG = "Unbreakablelongwordthatnobodycanset"
PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


def found_in(body: str, css: str = "", *resources: Resource) -> list[Diagnostic]:
    """What the writer has to say of a page of 300 by 200 points, set in Barlow Condensed."""
    face = Face("Barlow Condensed", 400, "normal", BARLOW)
    file = Resource(BARLOW, "font/ttf", (ROOT / "assets" / BARLOW).read_bytes())
    moment = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    author = Agent("Ann Archer", "Archer, Ann", ("aut",))
    said = Metadata(
        "T", "T", "en", "urn:uuid:0", "1", moment, author, (), (), "", "", "", draft=True
    )
    sheet = "@page { size: 300pt 200pt; margin: 20pt } body { font: 12pt Barlow Condensed }"
    style = Resource("styles/kit.css", "text/css", f"{sheet} p {{ margin: 0 }} {css}".encode())
    page = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    pages = (Page("kit", "", "kit", page),)
    document = Document(said, pages, (style,), (file, *resources), (face,), ORIGINS)
    return list(pdf.write(document).found)


def test_a_page_that_is_right_has_no_findings() -> None:
    picture = Resource("art/dot.svg", "image/svg+xml", PIXEL)
    body = '<h1>Title</h1><p data-from="0:0">Words enough.</p><img src="art/dot.svg" alt="A dot"/>'
    css = "h1 { height: 30pt; position: relative } img { position: absolute; width: 9pt }"
    assert found_in(body, css, picture) == []


OVERSET = {
    "off the side of the page": (
        '<p data-from="0:2" style="margin-left: 240pt; white-space: pre">Runs off here</p>',
        "“Runs off here” runs off the page",
    ),
    "off the foot of the page": (
        '<p data-from="0:2" style="position: absolute; top: 185pt">Too low</p>',
        "“Too low” runs off the page",
    ),
    "too long for its line": (
        f'<p data-from="0:2" style="width: 40pt; overflow-wrap: normal">{LONG}</p>',
        "pt too long for its line",
    ),
    "too long for its line, in italics": (
        f'<p data-from="0:2" style="width: 40pt; overflow-wrap: normal">A <em>{LONG}</em></p>',
        "pt too long for its line",
    ),
    "below its box": (
        '<div style="height: 20pt"><p data-from="0:2">One<br/>two<br/>three<br/>four</p></div>',
        "“four” is 3",
    ),
    "below its box, in a list": (
        '<ul style="height: 20pt"><li data-from="0:2">One<br/>two<br/><b>three</b></li></ul>',
        "“three” is ",
    ),
}


@pytest.mark.parametrize("fault", OVERSET)
def test_text_over_an_edge_is_found_and_traced_to_its_line(fault: str) -> None:
    body, message = OVERSET[fault]
    found = [d for d in found_in(body) if message in d.message]
    assert [d.code for d in found] == ["PK503"]
    assert found[0].message.startswith("page 1: ")
    assert found[0].location == Location("text/notes.md", 7, 1)


NOTE = f'<div class="note" data-from="0:1">{"Line<br/>" * 6}</div>'
PLACED = "div.note { position: absolute; top: 110pt; width: 60pt }"


def test_a_placed_box_that_the_page_cuts_in_two_is_found() -> None:
    found = found_in(f"<p>Text</p>{NOTE}<p style='break-before: page'>More</p>", PLACED)
    cut = [d for d in found if "cut in two" in d.message]
    assert [(d.code, d.location) for d in cut] == [("PK503", Location("text/notes.md", 6, 1))]


def test_a_placed_box_that_the_last_page_cuts_short_is_found() -> None:
    (cut,) = found_in(f"<p>Text</p>{NOTE}", PLACED)
    assert cut.message == "page 1: “Line” is cut in two by the page's foot"


def test_what_a_theme_lets_hang_out_of_its_box_is_no_finding() -> None:
    assert found_in('<div style="height: 4pt"><p data-hang="">A figure</p></div>') == []


def test_a_character_of_another_font_is_found() -> None:
    (found,) = found_in("<p>Winner: Ĕ</p>")
    assert found.code == "PK502"
    assert "“Ĕ” was set in Literata Text" in found.message


def test_a_character_that_no_font_has_is_found() -> None:
    (found,) = found_in("<p>Winner: 漢</p>")
    assert found.code == "PK501"
    assert "U+6F22" in found.message


REFUSED = {
    "not declared": "art/nowhere.svg",
    "remote": "https://example.com/x.png",
    "of the machine": "file:///etc/hostname",
    "by a way round": "https://kit.invalid/../../etc/hostname",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_picture_that_is_no_resource_of_the_kit_is_refused(kind: str) -> None:
    found = found_in(f'<p><img src="{REFUSED[kind]}" alt="x"/></p>')
    assert {d.code for d in found} == {"PK501"}
    assert any(REFUSED[kind].rpartition("/")[2] in d.message for d in found)


def test_a_style_sheet_reaches_for_nothing_else_either() -> None:
    found = found_in("<p>x</p>", "body { background: url(art/of-another-kit.png) }")
    assert {d.code for d in found} == {"PK501"}
    with pytest.raises(PresskitError, match="PK518"):
        found_in("<p>x</p>", "body { background: url(https://example.com/ground.png) }")


def test_a_picture_within_a_drawing_is_refused_too() -> None:
    inner = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="file:///etc/x"/></svg>'
    drawing = Resource("art/a.svg", "image/svg+xml", inner)
    found = found_in('<p><img src="art/a.svg" alt="A drawing"/></p>', "", drawing)
    assert "PK501" in {d.code for d in found}


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/svg+xml"])
def test_a_broken_picture_is_an_error(kind: str) -> None:
    broken = Resource("images/broken", kind, b"not a picture")
    found = found_in('<p><img src="images/broken" alt="x"/></p>', "", broken)
    assert {d.code for d in found} == {"PK501"}
    assert any("images/broken" in d.message for d in found)


def test_a_property_that_does_not_exist_is_a_warning_with_its_style_sheet() -> None:
    (found,) = found_in("<p>x</p>", "p { colour-of-text: red }")
    assert (found.code, found.severity) == ("PK504", "warning")
    assert found.location == Location("styles/kit.css")
    assert "colour-of-text" in found.message
