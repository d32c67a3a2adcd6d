"""Faults of pictures, page breaks, hyphens and overlaps, planted in a page; and what is none."""

import pytest
from weasyprint import HTML

from presskit.diagnostics import Location
from presskit.document import Photograph, Resource
from presskit.writers import pdf
from presskit.writers.pdf import preflight
from presskit.writers.pdf.preflight.hyphens import keep, ladders
from presskit.writers.pdf.preflight.pictures import coarse
from presskit.writers.pdf.preflight.sheets import Sheets
from tests.unit.pages import (
    ORIGINS,
    document,
    found_in,
    laid_out,
    line,
    photograph,
    pixels,
)

LINE_7 = Location("text/notes.md", 7, 1)


def codes(body: str, css: str = "", *resources: Resource | Photograph) -> list[str]:
    return [d.code for d in found_in(body, css, *resources)]


# ------------------------------------------------------------ pictures: resolution


def img(style: str) -> str:
    return f'<div data-from="0:2"><img src="images/still.jpg" alt="A still" style="{style}"/></div>'


@pytest.mark.parametrize(
    ("original", "style", "code", "says"),
    [
        ((300, 200), "width: 144pt", None, ""),
        ((298, 200), "width: 144pt", "PK511", "has 149 pixels"),
        ((200, 100), "width: 144pt", "PK511", "has 100 pixels to the inch at 51 × 25 mm"),
        ((149, 100), "width: 144pt", "PK512", "has 74 pixels"),
        ((6000, 4000), "width: 144pt", None, ""),
        ((600, 200), "width: 144pt; height: 144pt; object-fit: cover", "PK511", "51 × 51 mm"),
        ((600, 200), "width: 144pt; height: 144pt; object-fit: contain", None, ""),
        ((600, 200), "width: 144pt; height: 144pt", "PK511", "has 100 pixels"),
    ],
)
def test_the_original_is_judged_at_its_size_on_the_page(
    original: tuple[int, int], style: str, code: str | None, says: str
) -> None:
    found = found_in(img(style), "", photograph(*original))
    assert [d.code for d in found] == ([code] if code else [])
    for diagnostic in found:
        assert diagnostic.message.startswith("page 1: the picture still.jpg has ")
        assert says in diagnostic.message
        assert diagnostic.location == LINE_7
        assert "of at least " in diagnostic.hint


def test_a_print_shop_asks_for_twice_as_many_pixels() -> None:
    still = Resource("images/still.jpg", "image/jpeg", pixels(500, 300))
    sheets = Sheets(laid_out(img("width: 144pt"), "", still), ORIGINS)
    assert coarse(sheets, (), preflight.SCREEN_PPI) == []
    (found,) = coarse(sheets, (), preflight.PRESS_PPI)
    assert found.code == "PK511"
    assert found.hint.startswith("Ask for a file of at least 600 × 360 pixels")


@pytest.mark.parametrize(
    "css",
    [
        "div { background: url(images/ground.png) no-repeat 0 0 / 144pt 144pt }",
        "@page { background: url(images/ground.png) no-repeat 0 0 / 144pt 144pt }",
    ],
)
def test_pictures_behind_text_are_judged_too(css: str) -> None:
    ground = Resource("images/ground.png", "image/png", pixels(100, 100, "PNG"))
    found = found_in('<div data-from="0:2">Text</div>', css, ground)
    assert [d.code for d in found] == ["PK512"]
    assert "the picture behind the text has 50 pixels" in found[0].message


def test_a_drawing_has_no_pixels() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    drawing = Resource("images/still.jpg", "image/svg+xml", svg)
    assert codes(img("width: 100pt"), "", drawing) == []


# ------------------------------------------------------------ pictures: edges


ROAD = """<svg xmlns="http://www.w3.org/2000/svg" width="60pt" height="9pt">
<title>A road</title></svg>"""


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (img("width: 300pt; margin-left: 20pt"), "the picture still.jpg runs off the page"),
        (img("width: 90pt; position: absolute; top: 150pt"), "still.jpg runs off the page"),
        (img("width: 90pt; position: absolute; top: -50pt"), "still.jpg runs off the page"),
        (
            f'<div style="width: 100pt">{img("width: 120pt")}</div>',
            "the picture still.jpg is 20 pt too wide for its box",
        ),
        (
            f'<div style="height: 30pt">{img("width: 90pt")}</div>',
            "the picture still.jpg is 30 pt below its box",
        ),
        (
            f'<div style="width: 50pt" data-from="0:2">{ROAD}</div>',
            "the drawing “A road” is 10 pt too wide for its box",
        ),
    ],
)
def test_a_picture_over_an_edge_is_found(body: str, says: str) -> None:
    found = found_in(body, "", photograph(3000, 2000))
    assert "PK503" in [d.code for d in found]
    over = [d for d in found if says in d.message]
    assert [(d.code, d.location) for d in over] == [("PK503", LINE_7)]
    assert over[0].hint.startswith("Make the picture smaller")


