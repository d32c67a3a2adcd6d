"""Whoever has the booklet alone misses nothing that is printed, and the other way round."""

from collections.abc import Iterator

import pypdfium2
import pytest
from lxml import etree

from presskit import markdown
from presskit.model import Film
from tests.kit.pdftext import tagged
from tests.kit.reading import XHTML, Booklet, Pdf, normal, says

ON_PAPER_ALONE = {
    "CONTENTS",  # the booklet has its own
    "Draft press kit",  # on the cover; the booklet's is a picture
    "229 words",
    "453 words",
    "Each tick is a year. The band: fifty Baja",  # how the printed line of years is read
    "How it is counted",  # heads of a table whose rows the booklet has among the disputes
}

IN_THE_BOOKLET_ALONE = {
    "Press kit. Draft 0.1, 22 November 2026.",  # the imprint of the title page
    "(ask the Hall family)",
    "(ask the production)",  # the style sheet leaves it out where people stand in columns
}


def bare(text: str) -> str:
    """The letters and digits of a text: formats may set other points and hyphens between them."""
    return "".join(c for c in text.casefold() if c.isalnum())


@pytest.fixture(scope="module")
def printed(papers: dict[str, Pdf]) -> Pdf:
    return papers["press-kit-a4"]


@pytest.fixture(scope="module")
def parts(printed: Pdf) -> list[str]:
    """Every marked text of the PDF, in the order of its tags."""
    return [text for page in pypdfium2.PdfDocument(printed.path) for text in tagged(page)]


def texts(booklet: Booklet) -> Iterator[str]:
    """Every text of the booklet that can be seen, but for the contents."""
    for name, tree in booklet.trees.items():
        if name != "nav.xhtml":
            yield from _seen(tree[-1])


def _seen(element: etree._Element) -> Iterator[str]:
    if element.get("class") != "spoken":
        yield element.text or ""
        for child in element:
            yield from _seen(child)
            yield child.tail or ""


def test_every_text_of_the_booklet_is_printed(booklet: Booklet, parts: list[str]) -> None:
    paper = bare("".join(parts))
    found = {" ".join(text.split()) for text in texts(booklet) if bare(text) not in paper}
    assert found == IN_THE_BOOKLET_ALONE


def test_every_printed_text_is_in_the_booklet(booklet: Booklet, parts: list[str]) -> None:
    book = bare("".join(texts(booklet)))
    found = {" ".join(part.split()) for part in parts if bare(part) not in book}
    assert found == ON_PAPER_ALONE


def kinds(film: Film) -> dict[str, list[str]]:
    """What a journalist looks for, by its kind, as it prints."""
    entries = [e for g in film.accolades.groups for e in g.entries]
    exchanges = [e for talk in film.interviews for e in talk.exchanges]
    return {
        "facts": [f.printed for f in film.facts],
        "other figures": [o.value for f in film.facts for o in f.others],
        "people": [p.name for p in film.people],
        "accolades": [e.event for e in entries] + [e.result for e in entries],
        "notes on accolades": [markdown.to_text(e.note, film.cite) for e in entries],
        "festivals": [f.festival for f in film.festivals.entries],
        "awards": [f.award for f in film.festivals.entries if isinstance(f.award, str)],
        "questions": [e.question for e in exchanges if e.question],
        "answers": [
            part for e in exchanges for part in markdown.to_text(e.answer, film.cite).split("\n\n")
        ],
        "sources": [s.name for s in film.sources],
    }


KINDS = (
    "facts", "other figures", "people", "accolades", "notes on accolades", "festivals", "awards",
    "questions", "answers", "sources",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_thing_is_in_both_or_the_content_has_it_in_vain(
    kind: str, film: Film, printed: Pdf, booklet: Booklet
) -> None:
    wanted = [text for text in kinds(film)[kind] if text]
    assert wanted
    assert set(kinds(film)) == set(KINDS)
    places = {text: (says(printed.text, text), says(booklet.text, text)) for text in wanted}
    assert {text: found for text, found in places.items() if found != (True, True)} == {}


def test_questions_and_answers_stand_in_one_order_in_both(
    film: Film, printed: Pdf, booklet: Booklet
) -> None:
    """By the first words of each answer, which no line end divides otherwise."""
    for text in (printed.section("interviews"), booklet.section("interviews")):
        at = -1
        for exchange in (e for talk in film.interviews for e in talk.exchanges):
            answer = normal(markdown.to_text(exchange.answer, film.cite))[:60]
            assert text.find(answer, at + 1) > at, exchange.id
            at = text.find(answer, at + 1)


def test_a_listener_is_told_what_is_a_question_and_what_an_answer(booklet: Booklet) -> None:
    tree = booklet.trees["text/interviews.xhtml"]
    exchanges = list(tree.iterfind(f".//{XHTML}div[@class='exchange']"))
    assert len(exchanges) == 8
    for exchange in exchanges:
        said = [
            "".join(map(str, e.itertext())).strip()
            for e in exchange.iter(f"{XHTML}*")
            if e.get("class") == "spoken"
        ]
        heading = exchange.find(f"{XHTML}h3")
        assert said == (["Question:", "Answer:"] if heading is not None else ["Answer:"])
        if heading is not None:
            assert str(heading.xpath("string()")).startswith("Question: ")


def test_who_is_named_as_a_source_is_one_step_away(booklet: Booklet, film: Film) -> None:
    """In accolades, disputes and festivals every name of a source leads to its entry."""
    names = {s.name: s.id for s in film.sources}
    for chapter in ("accolades", "disputes"):
        for cell in booklet.trees[f"text/{chapter}.xhtml"].iter(f"{XHTML}td"):
            text = "".join(map(str, cell.itertext()))
            links = {"".join(map(str, a.itertext())): a.get("href") for a in cell.iter(f"{XHTML}a")}
            wanted = {n: f"sources.xhtml#source-{i}" for n, i in names.items() if n in text}
            assert {n: links.get(n) for n in wanted} == wanted, text
    notes = [p for p in booklet.trees["text/festivals.xhtml"].iter(f"{XHTML}p") if list(p)]
    assert {a.get("href") for p in notes for a in p.iter(f"{XHTML}a")} == {
        "sources.xhtml#source-orx",
        "sources.xhtml#source-lacar-2020",
    }
