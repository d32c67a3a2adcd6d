"""What a reader of the PDF finds a way with, and that nothing is in it that is not on its pages."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pypdf.generic import Destination

from presskit.formats import FORMATS
from presskit.model import Film
from presskit.plan import Section, plan, sections
from presskit.project import Project, Settings
from presskit.theme import load_theme
from tests.conftest import ROOT
from tests.kit.reading import Pdf, normal

SIZES = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}

JOINED = {"watch": "festivals", "contacts": "credits"}
"""Sections that the theme sets below another; every other starts on a page of its own."""

FAMILIES = {"Barlow Condensed", "Roadbook Serif"}


@pytest.fixture(scope="module")
def planned(film: Film) -> tuple[Section, ...]:
    """The sections in order."""
    project = Project(ROOT, Settings())
    edition = plan(project, ("press-kit-a4",), FORMATS, final=False)[-1]
    return sections(film, edition, load_theme("one-more-win", project))


@pytest.fixture
def pdf(paper: Pdf) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(paper.path) as opened:
        yield opened


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every structure element below a node of the tree of tags."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def tagged(pdf: pikepdf.Pdf, *tags: str) -> list[pikepdf.Dictionary]:
    return [e for e in elements(pdf.Root.StructTreeRoot.K) if str(e.S) in tags]


def test_the_bookmarks_name_every_section_in_order(
    paper: Pdf, planned: tuple[Section, ...]
) -> None:
    title, below = paper.reader.outline
    assert isinstance(title, Destination)
    assert isinstance(below, list)
    assert title.title == "One More Win"
    marks = [mark for mark in below if isinstance(mark, Destination)]
    assert [m.title for m in marks] == ["Contents", *(s.title for s in planned)]
    pages = [paper.reader.get_destination_page_number(m) for m in marks]
    assert pages == [paper.starts[i] for i in ("contents", *(s.id for s in planned))]


def test_the_contents_page_names_every_section_with_the_page_it_starts_on(
    paper: Pdf, planned: tuple[Section, ...]
) -> None:
    text = normal(paper.bodies[paper.starts["contents"]])
    entries = [f"{paper.starts[s.id] + 1} {normal(s.title)}" for s in planned]
    assert text == " ".join(["contents", *entries])


def test_every_entry_of_the_contents_is_a_link_to_its_section(
    paper: Pdf, planned: tuple[Section, ...]
) -> None:
    page = paper.reader.pages[paper.starts["contents"]]
    links = [note.get_object() for note in page.annotations or []]
    assert {link["/Subtype"] for link in links} == {"/Link"}
    assert [link["/Dest"] for link in links] == [s.id for s in planned]
    assert [normal(link["/Contents"]) for link in links] == [normal(s.title) for s in planned]


def test_a_link_is_tabbed_to_and_read_out_once(pdf: pikepdf.Pdf) -> None:
    links = tagged(pdf, "/Link")
    assert len(links) > 20
    assert [inner for link in links for inner in elements(link.K) if str(inner.S) == "/Link"] == []
    shown = [item for link in links for item in _objects(link.K)]
    drawn = [note for page in pdf.pages for note in page.obj.get("/Annots", ())]
    assert len(shown) == len(drawn) == len(links)


def _objects(node: Any) -> list[pikepdf.Dictionary]:
    """The annotations that an element owns."""
    kids = node if isinstance(node, pikepdf.Array) else [node]
    owned = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return [kid for kid in owned if kid.get("/Type") == "/OBJR"]


def test_page_labels_are_the_printed_numbers(paper: Pdf) -> None:
    labels = paper.reader.page_labels
    assert labels == [str(n) for n in range(1, len(paper.pages) + 1)]
    for label, page, body in list(zip(labels, paper.pages, paper.bodies, strict=True))[1:]:
        outside = normal(page).replace(normal(body), "")
        assert re.search(rf"(?<!\d){label}(?!\d)", outside), f"page {label} has another number"


def test_sections_start_on_pages_of_their_own(paper: Pdf, planned: tuple[Section, ...]) -> None:
    starts = {s.id: paper.starts[s.id] for s in planned}
    alone = [page for name, page in starts.items() if name not in JOINED]
    assert len(set(alone)) == len(alone)
    assert {name: starts[name] for name in JOINED} == {n: starts[o] for n, o in JOINED.items()}


def test_no_page_is_nearly_empty(paper: Pdf) -> None:
    openers = {0, paper.starts["interviews"]}
    sparse = {n + 1: len(body.split()) for n, body in enumerate(paper.bodies) if n not in openers}
    assert {page: words for page, words in sparse.items() if words < 40} == {}


def test_the_window_shows_the_title_and_the_text_is_read_as_british_english(
    pdf: pikepdf.Pdf, paper: Pdf, film: Film
) -> None:
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert paper.reader.metadata
    assert paper.reader.metadata.title == "One More Win: press kit"
    assert paper.reader.metadata.author == film.about.compiled_by.name
    assert str(pdf.Root.Lang) == "en-GB"


def test_every_page_has_the_size_of_its_paper(pdf: pikepdf.Pdf, paper: Pdf) -> None:
    width, height = SIZES[paper.path.stem.rpartition("-")[2]]
    for page in pdf.pages:
        assert [float(x) for x in page.mediabox] == pytest.approx([0, 0, width, height], abs=0.5)


def test_all_fonts_are_embedded_and_the_theme_s(pdf: pikepdf.Pdf) -> None:
    dictionaries = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
    fonts = [o for o in dictionaries if o.get("/Type") == "/Font" and o.Subtype != "/Type0"]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor, str(font.BaseFont)
        assert str(font.FontDescriptor.FontFamily) in FAMILIES


def test_every_figure_has_a_description_and_every_table_a_head(pdf: pikepdf.Pdf) -> None:
    figures, tables = tagged(pdf, "/Figure"), tagged(pdf, "/Table")
    assert len(figures) > 10
    assert [f for f in figures if len(str(f.get("/Alt", ""))) < 10] == []
    assert len(tables) > 5
    heads = [[e for e in elements(t.K) if str(e.S) == "/TH"] for t in tables]
    assert all(heads)
    assert all(str(head.A.Scope) in ("/Column", "/Row") for row in heads for head in row)


def test_it_carries_the_data_of_the_kit_and_nothing_else(pdf: pikepdf.Pdf, paper: Pdf) -> None:
    carried = {name: part.get_file().read_bytes() for name, part in pdf.attachments.items()}
    data = [f"one-more-win-{x}.{y}" for x in ("credits", "fact-sheet") for y in ("json", "txt")]
    assert carried == {name: paper.path.with_name(name).read_bytes() for name in data}


def test_nothing_is_hidden_and_nothing_runs(pdf: pikepdf.Pdf) -> None:
    assert not {"/OCProperties", "/OpenAction", "/AcroForm", "/AA"} & set(pdf.Root.keys())
    assert "/JavaScript" not in pdf.Root.Names
    modes = [
        int(step.operands[0])
        for page in pdf.pages
        for step in pikepdf.parse_content_stream(page, "Tr")
    ]
    assert 3 not in modes, "text that is not drawn"


def test_no_path_of_the_machine_that_built_it_is_in_the_file(pdf: pikepdf.Pdf) -> None:
    everything = b"\n".join(
        item.read_bytes() if isinstance(item, pikepdf.Stream) else item.unparse()
        for item in pdf.objects
    )
    assert b"Barlow" in everything
    for trace in (b"file:", b"kit.invalid", str(ROOT).encode(), b"/home/", b"/tmp/", b"/usr/"):
        assert trace not in everything, trace
