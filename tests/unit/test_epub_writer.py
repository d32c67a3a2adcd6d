"""The booklet's writer on small documents: contents, claims, fonts, the same bytes."""

import dataclasses
import datetime as dt
import io
import zipfile

import pytest
from fontTools.ttLib import TTFont

from presskit.document import Agent, Document, Metadata, Page, Resource
from presskit.writers import epub
from presskit.writers.epub import fonts, navigation
from presskit.writers.epub.xhtml import read
from tests.conftest import ROOT

FONT = (ROOT / "assets/fonts/barlow-condensed/BarlowCondensed-600.ttf").read_bytes()
SAID = Metadata(
    title="T & Co: press kit",
    film_title="T & Co",
    language="en-GB",
    identifier="urn:uuid:52bab8b4-a137-5ce1-ad51-91fe86618ed8",
    version="1",
    modified=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
    author=Agent("Ann Archer", "Archer, Ann", ("aut",)),
    contributors=(Agent("Ben Bow", "Bow, Ben", ("drt", "pro")),),
    subjects=("Tests",),
    description="A film.",
    rights="© 2026 Ann Archer",
    issuer_line="Not approved.",
    draft=True,
)


def page(name: str, body: str, kind: str = "chapter") -> Page:
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{name}</title></head>'
    return Page(name, name.title(), kind, f"{xhtml}<body>{body}</body></html>")


def document(*pages: Page, resources: tuple[Resource, ...] = ()) -> Document:
    return Document(SAID, pages, (), resources, ())


def unpacked(written: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(epub.write(written).data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_chapters_nest_their_parts_and_back_matter_does_not() -> None:
    chapters = [
        read(page("cover", "<p/>", "cover")),
        read(page("one", "<h1>One <small>9 words</small></h1><h2 id='a'>A &amp; B</h2><h3>x</h3>")),
        read(page("notes", "<h1>Notes</h1><h2>Part</h2>", "backmatter")),
        read(page("bare", "<p>No heading</p>")),
    ]
    first, second = navigation.contents(chapters)
    assert (first.label, first.href) == ("One", "text/one.xhtml")
    assert [(e.label, e.href) for e in first.below] == [("A & B", "text/one.xhtml#a")]
    assert (second.label, second.below) == ("Notes", ())


def test_a_link_to_another_chapter_names_its_page() -> None:
    links = '<p id="own"><a href="#there">a</a> <a href="#own">b</a> <a href="#gone">c</a></p>'
    files = unpacked(document(page("one", links), page("two", '<h1 id="there">Two</h1>')))
    said = files["EPUB/text/one.xhtml"].decode()
    assert [part.partition('"')[0] for part in said.split('href="')[1:]] == [
        "two.xhtml#there",
        "#own",
        "#gone",  # the checker reports it
    ]


@pytest.mark.parametrize(
    ("body", "claimed"),
    [
        ("<p>Words</p>", False),
        ('<img src="a.png" alt="A"/>', True),
        ('<img src="a.png" alt=""/>', False),
    ],
)
def test_text_alternatives_are_claimed_only_when_every_picture_has_one(
    body: str, claimed: bool
) -> None:
    package = unpacked(document(page("one", f"<h1>One</h1>{body}")))["EPUB/content.opf"].decode()
    assert (">alternativeText<" in package) == claimed
    assert (">visual<" in package) == ("<img" in body)


def test_a_font_keeps_the_characters_set_its_notice_and_its_licence() -> None:
    whole, cut = TTFont(io.BytesIO(FONT)), TTFont(io.BytesIO(fonts.subset(FONT, "Éé")))
    assert set(cut.getBestCmap()) == fonts.ALWAYS | {ord("É"), ord("é")}
    for entry in (0, 13, 14):
        notice = whole["name"].getDebugName(entry)
        assert notice
        assert cut["name"].getDebugName(entry) == notice
    assert cut["head"].modified == whole["head"].modified, "the clock is not asked"


def test_the_same_document_gives_the_same_bytes_and_one_word_makes_others() -> None:
    font = Resource("fonts/a.ttf", "font/ttf", FONT)
    one, same, other = (
        epub.write(document(page("one", f"<h1>{word}</h1>"), resources=(font,))).data
        for word in ("Word", "Word", "Ward")
    )
    assert one == same != other


def test_a_later_date_changes_dates_and_not_the_identifier() -> None:
    later = dataclasses.replace(SAID, modified=dt.datetime(2027, 1, 2, 3, 4, 5, tzinfo=dt.UTC))
    made = dataclasses.replace(document(page("one", "<h1>One</h1>")), metadata=later)
    package = unpacked(made)["EPUB/content.opf"].decode()
    assert ">2027-01-02T03:04:05Z<" in package
    assert ">2027-01-02</dc:date>" in package
    assert SAID.identifier in package


def test_two_files_of_one_name_are_our_mistake() -> None:
    with pytest.raises(AssertionError, match="share a name"):
        epub.write(document(page("one", "<h1>1</h1>"), page("One", "<h1>2</h1>")))
