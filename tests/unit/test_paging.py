"""Which words a page begins with, as WeasyPrint's boxes have it."""

from typing import Any

import pytest
from weasyprint import HTML

from presskit.document import Layout
from presskit.writers.pdf.paging import followed

PAGE = """<style>@page {{ size: 100pt 70pt; margin: 10pt; @top-left {{ content: "head" }} }}
html {{ font: 10pt/10pt "Barlow Condensed" }} p, h2, table {{ margin: 0 }} {style}</style>{body}"""


def laid_out(body: str, style: str = "") -> Any:
    return HTML(string=PAGE.format(style=style, body=body)).render()


def first(document: Any) -> list[str]:
    """The words that each page takes up first, as far as the block goes."""
    folios = tuple(str(n) for n in range(1, len(document.pages) + 1))
    layout = followed(document, Layout(folios, {}))
    assert layout.stray == ""
    return [layout.blocks[s[0].block].words[s[0].done :] if s else "" for s in layout.starts]


def test_a_page_goes_on_within_a_paragraph_and_within_a_word() -> None:
    words = "characteristically " * 12
    starts = first(laid_out(f'<p lang="en">{words}</p>', "p { hyphens: auto; width: 42pt }"))
    whole = starts[0]
    assert len(starts) > 2
    assert all(whole.endswith(part) for part in starts)
    assert any(not part.startswith("characteristically") for part in starts), "nothing was divided"


@pytest.mark.parametrize(
    "style",
    [
        "p { text-transform: uppercase }",
        "p::before { content: 'Aside: ' } p::after { content: '.' }",
        "p::first-letter { font-size: 16pt }",
        "p { text-align: justify; text-indent: 9pt; columns: 2 }",
        "li { list-style: decimal inside }",
    ],
)
def test_what_a_style_sheet_adds_or_changes_is_not_of_the_text(style: str) -> None:
    body = "<p>Straße and <b>dust</b>, dust and road.</p>" * 4 + "<ol><li>One</li></ol>" * 3
    starts = first(laid_out(body, style))
    assert starts[0].startswith("strasseanddust,dust")
    assert len(starts) > 1


def test_a_head_that_stands_again_is_not_what_a_page_begins_with() -> None:
    rows = "".join(f"<tr><td>Row {n}</td></tr>" for n in range(12))
    starts = first(laid_out(f"<table><thead><tr><th>Head</th></tr></thead>{rows}</table>"))
    assert starts[0] == "head"
    assert starts[1].startswith("row")
    assert all(part.startswith("row") for part in starts[1:])


def test_a_picture_can_be_the_first_thing_on_a_page() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><title>A road</title></svg>'
    )
    body = f'<p>Words</p><div style="break-before: page">{svg}</div><p>More</p>'
    assert first(laid_out(body)) == ["words", "aroad"]


def test_words_that_are_not_the_texts_own_are_told_with_their_place() -> None:
    document = laid_out('<p>One</p><p id="two">Two</p>')
    root = document.pages[0]._page_box.children[0].element
    next(e for e in root.iter() if e.get("id") == "two").text = "Three"
    layout = followed(document, Layout(("1",), {}))
    assert layout.stray == "page 1, at “Two”"
    assert (layout.blocks, layout.starts) == ((), ())