@pytest.mark.parametrize(
    "body",
    [
        f'<div style="width: 100pt">{img("width: 120pt; margin-right: -20pt")}</div>',
        f'<div style="margin-left: -20pt; width: 300pt">{img("width: 300pt")}</div>',
        f'<div style="height: 30pt"><div data-hang="">{img("width: 90pt")}</div></div>',
    ],
)
def test_a_picture_that_is_meant_to_hang_over_is_none(body: str) -> None:
    assert codes(body, "", photograph(3000, 1500)) == []


# ------------------------------------------------------------ headings


HEADED = f'<section>{line(9)}<h2 data-from="0:2">A heading</h2><p>Its text</p>{line(5)}</section>'


def test_a_heading_alone_at_a_foot_is_found() -> None:
    (found,) = found_in(HEADED, "h2 { break-after: auto }")
    assert (found.code, found.location) == ("PK513", LINE_7)
    assert found.message == "page 1: the heading “A heading” is alone at the page's foot"


@pytest.mark.parametrize(
    "css",
    [
        "h2 { break-after: avoid }",
        "h2 { break-after: page }",
        "h2 { break-after: auto } h2 + p { break-before: page }",
        "h2 { break-after: auto } h2 + p { page: other }",
        "h2 { break-after: auto; break-before: page } ",
        "@page { margin-bottom: 3pt } h2 { break-after: auto }",
    ],
)
def test_a_heading_that_stands_with_its_text_or_by_itself_on_purpose_is_none(css: str) -> None:
    assert "PK513" not in codes(HEADED, css)


def test_a_heading_with_a_placed_text_below_it_is_not_alone() -> None:
    placed = '<p style="position: absolute; top: 178pt; left: 100pt">A text</p>'
    body = HEADED.replace("</h2>", f"</h2>{placed}")
    assert "PK513" not in codes(body, "@page { margin-bottom: 30pt } h2 { break-after: auto }")


def test_a_heading_alone_at_the_foot_of_a_column_is_found() -> None:
    (found,) = found_in(
        HEADED, "section { columns: 2; column-fill: auto } h2 { break-after: auto }"
    )
    assert found.code == "PK513"
    assert "alone at the column's foot" in found.message


# ------------------------------------------------------------ pages


LEFT = f'<section style="break-before: left">{line(9)}</section>'
TWO = f'{line(9)}<section><p data-from="0:2">A line<br/>A line<br/>A line</p></section>'


def test_a_page_with_next_to_nothing_on_it_is_found() -> None:
    (found,) = found_in(TWO)
    assert (found.code, found.location) == ("PK514", LINE_7)
    assert found.message.startswith("page 2: less than a third of it is filled")


@pytest.mark.parametrize(
    "body",
    [
        TWO.replace("<section", '<section data-sparse=""'),
        TWO.replace("A line", "<br/>".join(["A line"] * 3)),
        TWO.replace("<section", '<section style="height: 150pt"'),
        TWO.replace("<section", '<section style="break-before: page"'),
        TWO.replace("<section", '<section style="page: other"'),
        TWO.replace("</section>", '<p style="position: absolute; top: 140pt">Low</p></section>'),
        f"{line(9)}{LEFT}{LEFT}",
        "<p>One page has nowhere else to put its text.</p>",
    ],
)
def test_a_page_that_is_full_enough_or_meant_so_is_none(body: str) -> None:
    assert codes(body) == []


# ------------------------------------------------------------ single lines


def parted(before: int, lines: int) -> str:
    own = "<br/>".join(["A line of it"] * lines)
    return f'{line(before)}<p data-from="0:2">{own}</p>{line(6)}'


ALONE = "p { orphans: 1; widows: 1 }"


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (9, "page 1: a first line is alone at the foot: “A line of it”"),
        (8, "page 2: a last line is alone at the top: “A line of it”"),
    ],
)
def test_a_line_alone_is_found(before: int, says: str) -> None:
    (found,) = found_in(parted(before, 3), ALONE)
    assert (found.code, found.location, found.message) == ("PK515", LINE_7, says)


def test_a_line_alone_in_a_column_is_found() -> None:
    css = f"{ALONE} body {{ columns: 2; column-fill: auto }}"
    assert codes(parted(9, 3), css) == ["PK515"]


@pytest.mark.parametrize("before", range(6, 11))
def test_lines_that_the_engine_holds_together_are_none(before: int) -> None:
    assert codes(parted(before, 4), "p { orphans: 2; widows: 2 }") == []


def test_the_head_of_a_table_stands_on_every_page() -> None:
    rows = "<tr><td>A row</td></tr>" * 14
    body = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    assert codes(body, "td { padding: 0 }") == []


# ------------------------------------------------------------ hyphens


NARROW = "p { width: 50pt; hyphens: auto; hyphenate-limit-chars: 5 2 2; hyphenate-character: '-' }"
TALL = "@page { size: 300pt 900pt }"


def test_three_hyphens_in_a_row_become_two() -> None:
    body = "<p>mechanical adventure expedition in the desert</p>"
    css = f"{NARROW} {TALL} p {{ width: 46pt }}"
    assert len(ladders(Sheets(laid_out(body, css)))) == 1
    assert codes(body, css) == []


def test_a_word_without_room_is_rather_divided() -> None:
    body = "<p>presentation unforgettable motorcycle championship in the desert</p>"
    assert codes(body, f"{NARROW} {TALL} p {{ width: 44pt }}") == ["PK516"]


@pytest.mark.parametrize("text", ["me\u00adcha\u00adni\u00adcal", "<em>mechanical</em>"])
def test_a_word_with_hyphens_of_its_own_or_in_an_element_is_kept_whole(text: str) -> None:
    body = f"<p>presentation adven-ture-ex-pedition <em>mechanical</em> {text} in the desert</p>"
    css = f"{NARROW} {TALL} p {{ width: 60pt }}"
    assert "PK516" not in codes(body, css)


def test_what_is_kept_whole_is_marked_and_nothing_else_changes() -> None:
    page = document("<p>Some <em>words</em> are words, words and <b>swords</b>.</p>").pages[0]
    root = HTML(string=page.xhtml).etree_element
    before = "".join(root.itertext())
    number = [e.tag for e in root.iter()].index("p")
    keep(root, frozenset({(number, "words")}))
    assert "".join(root.itertext()) == before
    assert [e.text for e in root.iter() if e.get("data-whole") is not None] == ["words"] * 3


def test_a_ladder_that_cannot_be_mended_is_found() -> None:
    body = '<p data-from="0:2">one-<br/>two-<br/>three-<br/>four</p>'
    (found,) = found_in(body)
    assert (found.code, found.location) == ("PK516", LINE_7)
    assert found.message == "page 1: hyphens end 3 lines in a row, from “one-”"
    assert codes("<p>one-<br/>two-<br/>three<br/>four-</p>") == []


# ------------------------------------------------------------ text over text


PLACED = '<p style="position: absolute; top: {}pt; left: {}pt" data-from="0:2">Over it</p>'


@pytest.mark.parametrize(
    "body",
    [
        line(3) + PLACED.format(0, 0),
        line(3) + PLACED.format(5, 20),
        line(3) + PLACED.format(36, 50),
        line(1) + '<p style="margin-top: -12pt" data-from="0:2">Over it</p>',
        '<p style="position: absolute; top: 0">Under it</p>' + PLACED.format(4, 9),
    ],
)
def test_text_over_text_is_found(body: str) -> None:
    found = found_in(body)
    assert [(d.code, d.location) for d in found] == [("PK517", LINE_7)]
    assert "“Over it”" in found[0].message
    assert "lie over each other" in found[0].message


def test_text_over_a_running_head_is_found() -> None:
    css = "@page { @top-left { content: 'The running head' } }"
    assert "PK517" in codes(PLACED.format(-12, 0), css)


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (line(3) + PLACED.format(0, 100), ""),
        (line(3) + PLACED.format(48, 0), ""),
        ('<h2 style="font-size: 40pt; line-height: 30pt">TITLE TWO<br/>LINES</h2>' + line(2), ""),
        (line(3) + PLACED.format(0, 0).replace('style="', 'style="visibility: hidden; '), ""),
        ('<p>A <span style="display: inline-block">word</span> in it</p>', ""),
        ("<ul><li>One</li><li>Two</li></ul>", "ul { margin-left: 20pt }"),
    ],
)
def test_text_beside_text_is_none(body: str, css: str) -> None:
    assert codes(body, css) == []


# ------------------------------------------------------------ a page that is right


def test_a_document_that_is_right_has_no_findings() -> None:
    body = (
        f"<section><h2>A heading</h2>{line(7)}{img('width: 100pt; height: 10pt')}</section>"
        f'<section style="break-before: page"><h2>Another</h2>{parted(4, 3)}</section>'
    )
    written = pdf.write(document(body, "", photograph(3000, 300)))
    assert written.found == ()
    assert written.layout is not None
    assert len(written.layout.folios) == 3
